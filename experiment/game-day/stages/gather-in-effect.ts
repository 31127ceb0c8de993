import { targetsOf } from '../../deployment/deployment';
import { struckSeconds, targetNamed } from '../../fault/struck';
import { readInEffect } from '../../measure/read-in-effect';
import type { InEffect } from '../../journal/fault-record';
import type { GameDayView } from '../context';
import { METRICS_DELAY_MS } from './await-metrics';

/** Finds out whether the fault struck; empty where no experiment was asked for. */
export async function gatherInEffect(
  day: Pick<GameDayView, 'clients' | 'clock' | 'deployment' | 'record' | 'region'>,
): Promise<readonly InEffect[]> {
  const { clients, clock, deployment, record, region } = day;
  const { begunAt, startedAt, endedAt } = record;
  if (startedAt === null) return [];
  const now = clock.now();
  const end = endedAt ?? now;
  return readInEffect({
    cloudwatch: clients.cloudwatch(region.region),
    targets: targetsOf(region),
    alias: deployment.alias,
    span: { from: begunAt, to: end },
    startedAt,
    isComplete: now >= end + METRICS_DELAY_MS,
    struckSeconds: (functionName) => struckSeconds(targetNamed(record.deployedFault, functionName)),
  });
}
