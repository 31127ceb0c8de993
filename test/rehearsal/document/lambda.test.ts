import type { Input } from '../../../rehearsal/aws/call';
import { describe as describeConfiguration } from '../../../rehearsal/services/lambda/configuration';
import { FAULT_NOTE } from '../../../experiment/fault/snapshot';
import { attachment, attachmentArchives } from '../support/attachment';
import { pythonPool } from '../support/scripts';

const python = pythonPool();
const folder = attachmentArchives();

type Lab = ReturnType<typeof attachment>;

/** Lets Lambda answer an operation otherwise than the World's does. */
function answer({ api }: Lab, operation: string, run: (input: Input) => unknown): void {
  api.register('lambda', { [operation]: { resources: () => [], run } });
}

const qualifierOf = ({ Qualifier }: Input): string => (typeof Qualifier === 'string' ? Qualifier : '$LATEST');

describe('an alias with weights', () => {
  /** Lambda with an alias that sends a tenth of the requests to another version. */
  function prepare() {
    const lab = attachment(python, folder);
    const weights: { of: unknown; sent: boolean } = { of: { 7: 0.1 }, sent: false };
    answer(lab, 'GetAlias', () => ({
      ...lab.target.alias('live'),
      RoutingConfig: { AdditionalVersionWeights: weights.of },
    }));
    answer(lab, 'UpdateAlias', ({ FunctionVersion, RoutingConfig }) => {
      const { AdditionalVersionWeights } = (RoutingConfig ?? {}) as { AdditionalVersionWeights?: unknown };
      weights.of = AdditionalVersionWeights ?? weights.of;
      return lab.target.pointAlias('live', String(FunctionVersion));
    });
    return { ...lab, weights };
  }

  it('serves the fault to all, and has its weights back afterwards', async () => {
    const { attach, detach, state, weights } = prepare();
    await expect(attach()).resolves.toMatchObject({ status: 'Success' });
    expect([state().alias, weights.of]).toEqual(['2', {}]);
    await expect(detach()).resolves.toMatchObject({ status: 'Success' });
    expect([state().alias, weights.of]).toEqual(['1', { 7: 0.1 }]);
  });

  /** The fault is attached as version 2, and a colleague releases version 3, which carries it too. */
  async function withRelease() {
    const lab = prepare();
    await lab.attach();
    const code = { sha256: 'theirs', text: 'exports.handler = () => 2;' };
    lab.target.update({ revisionId: undefined, variables: undefined, layers: undefined, code });
    await lab.clock.run(lab.clock.sleep(20_001));
    lab.target.publish();
    return lab;
  }

  it('by which a colleague tries their release keeps its share: both versions lose the fault', async () => {
    const { detach, state, weights, target } = await withRelease();
    weights.of = { 3: 0.25 };
    await expect(detach()).resolves.toMatchObject({ status: 'Success' });
    expect([state().alias, weights.of]).toEqual(['1', { 4: 0.25 }]);
    expect(target.configuration('4')).toMatchObject({
      CodeSha256: 'theirs',
      Environment: { Variables: { COLOUR: 'red' } },
    });
  });

  it('by which a colleague leaves a share with the version of the fault gives it to the one from before', async () => {
    const { detach, state, weights, target } = await withRelease();
    target.pointAlias('live', '3');
    weights.of = { 2: 0.5 };
    await expect(detach()).resolves.toMatchObject({ status: 'Success' });
    expect([state().alias, weights.of]).toEqual(['4', { 1: 0.5 }]);
  });

  it('between a version and its twin becomes one without', async () => {
    const { attach, detach, state, weights, target } = prepare();
    await attach();
    target.pointAlias('live', '1');
    weights.of = { 2: 0.5 };
    await expect(detach()).resolves.toMatchObject({ status: 'Success' });
    expect([state().alias, weights.of]).toEqual(['1', {}]);
  });

  it('that serves a release without a twin is told to go on serving it', async () => {
    const { detach, weights, target, clock } = await withRelease();
    weights.of = { 3: 0.25 };
    const code = { sha256: 'not released', text: '' };
    target.update({ revisionId: undefined, variables: undefined, layers: undefined, code });
    await clock.run(clock.sleep(20_001));
    const end = await detach();
    expect(end.message).toContain('alias live goes on serving it');
    expect(weights.of).toEqual({ 3: 0.25 });
  });
});

