import { automationFailures, FisExperiment } from '../../experiment/fis-experiment';
import { FakeAws } from './support/fake-aws';
import { TestTimeline, us } from './support/lab';
import { ManualClock } from './support/manual-clock';

type Actions = Record<string, { state: { status: string; reason?: string } }>;

async function prepare() {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  const aws = new FakeAws().on('StartExperiment', () => ({ experiment: { id: 'EXP1' } }));
  const experiment = await FisExperiment.start(aws.clients.fis('us-east-1'), us, 'token', timeline);
  const become = (status: string, reason = '', actions: Actions = {}): void => {
    aws.on('GetExperiment', () => ({ experiment: { state: { status, reason }, actions } }));
  };
  return { aws, clock, timeline, experiment, become };
}

it('starts the template of the region, with the token that makes it start once', async () => {
  const { aws, timeline, experiment } = await prepare();
  expect(experiment.id).toBe('EXP1');
  expect(aws.sent('StartExperiment')).toEqual([{ clientToken: 'token', experimentTemplateId: 'EXTus' }]);
  expect(timeline.details('experiment.started')).toEqual(['EXP1 from template EXTus in us-east-1']);
});

it.each([
  ['initiating', false],
  ['running', false],
  ['stopping', false],
  ['completed', true],
  ['stopped', true],
  ['failed', true],
  ['cancelled', true],
])('looks at an experiment that is %s, and says that it has ended: %p', async (status, ended) => {
  const { timeline, experiment, become } = await prepare();
  become(status, 'in the words of FIS');

  await expect(experiment.look()).resolves.toBe(ended);

  expect(experiment).toMatchObject({ status, reason: 'in the words of FIS' });
  expect(timeline.details(`experiment.${status}`)).toEqual(['in the words of FIS']);
});

it('notes each change of the experiment and of its actions once, with the reason of a failure', async () => {
  const { timeline, experiment, become } = await prepare();
  const action = (status: string, reason?: string) => ({ S00: { state: { status, reason } } }) as Actions;

  for (const [status, actions] of [
    ['running', action('pending')],
    ['running', action('running')],
    ['running', action('running')],
    ['failed', action('failed', 'the automation failed')],
  ] as const) {
    become(status, '', actions);
    await experiment.look();
  }

  expect(timeline.events).toEqual([
    'experiment.started',
    'experiment.running',
    'action.running',
    'action.failed',
    'experiment.failed',
  ]);
  expect(timeline.details('action.failed')).toEqual(['S00: the automation failed']);
});

describe('stopping it', () => {
  it('waits until it has ended: what still runs could attach the fault again', async () => {
    const { aws, clock, timeline, experiment, become } = await prepare();
    become('stopping');
    clock.after(30, () => become('stopped'));
    aws.on('StopExperiment', () => ({}));
    const begun = clock.now();

    await clock.run(experiment.stop(clock));

    expect(aws.sent('StopExperiment')).toEqual([{ id: 'EXP1' }]);
    expect(clock.now() - begun).toBe(30_000);
    expect(timeline.events.slice(1)).toEqual([
      'experiment.stop',
      'experiment.stopping',
      'experiment.stopped',
    ]);
  });

  it('does not wait for longer than three minutes', async () => {
    const { aws, clock, experiment, become } = await prepare();
    become('stopping');
    aws.on('StopExperiment', () => ({}));
    const begun = clock.now();
    await clock.run(experiment.stop(clock));
    expect(clock.now() - begun).toBe(180_000);
  });
});

describe('automationFailures', () => {
  it('asks for the executions of the region’s document since then, page by page, and tells why they failed', async () => {
    const messages: Record<string, string | undefined> = { a: undefined, b: 'Traceback b', c: 'Traceback c' };
    const aws = new FakeAws()
      .on('DescribeAutomationExecutions', ({ NextToken }) =>
        NextToken === undefined
          ? {
              AutomationExecutionMetadataList: [
                { AutomationExecutionId: 'a' },
                { AutomationExecutionId: 'b' },
              ],
              NextToken: 'more',
            }
          : { AutomationExecutionMetadataList: [{ AutomationExecutionId: 'c' }] },
      )
      .on('GetAutomationExecution', ({ AutomationExecutionId }) => ({
        AutomationExecution: { FailureMessage: messages[AutomationExecutionId as string] },
      }));

    const failures = await automationFailures(aws.clients.ssm('us-east-1'), us, Date.UTC(2026, 0, 1));

    expect(failures).toEqual(['Traceback b', 'Traceback c']);
    expect(aws.sent('DescribeAutomationExecutions')[0]).toMatchObject({
      Filters: [
        { Key: 'DocumentNamePrefix', Values: ['chaos-lab-extension'] },
        { Key: 'StartTimeAfter', Values: ['2026-01-01T00:00:00.000Z'] },
      ],
    });
  });
});
