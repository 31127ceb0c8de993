import type { Input } from '../../rehearsal/aws-api';
import { describe as describeConfiguration } from '../../rehearsal/services/lambda-configuration';
import { FAULT_NOTE } from '../../experiment/snapshot';
import { attachment, attachmentArchives } from './support/attachment';
import { pythonPool } from './support/scripts';

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
