import { clearTheWay } from '../../experiment/clear-the-way';
import { FakeAws } from './support/fake-aws';
import { deployment, TestTimeline, us } from './support/lab';
import { ManualClock } from './support/manual-clock';

/** An experiment and an execution of the document that are under way, beside others that are not, or not the lab's. */
function prepare() {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  const ended = new Set<unknown>();
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
        execution('done', 'Success', us.documentName),
        execution('other', 'InProgress', `${us.documentName}-of-somebody-else`),
      ],
    }))
    .on('StopAutomationExecution', ({ AutomationExecutionId: id }) => {
      clock.after(10, () => ended.add(id));
      return {};
    })
    .on('GetAutomationExecution', ({ AutomationExecutionId: id }) => ({
      AutomationExecution: { AutomationExecutionStatus: ended.has(id) ? 'Cancelled' : 'Cancelling' },
    }));
  const run = () => clock.run(clearTheWay({ clients: aws.clients, clock, deployment, timeline }, us));
  return { aws, clock, timeline, ended, run };
}

function experiment(id: string, status: string) {
  return { id, experimentTemplateId: us.experimentTemplateId, state: { status } };
}

function execution(AutomationExecutionId: string, AutomationExecutionStatus: string, DocumentName: string) {
  return { AutomationExecutionId, AutomationExecutionStatus, DocumentName };
}

it('stops the experiments of the template and the executions of the document that are under way, and no others', async () => {
  const { aws, timeline, run } = prepare();
  await run();
  expect(aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
  expect(aws.sent('StopAutomationExecution')).toEqual([
    { AutomationExecutionId: 'under-way', Type: 'Cancel' },
  ]);
  expect(timeline.events).toEqual(['experiment.stop', 'automation.stop']);
});

it('waits until both have ended', async () => {
  const { ended, run } = prepare();
  await run();
  expect([...ended]).toEqual(['EXP1', 'under-way']);
});

it('does not wait for ever', async () => {
  const { aws, clock, run } = prepare();
  aws.on('GetExperiment', () => ({ experiment: { state: { status: 'stopping' } } }));
  const begun = clock.now();
  await run();
  expect((clock.now() - begun) / 1000).toBeLessThan(400);
});

it('is no obstacle where AWS does not answer', async () => {
  const { aws, timeline, run } = prepare();
  aws.on('ListExperiments', () => {
    throw new Error('access denied');
  });
  await run();
  expect(timeline.details('restore.unclear')).toEqual(['what still runs could not be ended: access denied']);
});
