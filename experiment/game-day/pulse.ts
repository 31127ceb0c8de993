import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { OUTCOMES } from '../measure/evidence';
import type { GameDayView } from './context';
import type { RecordView } from './game-day-record';
import { messageOf } from '../message-of';
import type { Phase, Pulse } from '../journal/messages';
import { metricQuery, readMetrics, type Window } from '../measure/metrics';
import { answerWithin } from '../aws/transient-errors';

/** The stages in which there is something to wait for. */
const WAITING: readonly (Phase | null)[] = ['baseline', 'experiment', 'recovery'];

/** A pulse that takes longer than this is none. */
const LONGEST_PULSE_MS = 10_000;

/** The customers' last counts are looked for so far back: CloudWatch has them one to three minutes later. */
const MINUTES_BACK = 5;
const MINUTE_MS = 60_000;

/** What a pulse tells of. */
type PulseView = Pick<
  GameDayView,
  'clock' | 'deployment' | 'observers' | 'progress' | 'record' | 'region' | 'unretried' | 'watcher'
>;

/** Pulses that are sent beside the game day. */
export interface Pulses {
  /** Sends no more. */
  stop(): Promise<void>;
}

/** Tells how things stand every so many seconds while the game day waits. One that cannot be read is left out. */
export function startPulses(
  day: PulseView & Pick<GameDayView, 'pulseSeconds' | 'report' | 'timeline'>,
): Pulses {
  const stopping = new AbortController();
  const { clock, progress, pulseSeconds: seconds, report, timeline } = day;
  const beat = async (every: number): Promise<void> => {
    for (;;) {
      await clock.sleep(every, stopping.signal);
      if (!WAITING.includes(progress.phase)) continue;
      const pulse = await answerWithin(clock, LONGEST_PULSE_MS, () => readPulse(day)).catch(() => null);
      if (pulse !== null && !stopping.signal.aborted) report({ kind: 'pulse', pulse });
    }
  };
  const beating =
    seconds === undefined
      ? Promise.resolve()
      : beat(seconds * 1000).catch((error: unknown) => {
          // Stopping ends the wait for the next one; anything else ends the pulses, and no more than them.
          if (!stopping.signal.aborted) timeline.add('pulses.ended', messageOf(error));
        });
  return {
    stop: async () => {
      stopping.abort(new Error('the pulses are stopped'));
      await beating;
    },
  };
}

async function readPulse(day: PulseView): Promise<Pulse> {
  const { clock, deployment, record } = day;
  const { phase, wait } = day.progress;
  const [customers, healthChecks, alarms] = await Promise.all([
    readLastMinute(day),
    lookAtHealthChecks(day),
    readAlarms(day),
  ]);
  const { experiment } = record;
  const waiting = wait ?? faultOf(record, deployment.fault.minutes);
  return {
    at: new Date(clock.now()).toISOString(),
    phase: phase ?? 'baseline',
    wait: waiting === null ? null : { from: isoOf(waiting.from), until: isoOf(waiting.to) },
    experiment:
      experiment === null
        ? null
        : {
            id: experiment.id,
            status: experiment.status,
            actions: experiment.actions.map(({ name, status }) => ({ name, status })),
          },
    customers,
    healthChecks,
    alarms,
  };
}

/** While the fault is live, what is waited for is its end. */
function faultOf({ fault, moments }: RecordView, minutes: number): Window | null {
  const { faultLiveAt } = moments;
  if (fault !== 'live' || faultLiveAt === null) return null;
  return { from: faultLiveAt, to: faultLiveAt + minutes * MINUTE_MS };
}

/** What the customers of each region met in the last full minute that CloudWatch has. */
async function readLastMinute({
  clock,
  deployment,
  unretried,
  watcher,
}: PulseView): Promise<Pulse['customers']> {
  const to = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS;
  const asked = deployment.regions.flatMap(({ region }, index) =>
    OUTCOMES.map((outcome) => {
      const dimensions = { api: deployment.apiUrl, client_region: region };
      const metric = { namespace: deployment.metricNamespace, name: outcome, dimensions };
      return metricQuery(`m${index}_${outcome}`, metric, MINUTE_MS / 1000, 'Sum');
    }),
  );
  const window = { from: to - MINUTES_BACK * MINUTE_MS, to };
  const found = await readMetrics(unretried.cloudwatch(watcher), asked, window);
  return deployment.regions.map(({ label }, index) => {
    const series = OUTCOMES.map((outcome) => new Map(found.get(`m${index}_${outcome}`)));
    const last = Math.max(...series.flatMap((values) => [...values.keys()]));
    const [served = 0, ...failed] = series.map((values) => values.get(last) ?? 0);
    const lost = failed.reduce((sum, value) => sum + value, 0);
    return { label, requests: served + lost, failed: lost };
  });
}

function lookAtHealthChecks({ deployment, observers, unretried }: PulseView): Promise<Pulse['healthChecks']> {
  // The observers' own client has patience; a pulse has none.
  const route53 = unretried.route53();
  return Promise.all(
    deployment.regions.map(async ({ region, label }) => {
      const looked = observers.get(region)?.look(route53);
      return { label, healthy: (await looked?.catch(() => null)) ?? null };
    }),
  );
}

async function readAlarms({ unretried, region }: PulseView): Promise<Pulse['alarms']> {
  // CloudWatch tells of all alarms where it is asked for none.
  if (region.stopAlarmNames.length === 0) return [];
  const cloudwatch = unretried.cloudwatch(region.region);
  const { MetricAlarms: alarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [...region.stopAlarmNames] }),
  );
  return alarms.map(({ AlarmName: name = '', StateValue: state = '' }) => ({ name, state }));
}

function isoOf(moment: number): string {
  return new Date(moment).toISOString();
}
