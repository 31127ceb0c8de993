import type { Journal } from '../../experiment/journal/journal';
import { duration } from '../../experiment/time/duration';
import { UsageError } from './command-line';

/**
 * Makes sure that an experiment that was to be stopped was: one that had ended by itself is another rehearsal than the one asked
 * for. `stopAfterMs` after its start it was to be stopped.
 * @throws {UsageError} that says how long it took
 */
export function refuseLateStop({ status, times, timeline }: Journal, stopAfterMs: number): void {
  if (status !== 'completed' || times.startedAt === null) return;
  const ended = timeline.find(({ event }) => event === 'experiment.completed')?.at;
  const took =
    ended === undefined
      ? ''
      : `, after ${duration((Date.parse(ended) - Date.parse(times.startedAt)) / 1000)}`;
  throw new UsageError(
    `--stop-after ${duration(stopAfterMs / 1000)}: the experiment had ended by itself before${took}; stop it sooner`,
  );
}
