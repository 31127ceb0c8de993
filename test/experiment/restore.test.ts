import { readFaults } from '../../experiment/fault-left';
import { detachFault, faultyTargets, restoreToSnapshots } from '../../experiment/restore';
import type { Snapshot } from '../../experiment/snapshot';
import { FakeAws } from './support/fake-aws';
import { deployment, TestTimeline, us } from './support/lab';
import { ManualClock } from './support/manual-clock';

const before = ['lab-hello', 'lab-health'].map((functionName): Snapshot => ({
  functionName,
  variables: {},
  layers: [],
  alias: 'live',
  aliasVersion: '1',
  aliasWeights: {},
  versions: ['1'],
}));

/** Functions behind an alias, which the document puts back after ten seconds, unless its execution ends otherwise. */
function prepare(ending: { readonly status: string; readonly message?: string } = { status: 'Success' }) {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  const versions: Record<string, string> = { 'lab-hello': '1', 'lab-health': '1' };
  const executions: { readonly target: string; readonly at: number }[] = [];
  const served = (name: unknown) => versions[name as string]!;
  const aws = new FakeAws()
    .on('ListExperiments', () => ({ experiments: [] }))
    .on('DescribeAutomationExecutions', () => ({ AutomationExecutionMetadataList: [] }))
    .on('GetFunctionConfiguration', ({ FunctionName, Qualifier }) => ({
      Environment: {
        Variables:
          served(FunctionName) !== '1' && Qualifier !== undefined ? { CHAOS_EXTENSION__RESTORE: '' } : {},
      },
    }))
    .on('GetAlias', ({ FunctionName }) => ({ FunctionVersion: served(FunctionName) }))
    .on('ListVersionsByFunction', () => ({ Versions: [{ Version: '1' }] }))
    .on('StartAutomationExecution', ({ Parameters }) => {
      const target = (Parameters as { FunctionName: string[] }).FunctionName[0]!;
      executions.push({ target, at: clock.now() });
      return { AutomationExecutionId: String(executions.length - 1) };
    })
    .on('GetAutomationExecution', ({ AutomationExecutionId }) => {
      const { target, at } = executions[Number(AutomationExecutionId)]!;
      if (clock.now() - at < 10_000)
        return { AutomationExecution: { AutomationExecutionStatus: 'InProgress' } };
      if (ending.status === 'Success') versions[target] = '1';
      const { status: AutomationExecutionStatus, message: FailureMessage } = ending;
      return { AutomationExecution: { AutomationExecutionStatus, FailureMessage } };
    });
  const props = { clients: aws.clients, clock, deployment, timeline };
  return { aws, clock, timeline, versions, props };
}

describe('restoreToSnapshots', () => {
  it('leaves functions alone that are as they were', async () => {
    const { aws, clock, timeline, props } = prepare();
    const restoration = await clock.run(restoreToSnapshots(props, us, before));
    expect(restoration).toEqual({ proven: true, differences: [] });
    expect(aws.sent('StartAutomationExecution')).toEqual([]);
    expect(timeline.events).toEqual([]);
  });

  it('lets the document detach the fault from every target where one differs, and compares again', async () => {
    const { aws, clock, timeline, versions, props } = prepare();
    versions['lab-health'] = '2';

    const restoration = await clock.run(restoreToSnapshots(props, us, before));

    expect(restoration).toEqual({ proven: true, differences: [] });
    expect(aws.sent('StartAutomationExecution')).toMatchObject([
      {
        DocumentName: 'chaos-lab-extension',
        Parameters: { FunctionName: ['lab-hello'], ChaosMode: ['DISABLED'] },
      },
      {
        DocumentName: 'chaos-lab-extension',
        Parameters: { FunctionName: ['lab-health'], ChaosMode: ['DISABLED'] },
      },
    ]);
    expect(timeline.events).toEqual([
      'fault.left',
      'restore.started',
      'restore.detached',
      'restore.detached',
    ]);
    expect(timeline.details('restore.started')[0]).toContain(
      'lab-health: the version of alias live changed from 1 to 2',
    );
  });

  it('says what still differs after that', async () => {
    const { aws, clock, props } = prepare();
    aws.on('ListVersionsByFunction', () => ({ Versions: [{ Version: '1' }, { Version: '2' }] }));
    const restoration = await clock.run(restoreToSnapshots(props, us, before));
    expect(restoration).toEqual({
      proven: false,
      differences: [
        'lab-hello: the published versions changed from 1 to 1, 2',
        'lab-health: the published versions changed from 1 to 1, 2',
      ],
    });
  });
});

describe('detachFault', () => {
  it.each(['Failed', 'TimedOut', 'Cancelled'])(
    'fails when the document’s execution is %s',
    async (status) => {
      const { clock, props } = prepare({ status, message: 'Traceback: nope' });
      await expect(clock.run(detachFault(props, us))).rejects.toThrow(
        `lab-hello: the document could not detach the fault (${status}). Traceback: nope; lab-health: the document`,
      );
    },
  );

  it('tries every target even where one cannot be begun, and names those that failed', async () => {
    const { aws, clock, versions, props } = prepare();
    versions['lab-health'] = '2';
    const start = (input: Record<string, unknown>) => {
      if (JSON.stringify(input).includes('lab-hello')) throw new Error('throttled');
      return { AutomationExecutionId: '0' };
    };
    aws.on('StartAutomationExecution', start).on('GetAutomationExecution', () => {
      versions['lab-health'] = '1';
      return { AutomationExecution: { AutomationExecutionStatus: 'Success' } };
    });

    await expect(clock.run(detachFault(props, us))).rejects.toThrow('lab-hello: throttled');

    expect(versions).toEqual({ 'lab-hello': '1', 'lab-health': '1' });
  });

  it('does not wait for longer than an execution can take', async () => {
    const { aws, clock, props } = prepare();
    aws.on('GetAutomationExecution', () => ({
      AutomationExecution: { AutomationExecutionStatus: 'InProgress' },
    }));
    const begun = clock.now();
    await expect(clock.run(detachFault(props, us))).rejects.toThrow(
      'could not detach the fault (InProgress)',
    );
    expect((clock.now() - begun) / 1000).toBe(665);
  });
});

it('names the targets whose alias serves the fault', async () => {
  const { versions, props } = prepare();
  versions['lab-health'] = '2';
  await expect(faultyTargets(props, us)).resolves.toEqual(['lab-health']);
});

it('tells the version that is served from $LATEST', async () => {
  const { versions, props } = prepare();
  versions['lab-hello'] = '2';
  await expect(readFaults(props, us)).resolves.toEqual([
    { functionName: 'lab-hello', served: true, latest: false, versions: [], expiresAt: null },
    { functionName: 'lab-health', served: false, latest: false, versions: [], expiresAt: null },
  ]);
});
