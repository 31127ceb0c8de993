import { FisExperiment } from '../../../experiment/aws/fis-experiment';
import { followExperiment, type FollowProps } from '../../../experiment/game-day/follow';
import type { FaultSeen } from '../../../experiment/fault/fault-seen';
import type { Snapshot } from '../../../experiment/fault/snapshot';
import { HealthObserver } from '../../../experiment/measure/health-observer';
import { FakeAws } from '../support/fake-aws';
import { deployment, TestTimeline, us } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

const BEFORE: readonly Snapshot[] = ['lab-hello', 'lab-health'].map((functionName) => ({
  functionName,
  variables: {},
  layers: [],
  alias: 'live',
  aliasVersion: '1',
  aliasWeights: {},
  versions: ['$LATEST', '1'],
  codeSha256: 'code-1',
  aliasCodeSha256: 'code-1',
}));

/** An experiment in which things happen at seconds of the test's choice. */
async function prepare() {
  const clock = new ManualClock();
  const begun = clock.now();
  const timeline = new TestTimeline(clock);
  const state = {
    status: 'running',
    faulty: new Set<string>(),
    healthy: true,
    served: { Version: '1', CodeSha256: 'code-1' },
  };
  const aws = new FakeAws()
    .on('StartExperiment', () => ({ experiment: { id: 'EXP1' } }))
    .on('GetExperiment', () => ({ experiment: { state: { status: state.status } } }))
    .on('GetFunctionConfiguration', ({ FunctionName }) => ({
      ...state.served,
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
  const gaps: number[] = [];
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
    catchUp: (milliseconds) => {
      gaps.push(milliseconds / 1000);
      return Promise.resolve();
    },
  };
  const moments = { faultStartedAt: null, faultLiveAt: null, detectedAt: null, restoredAt: null };
  const found: FaultSeen = {
    ...{ fault: 'awaited', moments, snapshots: BEFORE, releases: [] },
    ...{ targetLiveAt: new Map(), targetGoneAt: new Map() },
  };
  const follow = (changes: Partial<FollowProps> = {}) =>
    clock.run(followExperiment({ ...props, ...changes }, found));
  const seconds = (moment: number | null) => (moment === null ? null : (moment - begun) / 1000);
  const seen = () => ({
    started: seconds(moments.faultStartedAt),
    live: seconds(moments.faultLiveAt),
    detected: seconds(moments.detectedAt),
    restored: seconds(moments.restoredAt),
  });
  return { aws, clock, begun, timeline, state, found, follow, seen, gaps };
}

it('notes when the fault went live, when it was detected, and when it was gone, five seconds late at most', async () => {
  const { clock, timeline, state, follow, seen } = await prepare();
  clock.after(12, () => state.faulty.add('lab-hello').add('lab-health'));
  clock.after(41, () => (state.healthy = false));
  clock.after(62, () => state.faulty.clear());
  clock.after(70, () => (state.status = 'completed'));

  await follow();

  expect(seen()).toEqual({ started: 15, live: 15, detected: 45, restored: 65 });
  expect(timeline.events).toEqual([
    'experiment.running',
    'fault.started',
    'fault.live',
    'health.unhealthy',
    'fault.gone',
    'experiment.completed',
  ]);
  expect(timeline.details('health.unhealthy')).toEqual([
    "Route 53's checkers mark us unhealthy: Failure: timed out",
  ]);
});

it('holds the fault for started with the first target, for live with every one, and for gone when none carries it', async () => {
  const { clock, state, timeline, follow, seen } = await prepare();
  clock.after(8, () => state.faulty.add('lab-hello'));
  clock.after(18, () => state.faulty.add('lab-health'));
  clock.after(28, () => state.faulty.delete('lab-hello'));
  clock.after(38, () => state.faulty.delete('lab-health'));
  clock.after(48, () => (state.status = 'completed'));

  await follow();

  expect(seen()).toEqual({ started: 10, live: 20, detected: null, restored: 40 });
  expect(timeline.details('fault.started')).toEqual(['lab-hello in us-east-1 carries the fault']);
  expect(timeline.details('fault.live')).toEqual([
    'every target carries the fault: lab-hello and lab-health in us-east-1',
  ]);
  expect(timeline.details('fault.gone')).toEqual([
    'lab-hello and lab-health in us-east-1 no longer carry the fault',
  ]);
});

it('notes the detection from the first target on, and the end where only one ever carried the fault', async () => {
  const { clock, state, timeline, follow, seen } = await prepare();
  clock.after(8, () => state.faulty.add('lab-hello'));
  clock.after(12, () => (state.healthy = false));
  clock.after(28, () => state.faulty.clear());
  clock.after(38, () => (state.status = 'completed'));

  await follow();

  expect(seen()).toEqual({ started: 10, live: null, detected: 15, restored: 30 });
  expect(timeline.details('fault.gone')).toEqual(['lab-hello in us-east-1 no longer carries the fault']);
});

it('tells what somebody else releases in the middle, once for each target', async () => {
  const { clock, begun, state, timeline, found, follow } = await prepare();
  clock.after(8, () => state.faulty.add('lab-hello').add('lab-health'));
  clock.after(18, () => {
    state.faulty.clear();
    state.served = { Version: '3', CodeSha256: 'code-2' };
  });
  clock.after(38, () => (state.status = 'completed'));

  await follow();

  expect(found.releases.map(({ functionName, at }) => [functionName, Date.parse(at) - begun])).toEqual([
    ['lab-hello', 20_000],
    ['lab-health', 20_000],
  ]);
  expect(timeline.details('function.released')[0]).toBe(
    'by somebody else: alias live of lab-hello served version 3 (code code-2) instead of version 1 (code code-1), and it carried no fault',
  );
  expect(timeline.details('function.released')).toHaveLength(2);
});

it('does not take the fault for gone while a late attach brings it back', async () => {
  const { clock, state, timeline, follow, seen } = await prepare();
  clock.after(8, () => state.faulty.add('lab-hello'));
  clock.after(18, () => state.faulty.clear());
  clock.after(28, () => state.faulty.add('lab-health'));
  clock.after(38, () => state.faulty.clear());
  clock.after(48, () => (state.status = 'completed'));

  await follow();

  expect(seen()).toEqual({ started: 10, live: null, detected: null, restored: 40 });
  expect(timeline.details('fault.started')).toEqual([
    'lab-hello in us-east-1 carries the fault',
    'lab-health in us-east-1 carries the fault again',
  ]);
});

it('looks at the functions once more when the experiment has ended', async () => {
  const { clock, state, follow, seen } = await prepare();
  clock.after(2, () => state.faulty.add('lab-hello').add('lab-health'));
  clock.after(14, () => {
    state.faulty.clear();
    state.status = 'completed';
  });
  await follow();
  expect(seen()).toMatchObject({ live: 5, restored: 15 });
});

it('asks the function behind the alias, not $LATEST', async () => {
  const { aws, clock, state, follow } = await prepare();
  clock.after(1, () => (state.status = 'completed'));
  await follow();
  expect(new Set(aws.sent('GetFunctionConfiguration').map(({ Qualifier }) => Qualifier))).toEqual(
    new Set(['live']),
  );
});

it('does not look at the health check before the fault has started: what fails then is no detection', async () => {
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
  expect(seen()).toEqual({ started: 5, live: 5, detected: null, restored: null });
});

it('catches up where nobody watched for more than a minute: the credentials had expired, or the machine slept', async () => {
  const { aws, clock, state, follow, gaps } = await prepare();
  const slow = { seconds: 0 };
  aws.on('GetExperiment', async () => {
    const { seconds } = slow;
    slow.seconds = 0;
    await clock.sleep(seconds * 1000);
    return { experiment: { state: { status: state.status } } };
  });
  clock.after(12, () => (slow.seconds = 50));
  clock.after(200, () => (slow.seconds = 90));
  clock.after(400, () => (state.status = 'completed'));
  await follow();
  expect(gaps).toEqual([95]);
});
