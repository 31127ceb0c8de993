import { FisExperiment } from '../../../experiment/aws/fis-experiment';
import { FakeAws } from '../support/fake-aws';
import { TestTimeline, us } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

type Actions = Record<string, { state: { status: string; reason?: string } }>;

async function prepare() {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  const aws = new FakeAws().on('StartExperiment', () => ({ experiment: { id: 'EXP1' } }));
  const props = { fis: aws.clients.fis('us-east-1'), timeline, clientToken: 'token' };
  const experiment = await FisExperiment.start(props, us);
  const become = (status: string, reason = '', actions: Actions = {}): void => {
    aws.on('GetExperiment', () => ({ experiment: { state: { status, reason }, actions } }));
  };
  return { aws, clock, timeline, experiment, become, props };
}

it('starts the template of the region, with the token that makes it start once, and by which it is found', async () => {
  const { aws, experiment } = await prepare();
  expect(experiment.id).toBe('EXP1');
  expect(aws.sent('StartExperiment')).toEqual([
    { clientToken: 'token', experimentTemplateId: 'EXTus', tags: { GameDay: 'token' } },
  ]);
  expect(experiment.clientToken).toBe('token');
});

it('does not follow an experiment that FIS does not name', async () => {
  const { aws, props } = await prepare();
  aws.on('StartExperiment', () => ({}));
  await expect(FisExperiment.start(props, us)).rejects.toThrow(
    'FIS did not say which experiment it has started',
  );
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
    expect(timeline.events).toEqual(['experiment.stop', 'experiment.stopping', 'experiment.stopped']);
  });

  it('does not wait for longer than three minutes, and says so', async () => {
    const { aws, clock, timeline, experiment, become } = await prepare();
    become('stopping');
    aws.on('StopExperiment', () => ({}));
    const begun = clock.now();
    await clock.run(experiment.stop(clock));
    expect(clock.now() - begun).toBe(180_000);
    expect(timeline.details('experiment.unstopped')).toEqual(['EXP1 is still stopping after 3 min']);
  });
});

it('takes a status that it does not know as not finished, and says so', async () => {
  const { timeline, experiment, become } = await prepare();
  become('hibernating', 'for the winter');
  await expect(experiment.look()).resolves.toBe(false);
  expect(timeline.details('experiment.hibernating')).toEqual([
    'FIS says hibernating, a status that is not known here: taken as not finished; for the winter',
  ]);
});

describe('an experiment that somebody else has started', () => {
  const startTime = new Date('2026-01-01T11:58:00Z');
  const endTime = new Date('2026-01-01T11:59:00Z');

  it('is known, and what is known of it is no news', async () => {
    const { aws, timeline, become, props } = await prepare();
    const actions = [{ name: 'S00', status: 'running', startedAt: null, endedAt: null }];
    const experiment = new FisExperiment(props, { id: 'EXP7', status: 'running', actions });
    become('running', '', { S00: { state: { status: 'running' } } });

    await experiment.look();

    expect(aws.sent('GetExperiment')).toEqual([{ id: 'EXP7' }]);
    expect(timeline.entries).toEqual([]);
    expect(experiment.clientToken).toBe('token');
  });

  it('tells what happened while nobody watched at the moments that FIS says', async () => {
    const { aws, timeline, props } = await prepare();
    const experiment = new FisExperiment(props, { id: 'EXP7' });
    aws.on('GetExperiment', () => ({
      experiment: {
        state: { status: 'completed', reason: 'Experiment completed.' },
        endTime,
        actions: { S00: { state: { status: 'completed' }, startTime, endTime } },
      },
    }));

    await experiment.look(() => true);

    expect(timeline.entries).toEqual([
      { at: endTime.toISOString(), event: 'action.completed', detail: 'S00 (inferred from FIS)' },
      {
        at: endTime.toISOString(),
        event: 'experiment.completed',
        detail: 'Experiment completed. (inferred from FIS)',
      },
    ]);
    expect(experiment.actions).toEqual([
      {
        name: 'S00',
        status: 'completed',
        startedAt: '2026-01-01T11:58:00.000Z',
        endedAt: '2026-01-01T11:59:00.000Z',
      },
    ]);
  });
});
