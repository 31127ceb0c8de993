import { readDashboard } from '../../measure/dashboard';
import type { DeployedRegion } from '../../deployment/deployment';
import { readCustomers, readHealth, type Evidence } from '../../measure/evidence';
import type { GameDayView } from '../context';
import { gatherInEffect } from './gather-in-effect';
import type { DashboardRecord } from '../../journal/dashboard-record';
import { messageOf } from '../../message-of';
import type { Window } from '../../measure/metrics';
import { CredentialsLost } from '../../aws/new-credentials';
import { readOffSchedule } from '../../measure/off-schedule';
import { readThrottling, type Throttling } from '../../measure/throttling';

/** What evidence is gathered of, and with. */
export type EvidenceView = Pick<
  GameDayView,
  'clients' | 'clock' | 'deployment' | 'observers' | 'record' | 'region' | 'timeline' | 'watcher'
>;

/** Reads all that has been measured up to now. */
export async function gatherEvidence(day: EvidenceView): Promise<Evidence> {
  const { clients, deployment, clock, record, observers, region, watcher } = day;
  const span = { from: record.begunAt, to: clock.now() };
  for (const observer of observers.values()) await observer.look();
  const health = await readHealth(clients, deployment, span);
  const [customers, throttled, offSchedule] = await Promise.all([
    readCustomers(clients, deployment, watcher, span),
    gatherThrottling(day, span),
    unlessUnread(
      day.timeline,
      'what the simulators sent late',
      readOffSchedule(clients, deployment, watcher, span),
    ),
  ]);
  return {
    deployment,
    failed: region,
    fault: record.deployedFault,
    windows: record.windows(),
    health,
    customers,
    throttled,
    offSchedule: offSchedule ?? new Map(),
    healthChecks: observers,
    inEffect: await gatherInEffect(day),
    detectedAt: record.moments.detectedAt,
    detectedNotBefore: record.moments.detectedAt,
    differences: record.differences(),
  };
}

/** Every region is asked, the failed one too: what one of them does not answer must not cost the rest. */
async function gatherThrottling(
  { clients, deployment, timeline }: Pick<GameDayView, 'clients' | 'deployment' | 'timeline'>,
  span: Window,
): Promise<Evidence['throttled']> {
  const throttled = new Map<string, Throttling>();
  const read = async (region: DeployedRegion): Promise<void> => {
    const what = `what Lambda refused in ${region.region}`;
    const throttling = await unlessUnread(timeline, what, readThrottling(clients, region, span));
    if (throttling !== null) throttled.set(region.region, throttling);
  };
  await Promise.all(deployment.regions.map(read));
  return throttled;
}

/** Null where it cannot be read, which the timeline says: what no check is judged by must not cost the rest. */
async function unlessUnread<T>(
  timeline: GameDayView['timeline'],
  what: string,
  reading: Promise<T>,
): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    timeline.add('metrics.unread', `${what} is not known: ${messageOf(error)}`);
    return null;
  }
}

/**
 * Reads the deployed dashboard over the whole game day. It is only to be looked at, so what keeps it from being read costs nothing else;
 * then it is null, and the timeline says why.
 * @throws CredentialsLost where somebody has to log in first
 */
export async function gatherDashboard(
  day: Omit<EvidenceView, 'observers' | 'region'>,
): Promise<DashboardRecord | null> {
  const { clients, clock, deployment, record, timeline, watcher } = day;
  const to = record.recoveredAt ?? clock.now();
  // A minute that has not passed would look like a collapse.
  const span = { from: record.begunAt, to: Math.floor(to / 60_000) * 60_000 };
  try {
    return await readDashboard(clients, watcher, deployment.dashboardName, span);
  } catch (error) {
    if (error instanceof CredentialsLost) throw error;
    timeline.add('metrics.unread', `the dashboard could not be read: ${messageOf(error)}`);
    return null;
  }
}
