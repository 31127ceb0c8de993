import { readDashboard } from '../dashboard';
import { readCustomers, readHealth, type Evidence } from '../evidence';
import type { GameDayContext } from './context';
import type { DashboardRecord } from '../journal';

/** Reads all that has been measured up to now. */
export async function gatherEvidence(day: GameDayContext): Promise<Evidence> {
  const { clients, deployment, clock, record, observers, region } = day;
  const span = { from: record.begunAt, to: clock.now() };
  for (const observer of observers.values()) await observer.look();
  return {
    deployment,
    failed: region,
    fault: record.deployedFault,
    windows: record.windows(),
    health: await readHealth(clients, deployment, span),
    customers: await readCustomers(clients, deployment, day.watcher, span),
    healthChecks: observers,
    detectedAt: record.moments.detectedAt,
    differences: record.endedAt === null ? null : record.restored.differences,
  };
}

/** Reads the deployed dashboard over the whole game day. */
export function gatherDashboard({
  clients,
  clock,
  deployment,
  record,
  watcher,
}: GameDayContext): Promise<DashboardRecord> {
  const to = record.recoveredAt ?? clock.now();
  // A minute that has not passed would look like a collapse.
  const span = { from: record.begunAt, to: Math.floor(to / 60_000) * 60_000 };
  return readDashboard(clients, watcher, deployment.dashboardName, span);
}
