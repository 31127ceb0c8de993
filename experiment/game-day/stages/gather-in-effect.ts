import { targetsOf } from '../../deployment/deployment';
import { readInEffect } from '../../measure/read-in-effect';
import type { FaultRecord, InEffect } from '../../journal/fault-record';
import type { GameDayContext } from '../context';
import { METRICS_DELAY_MS } from './await-metrics';

/** Finds out whether the fault struck; empty where no experiment was asked for. */
export async function gatherInEffect(day: GameDayContext): Promise<readonly InEffect[]> {
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
    struckSeconds: (functionName) => struckSeconds(record.deployedFault, functionName),
  });
}

/** Held back to the fault's end, or ended by the function's time-out before. */
function struckSeconds({ targets }: FaultRecord, functionName: string): number | null {
  const target = targets.find((one) => one.functionName === functionName);
  if (target === undefined || target.latencySeconds === null || target.timeoutSeconds === null) return null;
  return Math.min(target.latencySeconds, target.timeoutSeconds);
}
