import { attachRequestFor } from '../../../experiment/preflight/targets/attach-request';
import { refusalsOf } from '../../../experiment/preflight/targets/target-refusals';
import { describe as toldOf } from '../../../rehearsal/services/lambda/configuration';
import { attachment, attachmentArchives } from '../support/attachment';
import { pythonPool } from '../support/scripts';

const python = pythonPool();
const folder = attachmentArchives();
const VARIABLES: Readonly<Record<string, string>> = { COLOUR: 'red', TOKEN: 'secret-1' };
const RELEASED = {
  VpcConfig: { SubnetIds: ['subnet-a', 'subnet-b'], SecurityGroupIds: ['sg-a'], VpcId: 'vpc-a' },
  FileSystemConfigs: [{ Arn: 'arn:one', LocalMountPath: '/mnt/one' }],
};

/**
 * Lets Lambda tell something else of `$LATEST` than of the version that is served, attaches, and says how both the document and the
 * preflight see it.
 */
async function attachTo(latest: object, served: object = {}, variables = VARIABLES) {
  const lab = attachment(python, folder, { variables, layers: 2 });
  const others: Readonly<Record<string, object>> = { $LATEST: latest, 1: served };
  const tell = (version: string): object => ({ ...RELEASED, ...others[version] });
  lab.tellOf(({ Version }) => tell(Version));
  const preflight = refusalsOf({
    latest: { ...toldOf(lab.target.configuration()), ...tell('$LATEST') },
    served: { ...toldOf(lab.target.configuration('1')), ...tell('1') },
    aliasName: 'live',
    alias: { version: '1', weights: {} },
    layer: { architectures: [] },
    request: attachRequestFor('orders', lab.chaosLayer, null),
  });
  return { lab, end: await lab.attach(), reasons: preflight.map(({ reason }) => reason) };
}

