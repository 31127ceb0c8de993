import type { GameDayContext } from '../context';
import { RESTORATION_WINDOW_MS } from '../game-day-record';
import { awaitMetrics, regionNames } from './await-metrics';

/** What observing the recovery reads, and the record and the progress that it changes. */
export type RecoveryContext = Pick<
  GameDayContext,
  'clock' | 'deployment' | 'hypothesis' | 'progress' | 'record' | 'resumedAt' | 'timeline'
>;

/**
 * Watches the customers after the fault. Of a recovery that is resumed, what is left is watched; but as nobody called meanwhile, for no
 * less time than the restoration is judged by.
 */
export async function observeRecovery(day: RecoveryContext): Promise<void> {
  const { clock, deployment, hypothesis, progress, record, resumedAt, timeline } = day;
  const minutes = hypothesis.windows.recoveryMinutes;
  if (record.recoveredAt === null) {
    progress.begin('recovery', `${minutes} min of customers in ${regionNames(deployment)}, after the fault`);
    const regular = (record.endedAt ?? clock.now()) + minutes * 60_000;
    await progress.sleepUntil(Math.max(regular, resumedAt === null ? 0 : resumedAt + RESTORATION_WINDOW_MS));
    record.recoveredAt = clock.now();
    timeline.add('recovery.ended', 'the customers have been watched long enough');
  }
  await awaitMetrics(day, record.recoveredAt);
}