it('does not move the alias to a version that is not what it replaces, whatever Lambda answers', async () => {
  const lab = attachment(python, folder);
  await lab.attach();
  const code = { sha256: 'theirs', text: 'exports.handler = () => 2;' };
  lab.target.update({ revisionId: undefined, variables: undefined, layers: undefined, code });
  await lab.clock.run(lab.clock.sleep(20_001));
  lab.target.pointAlias('live', lab.target.publish().Version);
  answer(lab, 'PublishVersion', () => describeConfiguration(lab.target.configuration('1')));
  const end = await lab.detach();
  expect(end.message).toContain('hello: version 1 was published, which differs from version 3 in code');
  expect(lab.state().alias).toBe('3');
});

describe('a version that Lambda has not made ready yet', () => {
  it('is not put into service before it is', async () => {
    const lab = attachment(python, folder);
    let asked = 0;
    answer(lab, 'GetFunctionConfiguration', (input) => {
      const qualifier = qualifierOf(input);
      const found = describeConfiguration(lab.target.configuration(qualifier));
      if (qualifier !== '2') return found;
      asked += 1;
      return asked <= 3 ? { ...found, State: 'Pending', LastUpdateStatus: undefined } : found;
    });
    const askedBefore: number[] = [];
    lab.controls.afterCalls(({ operation }) => {
      if (operation === 'UpdateAlias') askedBefore.push(asked);
    });
    await expect(lab.attach()).resolves.toMatchObject({ status: 'Success' });
    expect(askedBefore).toEqual([4]);
  });
});

describe('an update that Lambda could not carry out', () => {
  /** Lambda says so of $LATEST from the document's next update on. */
  function fails(lab: Lab): void {
    let hasBegun = false;
    lab.controls.afterCalls(({ operation }) => (hasBegun ||= operation === 'UpdateFunctionConfiguration'));
    answer(lab, 'GetFunctionConfiguration', (input) => {
      const found = describeConfiguration(lab.target.configuration(qualifierOf(input)));
      if (!hasBegun || qualifierOf(input) !== '$LATEST') return found;
      return { ...found, LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'the layer is gone' };
    });
  }

  it('is no attachment: nothing is published', async () => {
    const lab = attachment(python, folder);
    fails(lab);
    const end = await lab.attach();
    expect(end.status).toBe('Failed');
    expect(end.message).toContain('hello could not be updated: the layer is gone');
    expect(lab.state()).toMatchObject({ alias: '1', versions: ['$LATEST', '1'] });
  });

  it('is no restoration', async () => {
    const lab = attachment(python, folder);
    await lab.attach();
    fails(lab);
    const end = await lab.detach();
    expect(end.status).toBe('Failed');
    expect(end.message).toContain('hello could not be restored: the layer is gone');
  });
});

it('finds a version with the fault on whatever page Lambda lists it', async () => {
  const lab = attachment(python, folder);
  const original = lab.state();
  await lab.attach();
  answer(lab, 'ListVersionsByFunction', ({ Marker }) => {
    const versions = lab.target.allVersions().map((version) => describeConfiguration(version));
    return Marker === undefined
      ? { Versions: versions.slice(0, 2), NextMarker: 'more' }
      : { Versions: versions.slice(2) };
  });
  await expect(lab.detach()).resolves.toMatchObject({ status: 'Success' });
  expect(lab.state()).toEqual(original);
});

it('keeps the wrapper of the function at hand while the fault is attached', async () => {
  const lab = attachment(python, folder, { variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/tracing' } });
  await lab.attach();
  const { [FAULT_NOTE]: note, ...variables } = lab.state().variables;
  expect(note).toContain('/opt/tracing');
  expect(variables).toMatchObject({
    AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap',
    CHAOS_EXTENSION__WRAPPED_EXEC_WRAPPER: '/opt/tracing',
  });
});
