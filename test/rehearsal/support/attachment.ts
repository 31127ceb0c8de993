import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Python } from '../../../rehearsal/python/python';
import { DynamoDb } from '../../../rehearsal/services/dynamodb';
import { Ssm } from '../../../rehearsal/services/ssm/ssm';
import { describe as toldOf, type Configuration } from '../../../rehearsal/services/lambda/configuration';
import { lambdaResources } from '../../../rehearsal/services/lambda/resources';
import { EXTENSION_LAYER, lambdaIn } from './functions';
import { allow, make, makeRole } from './make';
import { scratchFolder } from '../../support/temporary-folder';
import { writeArchive } from './archive';
import { emptyAccount, operator } from './context';

const DOCUMENT = join(__dirname, '..', '..', '..', 'documents', 'chaos-extension.yaml');

/** The API that the function is one of. */
export const API_URL = 'https://example.mydomain.com/api/hello';

/** What a function of a test is like before the fault. */
export interface Before {
  readonly variables?: Readonly<Record<string, string>>;
  readonly layers?: number;
  readonly runtime?: string;
  /** The customer's key that encrypts its variables; the document's role may use it until it is told otherwise. */
  readonly kmsKey?: string;
  /** Those that the layers say they support; by default they say nothing. */
  readonly architectures?: readonly string[];
  /** Changes the text of the document. */
  readonly edit?: (document: string) => string;
  /** What the alias `live` points at. */
  readonly aliasVersion?: string;
}

/** Archives for the accounts of this file. */
export function attachmentArchives(): string {
  const folder = scratchFolder();
  writeArchive(folder, 'function.zip', { 'index.js': 'exports.handler = () => 1;' });
  writeArchive(folder, 'layer.zip', EXTENSION_LAYER);
  return folder;
}

/**
 * An account with one function and the lab's own document. `onCall` is told of each call of the document, before it is carried out,
 * with its number from 1.
 */
export function attachment(python: Python, folder: string, before: Before = {}) {
  let onCall = (_count: number): void => undefined;
  const account = emptyAccount({ onAsk: () => onCall(account.asked.length) });
  const { api, clock, iam, asked } = account;
  const { lambda } = lambdaIn(account);
  const ssm = new Ssm(account, api, iam, python);
  const models = lambdaResources(lambda);
  const role = makeRole(iam.resources, { statements: [allow('lambda:*', 'kms:Decrypt', 'dynamodb:*')] });
  const dynamodb = new DynamoDb(account, api);
  const lease = {
    LeaseTableArn: make(dynamodb.resources, 'aws_dynamodb_table', { name: 'leases', hash_key: 'url' })
      .arn as string,
    ApiUrl: API_URL,
  };
  const layer = (layer_name: string): string => {
    const values = {
      layer_name,
      filename: 'layer.zip',
      compatible_architectures: before.architectures ?? [],
    };
    return make(models, 'aws_lambda_layer_version', values, { folder }).arn as string;
  };
  const own = Array.from({ length: before.layers ?? 1 }, (_item, index) => layer(`own-${index}`));
  make(
    models,
    'aws_lambda_function',
    {
      function_name: 'hello',
      filename: 'function.zip',
      runtime: before.runtime ?? 'nodejs22.x',
      handler: 'index.handler',
      role: 'arn:aws:iam::123456789012:role/hello',
      environment: { variables: before.variables ?? { COLOUR: 'red' } },
      layers: own,
      ...(before.kmsKey === undefined ? {} : { kms_key_arn: before.kmsKey }),
      publish: true,
    },
    { folder },
  );
  const target = lambda.function('hello', 'us-east-1');
  target.pointAlias('live', before.aliasVersion ?? '1');
  make(ssm.resources, 'aws_ssm_document', {
    name: 'chaos',
    content: (before.edit ?? ((text) => text))(readFileSync(DOCUMENT, 'utf8')),
    document_type: 'Automation',
    document_format: 'YAML',
  });
  const chaosLayer = layer('chaos');

  const call = async <T>(name: string, input: object): Promise<T> =>
    (await api.call('ssm', name, { ...input }, operator)) as T;
  const begin = async (ChaosMode: 'ENABLED' | 'DISABLED', more: object = {}): Promise<string> => {
    const given = {
      FunctionName: 'hello',
      AliasName: 'live',
      LayerArn: chaosLayer,
      AutomationAssumeRole: role,
      ChaosMode,
      ...(ChaosMode === 'ENABLED' ? lease : {}),
      ...more,
    };
    const Parameters = Object.fromEntries(
      Object.entries(given)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [name, [value]]),
    );
    const { AutomationExecutionId } = await call<{ AutomationExecutionId: string }>(
      'StartAutomationExecution',
      { DocumentName: 'chaos', Parameters },
    );
    return AutomationExecutionId;
  };
  const end = async (AutomationExecutionId: string): Promise<{ status: string; message: string }> => {
    for (;;) {
      const { AutomationExecution } = await call<{
        AutomationExecution: { AutomationExecutionStatus: string; FailureMessage?: string };
      }>('GetAutomationExecution', { AutomationExecutionId });
      const { AutomationExecutionStatus: status, FailureMessage: message = '' } = AutomationExecution;
      if (!['Pending', 'InProgress', 'Cancelling'].includes(status)) return { status, message };
      await clock.sleep(1_000);
    }
  };
  const run = (...parameters: Parameters<typeof begin>) => clock.run(begin(...parameters).then(end));
  const attach = (more: object = {}) => run('ENABLED', more);
  const detach = (more: object = {}) => run('DISABLED', more);
  const stop = (AutomationExecutionId: string) => call('StopAutomationExecution', { AutomationExecutionId });

  /** All that a fault may change, and all that a detach has to restore. */
  const state = () => {
    const { Environment, Layers } = target.configuration();
    return {
      variables: Environment.Variables,
      layers: Layers.map(({ Arn }) => Arn),
      alias: target.alias('live').FunctionVersion,
      versions: target.allVersions().map(({ Version }) => Version),
    };
  };
  /** What the document has changed so far, by the names of the operations. */
  const changes = (): string[] =>
    asked.flatMap((action) => /^lambda:(?!Get|List)(.*)$/.exec(action)?.[1] ?? []);
  /** From now on the document's role may not use any key. */
  const forbidKeys = (): void => {
    const policy = JSON.stringify({ Statement: { Effect: 'Deny', Action: 'kms:*', Resource: '*' } });
    make(iam.resources, 'aws_iam_role_policy', { role: 'role', policy });
  };
  /** From now on Lambda tells this too about `$LATEST` and the versions, which the World has no way to make. */
  const tellOf = (change: (version: Configuration) => object): void => {
    const told = (version: Configuration): object => ({ ...toldOf(version), ...change(version) });
    const qualifierOf = (qualifier: unknown): string =>
      typeof qualifier === 'string' ? qualifier : '$LATEST';
    api.register('lambda', {
      GetFunctionConfiguration: {
        resources: () => [],
        run: ({ Qualifier }) => told(target.configuration(qualifierOf(Qualifier))),
      },
      ListVersionsByFunction: {
        resources: () => [],
        run: () => ({ Versions: target.allVersions().map(told) }),
      },
    });
  };
  return {
    ...account,
    lambda,
    forbidKeys,
    tellOf,
    target,
    own,
    chaosLayer,
    begin,
    end,
    attach,
    detach,
    stop,
    state,
    changes,
    tellCalls: (listener: (count: number) => void) => {
      onCall = listener;
    },
  };
}
