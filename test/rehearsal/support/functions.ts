import { CloudWatch } from '../../../rehearsal/services/cloudwatch/cloudwatch';
import { Lambda } from '../../../rehearsal/services/lambda/lambda';
import type { Configuration } from '../../../rehearsal/services/lambda/configuration';
import { lambdaOperations } from '../../../rehearsal/services/lambda/operations';
import { LambdaFunction } from '../../../rehearsal/services/lambda/function';
import { Logs } from '../../../rehearsal/services/cloudwatch/logs';
import { emptyAccount, type Ground } from './context';
import { writeArchive } from './archive';

export const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:hello';

export const configuration: Configuration = {
  FunctionName: 'hello',
  FunctionArn: ARN,
  Version: '$LATEST',
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Role: 'arn:aws:iam::123456789012:role/hello',
  Timeout: 10,
  MemorySize: 128,
  PackageType: 'Zip',
  Architectures: ['arm64'],
  CodeSha256: 'code',
  RevisionId: 'first',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  Environment: { Variables: { COLOUR: 'red' } },
  Layers: [],
};

/** A function by itself. */
export function loneFunction(own: Partial<Configuration> = {}): { target: LambdaFunction } & Ground {
  const account = emptyAccount();
  const target = new LambdaFunction(
    { ...configuration, ...own },
    '',
    account.clock,
    account.random('function'),
  );
  return { ...account, target };
}

/** The files of a layer that holds the chaos extension. */
export const EXTENSION_LAYER = { 'extensions/chaos-extension': '#!', bootstrap: '#!' };

/** The variables that make the extension delay every invocation. */
export function delay(seconds: number): Record<string, string> {
  return {
    AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap',
    CHAOS_EXTENSION__LAMBDA__ENABLE_LATENCY: 'true',
    CHAOS_EXTENSION__LAMBDA__LATENCY_VALUE: String(seconds),
    CHAOS_EXTENSION__LAMBDA__LATENCY_PROBABILITY: '1',
  };
}

/** Lambda in an account, with what it tells of its invocations. */
export function lambdaIn(account: Ground, modules: (name: string) => unknown = () => undefined) {
  const cloudwatch = new CloudWatch(account, account.api);
  const logs = new Logs(account, account.iam, cloudwatch);
  const lambda = new Lambda(account, modules, { cloudwatch, logs });
  account.api.register('lambda', lambdaOperations(lambda, account, account.api));
  return { lambda, cloudwatch };
}

/** Lambda with a way to add functions by the text of their bundle. */
export function lambdaService(folder: string, modules: Readonly<Record<string, unknown>> = {}) {
  const account = emptyAccount();
  const { lambda, cloudwatch } = lambdaIn(account, (name) => modules[name]);
  let archives = 0;
  const add = (
    name: string,
    code: string,
    own: {
      timeoutSeconds?: number;
      variables?: Record<string, string>;
      layers?: string[];
      kmsKeyArn?: string;
      region?: string;
    } = {},
  ): LambdaFunction => {
    archives += 1;
    const { region = 'us-east-1', ...settings } = own;
    return lambda.addFunction(
      {
        name,
        archive: writeArchive(folder, `function-${archives}.zip`, { 'index.js': code }),
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        role: `arn:aws:iam::123456789012:role/${name}`,
        timeoutSeconds: 10,
        memoryMegabytes: 128,
        architectures: ['arm64'],
        variables: {},
        layers: [],
        ...settings,
      },
      region,
    );
  };
  const addLayer = (files: Readonly<Record<string, string>> = EXTENSION_LAYER, name = 'chaos'): string =>
    lambda.addLayer(name, 'us-east-1', writeArchive(folder, `${name}.zip`, files), ['nodejs22.x']).arn;
  return { ...account, lambda, cloudwatch, metrics: cloudwatch.metrics('us-east-1'), add, addLayer };
}
