import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  fillParameters,
  readParameters,
  type ParameterValues,
} from '../../../../rehearsal/services/ssm/automation-parameters';
import {
  loadAutomationDocument,
  type ExecuteScriptInputs,
} from '../../../../validation/automation-document/automation-document';
import { CHANGES, type Operation } from './lambda-call';
import { LambdaFront } from './lambda-front';
import { LambdaRules } from './lambda-rules';
import { archiveOf, type Json, type MotoLambda } from './moto-lambda';
import type { ScriptEnd, ScriptJob, ScriptRunner } from './script-runner';

/** How the script ends that has taken the fault away, however long it waited. */
export const DETACHED = { value: { Attached: false }, sleptSeconds: expect.any(Number) as number };

/** What a function is like before the fault. */
export interface Before {
  readonly variables?: Readonly<Record<string, string>>;
  /** The names of its layers. */
  readonly layers?: readonly string[];
  /** How many versions are published. */
  readonly versions?: number;
  /** None where it is null; by default it points at version 1. */
  readonly alias?: { readonly version: string; readonly weights?: Readonly<Record<string, number>> } | null;
  readonly runtime?: string;
  readonly packageType?: 'Zip' | 'Image';
}

/** Parameters of the document, beside those that every execution of a target has. */
export type More = Readonly<Record<string, string>>;

/** The document's `ChaosMode`. */
export type Mode = 'ENABLED' | 'DISABLED';

const DOCUMENT = path.join(__dirname, '..', '..', '..', '..', 'documents', 'chaos-extension.yaml');
const ALIAS = 'live';

/** The table of leases, in us-east-1. */
export const LEASE_TABLE = 'leases';

const { content } = loadAutomationDocument(DOCUMENT);

/** Where functions are made, and scripts run. */
export interface TargetSurroundings {
  readonly moto: MotoLambda;
  readonly runner: ScriptRunner;
  readonly role: string;
  /** ARNs, by name. */
  readonly layers: Readonly<Record<string, string>>;
}

/** A function in moto, and the document's way to it. */
export class Target {
  readonly front: LambdaFront;

  private constructor(
    private readonly around: TargetSurroundings,
    readonly name: string,
    private readonly hasAlias: boolean,
  ) {
    this.front = new LambdaFront(new LambdaRules(around.moto, name));
  }

  static async create(around: TargetSurroundings, name: string, before: Before): Promise<Target> {
    const { moto, role, layers } = around;
    const { variables = {}, versions = 1, alias = { version: '1' }, packageType = 'Zip' } = before;
    const isZip = packageType === 'Zip';
    await moto.createFunction({
      FunctionName: name,
      Role: role,
      PackageType: packageType,
      Code: isZip ? { ZipFile: archiveOf('1') } : { ImageUri: 'registry/image:1' },
      ...(isZip ? { Runtime: before.runtime ?? 'nodejs22.x', Handler: 'index.handler' } : {}),
      ...(Object.keys(variables).length > 0 ? { Environment: { Variables: variables } } : {}),
      Layers: (before.layers ?? []).map((layer) => layers[layer]),
      Publish: true,
    });
    for (let version = 2; version <= versions; version += 1) {
      await moto.function('PUT', name, '/configuration', { Description: `version ${version}` });
      await moto.function('POST', name, '/versions', {});
    }
    if (alias !== null) {
      const routing = alias.weights && { RoutingConfig: { AdditionalVersionWeights: alias.weights } };
      const body = { Name: ALIAS, FunctionVersion: alias.version, ...routing };
      await moto.function('POST', name, '/aliases', body);
    }
    return new Target(around, name, alias !== null);
  }

  /** A function that somebody else has made, with an alias. */
  static existing(around: TargetSurroundings, name: string): Target {
    return new Target(around, name, true);
  }

  /** An API of its own, with a lease of its own: the tests of a file share the table. */
  get apiUrl(): string {
    return `https://example.mydomain.com/${this.name}`;
  }

  attach(more: More = {}, job: Partial<ScriptJob> = {}): Promise<ScriptEnd> {
    return this.run('ENABLED', more, job);
  }

