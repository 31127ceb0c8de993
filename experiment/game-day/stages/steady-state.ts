import { targetsOf } from '../../deployment/deployment';
import { readDeployedFault } from '../../fault/deployed-fault';
import { gatherEvidence, type EvidenceView } from './gather-evidence';
import { noteClock } from '../clock-notes';
import type { GameDayContext } from '../context';
import { HealthObserver } from '../../measure/health-observer';
import { judge, type JudgingContext } from './judging';
import { takeSnapshot } from '../../fault/snapshot';
import { awaitMetrics, regionNames } from './await-metrics';

/**
 * Watches the customers without a fault, and judges whether the system is steady. On the way it reads what the targets are like, so that
 * they can be compared later, and what the fault will be.
 */
export async function isSteady(
  day: EvidenceView & JudgingContext & Pick<GameDayContext, 'observers' | 'progress'>,
): Promise<boolean> {
  const { clients, clock, deployment, hypothesis, progress, region, record, timeline } = day;
  const minutes = hypothesis.windows.baselineMinutes;
  progress.begin('baseline', `${minutes} min of customers in ${regionNames(deployment)}, without a fault`);
  timeline.add('baseline.started', `customers call ${deployment.apiUrl}`);
  noteClock(day);
  await observeHealth(day);
  const lambda = clients.lambda(region.region);
  record.snapshots = await Promise.all(
    targetsOf(region).map((target) => takeSnapshot(lambda, target, deployment.alias, record.id)),
  );
  record.deployedFault = await readDeployedFault({ clients, deployment, region });
  await progress.sleepUntil(clock.now() + minutes * 60_000);
  record.steadyState = { from: record.begunAt, to: clock.now() };
  await awaitMetrics(day, clock.now());
  judge(day, ['steady-state'], await gatherEvidence(day));
  return record.checks.every(({ held }) => held === true);
}

/** Begins to follow every region's health check. */
export async function observeHealth(
  day: Pick<GameDayContext, 'clients' | 'deployment' | 'observers'>,
): Promise<void> {
  const { clients, deployment, observers } = day;
  for (const { region, healthCheckId } of deployment.regions) {
    observers.set(region, await HealthObserver.create(clients.route53(), healthCheckId));
  }
}
