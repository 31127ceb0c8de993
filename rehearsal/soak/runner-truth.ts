import type { Journal } from '../../experiment/journal';
import type { Runner } from './runner';

/** A moment is noted at most so long after AWS has last said what time it is, and that to a second. */
const EXACT_MS = 2_000;

/**
 * What must never be of a runner, a sentence each: that its clock shows in the journal, however wrong it is; and that it stops what it
 * leaves to FIS.
 * @param now by AWS' clock, when the journal was returned
 */
export function runnerViolations(journal: Journal, runner: Runner, now: number): string[] {
  const off = Date.parse(journal.writtenAt) - now;
  return [
    ...(Math.abs(off) > EXACT_MS
      ? [`the journal was written ${Math.round(off / 1000)} s from now by its own word`]
      : []),
    ...(journal.status === 'running' && runner.stops > 0
      ? ['the runner left the experiment to FIS, and had stopped it']
      : []),
  ];
}
