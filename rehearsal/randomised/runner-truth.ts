import type { Journal } from '../../experiment/journal/journal';
import type { Runner } from './runner';

/** A moment is noted at most so long after AWS has last said what time it is, and that to a second. */
const EXACT_MS = 2_000;

/**
 * What must never be of a runner that has written its journal, a sentence each: that its clock shows there, however wrong it is; and that it
 * stops what it leaves to FIS.
 * @param now by AWS' clock, when the journal was returned
 */
export function runnerViolations(journal: Journal, runner: Runner, now: number): string[] {
  const off = Date.parse(journal.writtenAt) - now;
  return [
    ...(Math.abs(off) > EXACT_MS
      ? [`the journal was written ${Math.round(off / 1000)} s from now by its own word`]
      : []),
    ...(journal.status === 'running' && runner.stopped.length > 0
      ? ['the runner left the experiment to FIS, and had stopped it']
      : []),
  ];
}

/** What a runner has done. */
export type RunnerDeeds = Pick<Runner, 'orders' | 'started' | 'stopped'>;

/**
 * What must never be between runners, a sentence each: that one which has started nothing changes what is under way, and that one stops what
 * another has started.
 */
export function meddlingOf(runner: RunnerDeeds, others: readonly RunnerDeeds[]): string[] {
  const [first] = runner.orders;
  const theirs = others.flatMap(({ started }) => started);
  return [
    ...(first === undefined || first === 'StartExperiment'
      ? []
      : [`the runner had started nothing, and asked for ${first}`]),
    ...runner.stopped
      .filter((id) => theirs.includes(id))
      .map((id) => `the runner stopped ${id}, which another runner had started`),
  ];
}
