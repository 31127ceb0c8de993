import type { GameDayContext } from '../context';

/** Metrics are there one to three minutes after the fact: a minute of collection, and what CloudWatch and Route 53 take. */
export const METRICS_DELAY_MS = 120_000;

/** Waits until the metrics of all that happened before a moment have come in. */
export async function awaitMetrics(day: GameDayContext, moment: number): Promise<void> {
  const until = moment + METRICS_DELAY_MS;
  if (until <= day.clock.now()) return;
  const minutes = METRICS_DELAY_MS / 60_000;
  day.timeline.add(
    'metrics.awaited',
    `${minutes} min pass until the metrics of the last minutes have come in`,
  );
  await day.sleepUntil(until);
}

/** `us-east-1 and eu-west-1` */
export function regionNames({ deployment }: GameDayContext): string {
  return deployment.regions.map(({ region }) => region).join(' and ');
}