describe('what is not released is not put into service', () => {
  it.each<[string, object]>([
    ['code', { CodeSha256: 'other' }],
    ['runtime', { Runtime: 'nodejs24.x' }],
    ['handler', { Handler: 'main.handler' }],
    ['role', { Role: 'arn:aws:iam::123456789012:role/other' }],
    ['memory', { MemorySize: 512 }],
    ['time-out', { Timeout: 900 }],
    ['KMS key', { KMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/other' }],
    ['VPC', { VpcConfig: { SubnetIds: ['subnet-a'], SecurityGroupIds: ['sg-a'], VpcId: 'vpc-a' } }],
    ['VPC', { VpcConfig: { ...RELEASED.VpcConfig, Ipv6AllowedForDualStack: true } }],
    ['VPC', { VpcConfig: { SubnetIds: [], SecurityGroupIds: [], VpcId: '' } }],
    ['architecture', { Architectures: ['arm64'] }],
    ['ephemeral storage', { EphemeralStorage: { Size: 1024 } }],
    ['file systems', { FileSystemConfigs: [{ Arn: 'arn:one', LocalMountPath: '/mnt/other' }] }],
    ['tracing', { TracingConfig: { Mode: 'Active' } }],
    ['logging', { LoggingConfig: { LogFormat: 'Text', LogGroup: 'elsewhere' } }],
    ['logging', { LoggingConfig: { LogFormat: 'JSON', LogGroup: '/aws/lambda/hello' } }],
    ['dead-letter queue', { DeadLetterConfig: { TargetArn: 'arn:queue' } }],
    ['durable execution', { DurableConfig: { ExecutionTimeout: 60 } }],
    [
      'capacity provider',
      {
        CapacityProviderConfig: {
          LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'arn:one' },
        },
      },
    ],
    ['layers', { Layers: [] }],
    ['variables (TOKEN)', { Environment: { Variables: { COLOUR: 'red', TOKEN: 'secret-2' } } }],
    ['variables (TOKEN)', { Environment: { Variables: { COLOUR: 'red' } } }],
    ['variables (COLOUR, SHAPE, TOKEN)', { Environment: { Variables: { SHAPE: 'secret-3' } } }],
    ['variables (COLOUR, TOKEN)', { Environment: undefined }],
    [
      'memory, time-out, variables (SHAPE)',
      {
        Timeout: 900,
        MemorySize: 512,
        Environment: { Variables: { COLOUR: 'red', TOKEN: 'secret-1', SHAPE: 'round' } },
      },
    ],
  ])('%s: the document and the preflight refuse it in the same words, %j', async (what, difference) => {
    const { lab, end, reasons } = await attachTo(difference);
    expect(reasons).toEqual([
      `alias live serves version 1, which differs from $LATEST in ${what}: attaching would put what is unreleased into service`,
    ]);
    expect(end).toMatchObject({ status: 'Failed' });
    expect(end.message.split('\n').at(-1)).toBe(`ValueError: hello: ${reasons[0] ?? ''}`);
    expect(end.message).not.toContain('secret');
    expect(lab.changes()).toEqual([]);
  });

  it('layers in another order', async () => {
    const layers = (...numbers: number[]) => ({
      Layers: numbers.map((number) => ({ Arn: `arn:layer:${number}` })),
    });
    const { end, reasons } = await attachTo(layers(1, 2), layers(2, 1));
    expect(reasons).toEqual([expect.stringContaining('differs from $LATEST in layers:')]);
    expect(end.message).toContain(reasons[0]);
  });
});

describe('what is the same is not refused', () => {
  it.each<[string, object, object]>([
    [
      'a VPC that is empty and one that is left out',
      { VpcConfig: undefined },
      { VpcConfig: { SubnetIds: [], SecurityGroupIds: [], VpcId: '', Ipv6AllowedForDualStack: false } },
    ],
    [
      'subnets in another order, and a VPC that only one tells',
      { VpcConfig: { SubnetIds: ['subnet-b', 'subnet-a'], SecurityGroupIds: ['sg-a'] } },
      {},
    ],
    ['storage of the usual size', { EphemeralStorage: { Size: 512 } }, {}],
    ['tracing as usual', { TracingConfig: { Mode: 'PassThrough' } }, {}],
    ['the usual architecture', { Architectures: undefined }, { Architectures: ['x86_64'] }],
    ['logging as usual', { LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/hello' } }, {}],
    [
      'what is empty',
      { KMSKeyArn: '', DeadLetterConfig: {}, FileSystemConfigs: [], Layers: [] },
      { FileSystemConfigs: undefined, Layers: undefined },
    ],
    [
      'layers of which AWS tells more',
      { Layers: [{ Arn: 'arn:one', CodeSize: 10 }] },
      { Layers: [{ Arn: 'arn:one' }] },
    ],
    [
      'what changes nothing that runs, or is set by AWS',
      {
        Description: 'new',
        CodeSize: 1,
        LastModified: 'now',
        ConfigSha256: 'other',
        StateReason: 'idle',
        SnapStart: { ApplyOn: 'None', OptimizationStatus: 'On' },
        RuntimeVersionConfig: { RuntimeVersionArn: 'arn:other' },
      },
      { SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' } },
    ],
  ])('%s', async (_what, latest, served) => {
    const { end, reasons } = await attachTo(latest, served);
    expect(reasons).toEqual([]);
    expect(end).toEqual({ status: 'Success', message: '' });
  });

  it('an environment without variables, and none', async () => {
    const { end, reasons } = await attachTo({}, { Environment: { Variables: {} } }, {});
    expect(reasons).toEqual([]);
    expect(end).toEqual({ status: 'Success', message: '' });
  });
});

describe('while the fault is in $LATEST already', () => {
  it('what was released then is compared as it is without the fault: attaching goes on', async () => {
    const before = {
      variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/own', CHAOS_EXTENSION__PORT: '9200', COLOUR: 'red' },
    };
    const { attach, detach, state, target } = attachment(python, folder, before);
    const original = state();
    await attach();
    target.pointAlias('live', '1');
    target.deleteVersion('2');
    await expect(attach()).resolves.toEqual({ status: 'Success', message: '' });
    await detach();
    expect(state()).toEqual(original);
  });

  it('a deployment since then is refused, and a detach leaves it', async () => {
    const { attach, detach, state, target, clock } = attachment(python, folder);
    await attach();
    target.pointAlias('live', '1');
    const variables = { ...target.configuration().Environment.Variables, SHAPE: 'round' };
    target.update({ revisionId: undefined, variables, layers: undefined });
    await clock.run(clock.sleep(20_001));
    const end = await attach();
    expect(end.message).toContain('which differs from $LATEST in variables (SHAPE): attaching');
    expect(state().alias).toBe('1');
    await detach();
    expect(state()).toMatchObject({
      variables: { COLOUR: 'red', SHAPE: 'round' },
      alias: '1',
      versions: ['$LATEST', '1'],
    });
  });
});
