import { stopRunningWork, whatCouldAttach } from '../../../experiment/restore/stop-running-work';
import { awsError, FakeAws } from '../support/fake-aws';
import { deployment, TestTimeline, us } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

/** An experiment and an execution of the document that are under way, beside others that are not, not the lab's, or no danger. */
function prepare() {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  const ended = new Set<unknown>();
  const stopped = new Set<unknown>();
  const aws = new FakeAws()
    .on('ListExperiments', ({ nextToken }) =>
      nextToken === undefined
        ? { experiments: [experiment('EXP1', 'running'), experiment('EXP2', 'completed')], nextToken: 'more' }
        : { experiments: [{ ...experiment('EXP3', 'running'), experimentTemplateId: 'EXTother' }] },
    )
    .on('StopExperiment', ({ id }) => {
      clock.after(20, () => ended.add(id));
      return {};
    })
    .on('GetExperiment', ({ id }) => ({
      experiment: { state: { status: ended.has(id) ? 'stopped' : 'stopping' } },
    }))
    .on('DescribeAutomationExecutions', () => ({
      AutomationExecutionMetadataList: [
        execution('under-way', 'InProgress', us.documentName),
        execution('detaching', 'InProgress', us.documentName),
        execution('done', 'Success', us.documentName),
        execution('other', 'InProgress', `${us.documentName}-of-somebody-else`),
      ],
    }))
    .on('StopAutomationExecution', ({ AutomationExecutionId: id }) => {
      stopped.add(id);
      clock.after(10, () => ended.add(id));
      return {};
    })
    .on('GetAutomationExecution', ({ AutomationExecutionId: id }) => ({
      AutomationExecution: {
        AutomationExecutionStatus: ended.has(id)
          ? 'Cancelled'
          : stopped.has(id)
            ? 'Cancelling'
            : 'InProgress',
        ExecutionStartTime: new Date('2026-01-01T11:59:00Z'),
        Parameters: id === 'detaching' ? { ChaosMode: ['DISABLED'] } : {},
      },
    }));
  const props = { clients: aws.clients, clock, deployment, timeline };
  const run = () => clock.run(stopRunningWork(props, us));
  return { aws, clock, timeline, ended, run, props };
}

function experiment(id: string, status: string) {
  return { id, experimentTemplateId: us.experimentTemplateId, state: { status } };
}

function execution(AutomationExecutionId: string, AutomationExecutionStatus: string, DocumentName: string) {
  return { AutomationExecutionId, AutomationExecutionStatus, DocumentName };
}

it('stops the experiments of the template and the executions of the document that could attach the fault, and no others', async () => {
  const { aws, timeline, run } = prepare();
  await run();
  expect(aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
  expect(aws.sent('StopAutomationExecution')).toEqual([
    { AutomationExecutionId: 'under-way', Type: 'Cancel' },
  ]);
  expect(timeline.events).toEqual(['experiment.stop', 'automation.stop']);
});

it('waits until both have ended, and no longer', async () => {
  const { clock, ended, run } = prepare();
  const begun = clock.now();
  await expect(run()).resolves.toEqual({ work: [], unknown: [] });
  expect([...ended]).toEqual(['EXP1', 'under-way']);
  expect((clock.now() - begun) / 1000).toBe(20 + 10);
});

it('stops what it finds on whatever page', async () => {
  const { aws, run } = prepare();
  aws
    .on('ListExperiments', ({ nextToken }) =>
      nextToken === undefined
        ? { experiments: [experiment('EXP1', 'running')], nextToken: 'more' }
        : { experiments: [experiment('EXP2', 'running')] },
    )
    .on('DescribeAutomationExecutions', ({ NextToken }) => ({
      AutomationExecutionMetadataList: [
        execution(NextToken === undefined ? 'first' : 'second', 'InProgress', us.documentName),
      ],
      ...(NextToken === undefined ? { NextToken: 'more' } : {}),
    }));
  await run();
  expect(aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }, { id: 'EXP2' }]);
  expect(aws.sent('StopAutomationExecution')).toMatchObject([
    { AutomationExecutionId: 'first' },
    { AutomationExecutionId: 'second' },
  ]);
});

it('does not wait for ever, and says what has not ended', async () => {
  const { aws, clock, run } = prepare();
  aws.on('GetExperiment', () => ({ experiment: { state: { status: 'stopping' } } }));
  const begun = clock.now();
  const { work } = await run();
  expect(work.map(({ name }) => name)).toEqual(['experiment EXP1']);
  expect((clock.now() - begun) / 1000).toBeLessThan(100);
});

it('does not stop again what is being stopped, and waits for it all the same', async () => {
  const { aws, clock, ended, run } = prepare();
  aws
    .on('ListExperiments', () => ({ experiments: [experiment('EXP1', 'stopping')] }))
    .on('StopExperiment', () => {
      throw awsError('ValidationException', 'the experiment is being stopped');
    });
  clock.after(30, () => ended.add('EXP1'));
  await expect(run()).resolves.toEqual({ work: [], unknown: [] });
  expect(aws.sent('StopExperiment')).toEqual([]);
});

it('does not claim to have stopped an execution that had ended by itself', async () => {
  const { aws, timeline, ended, run } = prepare();
  aws.on('StopAutomationExecution', ({ AutomationExecutionId: id }) => {
    ended.add(id);
    throw awsError('InvalidAutomationStatusUpdateException', 'it has ended');
  });
  await expect(run()).resolves.toEqual({ work: [], unknown: [] });
  expect(timeline.events).toEqual(['experiment.stop']);
});

it('says what could not be stopped, stops the rest, and waits for all of it', async () => {
  const { aws, clock, timeline, ended, run } = prepare();
  aws.on('StopExperiment', () => {
    throw awsError('AccessDeniedException', 'not authorized');
  });
  clock.after(40, () => ended.add('EXP1'));
  await expect(run()).resolves.toEqual({ work: [], unknown: [] });
  expect(timeline.details('restore.unclear')).toEqual([
    'experiment EXP1 could not be stopped: not authorized',
  ]);
  expect([...ended]).toEqual(['EXP1', 'under-way']);
});

it('goes on where AWS does not say what runs, and says so', async () => {
  const { aws, timeline, run } = prepare();
  aws.on('ListExperiments', () => {
    throw new Error('access denied');
  });
  const why = 'it is not known whether something runs that could attach the fault again: access denied';
  await expect(run()).resolves.toEqual({ work: [], unknown: [why] });
  expect(timeline.details('restore.unclear')).toEqual([why]);
  expect(aws.sent('StopAutomationExecution')).toHaveLength(1);
});

describe('what could attach the fault again', () => {
  it('is told by name, with the moment since when it is under way', async () => {
    const { props } = prepare();
    await expect(whatCouldAttach(props, us)).resolves.toEqual([
      'experiment EXP1, under way, could attach the fault again',
      'execution under-way of lab-chaos-extension, under way since 2026-01-01T11:59:00.000Z, could attach the fault again',
    ]);
  });

  it('is not known where AWS does not say', async () => {
    const { aws, props } = prepare();
    aws.on('DescribeAutomationExecutions', () => {
      throw new Error('access denied');
    });
    await expect(whatCouldAttach(props, us)).resolves.toEqual([
      'it is not known whether something runs that could attach the fault again: access denied',
    ]);
  });
});