  detach(more: More = {}, job: Partial<ScriptJob> = {}): Promise<ScriptEnd> {
    return this.run('DISABLED', more, job);
  }

  run(
    mode: Mode,
    more: More = {},
    job: Partial<ScriptJob> = {},
    runner = this.around.runner,
  ): Promise<ScriptEnd> {
    const given = {
      FunctionName: this.name,
      LayerArn: this.around.layers.chaos ?? '',
      AutomationAssumeRole: this.around.role,
      ChaosMode: mode,
      AliasName: this.hasAlias ? ALIAS : '',
      LeaseTableArn: `arn:aws:dynamodb:us-east-1:123456789012:table/${LEASE_TABLE}`,
      ApiUrl: this.apiUrl,
      ...more,
    };
    const globals = { 'global:REGION': 'us-east-1', 'automation:EXECUTION_ID': randomUUID() };
    return runner.run({ ...jobOf({ ...readGiven(given), ...globals }), ...job }, this.front);
  }

  /** All that a fault may change, as moto holds it. */
  async state() {
    const { moto } = this.around;
    const { Versions: versions } = await moto.function('GET', this.name, '/versions');
    const { Aliases: aliases } = await moto.function('GET', this.name, '/aliases');
    return {
      versions: Object.fromEntries(
        (versions as readonly ConfigurationBody[]).map((version) => [version.Version, contentOf(version)]),
      ),
      aliases: (aliases as readonly Json[]).map(({ Name, FunctionVersion, RoutingConfig }) => ({
        Name,
        FunctionVersion,
        RoutingConfig,
      })),
    };
  }

  /** The changes that Lambda has carried out for the document so far. */
  changes(): Operation[] {
    return this.front.carriedOut
      .map(({ operation }) => operation)
      .filter((operation) => CHANGES.includes(operation));
  }

  /** Somebody else changes the function, at once. */
  async elsewhere(method: 'PUT' | 'POST' | 'DELETE', part: string, body?: Json): Promise<void> {
    const { moto } = this.around;
    await moto.function(method, this.name, part, body);
    this.front.rules.changedElsewhere(part);
  }
}

interface ConfigurationBody {
  readonly Version: string;
  readonly CodeSha256: string;
  readonly Layers?: readonly { readonly Arn: string }[];
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

/** What has become of a function, as text that is short where nothing has: hundreds of these are compared at once. */
export function comparison(original: object, now: object): string {
  if (isDeepStrictEqual(original, now)) return 'as it was';
  const [was, is] = [linesOf(original), linesOf(now)];
  const gone = was.filter((line) => !is.includes(line)).map((line) => `-${line}`);
  const come = is.filter((line) => !was.includes(line)).map((line) => `+${line}`);
  return ['other than it was:', ...gone, ...come].join('\n');
}

function linesOf(state: object): readonly string[] {
  return JSON.stringify(state, null, 1).split('\n');
}

function contentOf({ CodeSha256: code, Layers: layers, Environment: environment }: ConfigurationBody) {
  return {
    code,
    layers: (layers ?? []).map(({ Arn }) => Arn),
    variables: environment?.Variables ?? {},
  };
}

/** As StartAutomationExecution takes them: an empty value is left out. */
function readGiven(given: More): ParameterValues {
  const values = Object.entries(given).filter(([, value]) => value !== '');
  return readParameters(content, Object.fromEntries(values.map(([name, value]) => [name, [value]])));
}

function jobOf(parameters: ParameterValues): ScriptJob {
  const [step] = content.mainSteps;
  const {
    Script: script,
    Handler: handler,
    InputPayload: payload,
  } = step?.inputs as unknown as ExecuteScriptInputs;
  return { script: script ?? '', handler: handler ?? '', payload: fillParameters(payload, parameters) };
}

/** A function that has of everything what the fault must keep. */
export const EVERYTHING: Before = {
  variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/tracing', COLOUR: 'red' },
  layers: ['own-1', 'own-2'],
  versions: 3,
  alias: { version: '1', weights: { 2: 0.1 } },
};
