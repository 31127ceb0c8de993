import { FisExperiment } from '../../experiment/fis-experiment';
import { followExperiment, type FaultSeen, type FollowProps } from '../../experiment/follow';
import { HealthObserver } from '../../experiment/health-observer';
import { FakeAws } from './support/fake-aws';
import { deployment, TestTimeline, us } from './support/lab';
import { ManualClock } from './support/manual-clock';

/** An experiment in which things happen at seconds of the test's choice. */
async function prepare() {
  const clock = new ManualClock();
  const begun = clock.now();
  const timeline = new TestTimeline(clock);
  const state = { status: 'running', faulty: new Set<string>(), healthy: true };
  const aws = new FakeAws()
    .on('StartExperiment', () => ({ experiment: { id: 'EXP1' } }))
    .on('GetExperiment', () => ({ experiment: { state: { status: state.status } } }))
    .on('GetFunctionConfiguration', ({ FunctionName }) => ({
      Environment: {
        Variables: state.faulty.has(FunctionName as string) ? { CHAOS_EXTENSION__RESTORE: '{}' } : {},
      },
    }))
    .on('GetHealthCheck', () => ({ HealthCheck: { HealthCheckConfig: { FailureThreshold: 1 } } }))
    .on('GetHealthCheckStatus', () => ({
      HealthCheckObservations: [
        {
          StatusReport: {
            Status: state.healthy ? 'Success: 200' : 'Failure: timed out',
            CheckedTime: new Date(clock.now()),
          },
        },
      ],
    }));
  const fis = aws.clients.fis('us-east-1');
  const experiment = await FisExperiment.start({ fis, timeline, clientToken: 'token' }, us);
  const observer = await HealthObserver.create(aws.clients.route53(), us.healthCheckId);
  const props: FollowProps = {
    clients: aws.clients,
    clock,
    deployment,
    timeline,
    experiment,
    region: us,
    observer,
    startedAt: begun,
    resumedAt: null,
    signal: undefined,
  };
  const moments = { faultLiveAt: null, detectedAt: null, restoredAt: null };
  const found: FaultSeen = { fault: 'awaited', moments };
  const follow = (changes: Partial<FollowProps> = {}) =>
    clock.run(followExperiment({ ...props, ...changes }, found));
  const seconds = (moment: number | null) => (moment === null ? null : (moment - begun) / 1000);
  const seen = () => ({
    live: seconds(moments.faultLiveAt),
    detected: seconds(moments.detectedAt),
    restored: seconds(moments.restoredAt),
  });
  return { aws, clock, begun, timeline, state, follow, seen };
}

it('notes when the fault went live, when it was detected, and when it was gone, five seconds late at most', async () => {
  const { clock, timeline, state, follow, seen } = await prepare();
  clock.after(12, () => state.faulty.add('lab-hello').add('lab-health'));
  clock.after(41, () => (state.healthy = false));
  clock.after(62, () => state.faulty.clear());
  clock.after(70, () => (state.status = 'completed'));

  await follow();

  expect(seen()).toEqual({ live: 15, detected: 45, restored: 65 });
  expect(timeline.events).toEqual([
    'experiment.running',
    'fault.live',
    'health.unhealthy',
    'fault.gone',
    'experiment.completed',
  ]);
  expect(timeline.details('health.unhealthy')).toEqual([
    "Route 53's checkers give us up: Failure: timed out",
  ]);
});

it('holds the fault for live only when every target serves it, and for gone only when none does', async () => {
  const { clock, state, follow, seen } = await prepare();
  clock.after(8, () => state.faulty.add('lab-hello'));
  clock.after(18, () => state.faulty.add('lab-health'));
  clock.after(28, () => state.faulty.delete('lab-hello'));
  clock.after(38, () => state.faulty.delete('lab-health'));
  clock.after(48, () => (state.status = 'completed'));

  await follow();

  expect(seen()).toEqual({ live: 20, detected: null, restored: 40 });
});

it('asks the function behind the alias, not $LATEST', async () => {
  const { aws, clock, state, follow } = await prepare();
  clock.after(1, () => (state.status = 'completed'));
  await follow();
  expect(new Set(aws.sent('GetFunctionConfiguration').map(({ Qualifier }) => Qualifier))).toEqual(
    new Set(['live']),
  );
});

it('does not look at the health check before the fault is live: what fails then is no detection', async () => {
  const { aws, clock, state, follow, seen } = await prepare();
  state.healthy = false;
  clock.after(20, () => (state.status = 'completed'));
  await follow();
  expect(seen().detected).toBeNull();
  expect(aws.sent('GetHealthCheckStatus')).toEqual([]);
});

it('asks FIS every five seconds until the experiment ends', async () => {
  const { aws, clock, state, follow } = await prepare();
  clock.after(58, () => (state.status = 'stopped'));
  await follow();
  expect(aws.sent('GetExperiment')).toHaveLength(13);
});

it('gives up an experiment that has not ended an hour after it should have', async () => {
  const { clock, begun, follow } = await prepare();
  // The fault of ten minutes, and an hour.
  await expect(follow()).rejects.toThrow('experiment EXP1 has not ended 1 h 10 min after its start');
  expect(clock.now() - begun).toBe(70 * 60_000 + 5_000);
});

it('counts the hour from the start of the experiment, whoever follows it since when', async () => {
  const { clock, begun, follow } = await prepare();
  await expect(follow({ startedAt: begun - 69 * 60_000 })).rejects.toThrow('has not ended');
  expect(clock.now() - begun).toBe(60_000 + 5_000);
});

it('ends with the reason of the signal, and keeps what it has seen', async () => {
  const { clock, state, follow, seen } = await prepare();
  const controller = new AbortController();
  clock.after(2, () => state.faulty.add('lab-hello').add('lab-health'));
  clock.after(12, () => controller.abort(new Error('interrupted')));
  await expect(follow({ signal: controller.signal })).rejects.toThrow('interrupted');
  expect(seen()).toEqual({ live: 5, detected: null, restored: null });
});
