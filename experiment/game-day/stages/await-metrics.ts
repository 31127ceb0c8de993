import type { Deployment } from '../../deployment/deployment';
import type { GameDayContext } from '../context';

/** Metrics are there one to three minutes after the fact: a minute of collection, and what CloudWatch and Route 53 take. */
export const METRICS_DELAY_MS = 120_000;

/** Waits until the metrics of all that happened before a moment have come in. */
export async function awaitMetrics(
  { clock, timeline, progress }: Pick<GameDayContext, 'clock' | 'timeline' | 'progress'>,
  moment: number,
): Promise<void> {
  const until = moment + METRICS_DELAY_MS;
  if (until <= clock.now()) return;
  const minutes = METRICS_DELAY_MS / 60_000;
  timeline.add('metrics.awaited', `${minutes} min pass until the metrics of the last minutes have come in`);
  await progress.sleepUntil(until);
}

/** `us-east-1 and eu-west-1` */
export function regionNames({ regions }: Deployment): string {
  return regions.map(({ region }) => region).join(' and ');
}
