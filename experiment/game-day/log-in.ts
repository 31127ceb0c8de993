import { faultEnds, faultEndsWords } from '../fault/fault-ends';
import type { RecordView } from './game-day-record';
import { longestExperimentMs } from './overdue';

/** So long somebody may always take to log in again: no longer than AWS may be silent, for what was found steady may not be so any more. */
const LOG_IN_MS = 600_000;

/** What becomes of the fault without the runner, in a sentence. */
export function meanwhile({ clientToken, restored, fisExperiment }: RecordView): string {
  if (clientToken === null) return 'Nothing has been started';
  if (restored.proven === true) return 'The functions have been restored';
  return faultEndsWords(faultEnds(fisExperiment?.latest ?? null));
}

/**
 * Until when somebody may log in again, in milliseconds since 1970: while there may be a fault until it has expired, for as long as that there
 * is something to restore. Never longer than an experiment is followed, whatever its template says of the expiry.
 * @param faultMinutes how long the fault stays, where FIS does not tell it
 */
export function latestLogIn(
  refusedAt: number,
  { begunAt, startedAt, restored, fisExperiment }: RecordView,
  faultMinutes: number,
): number {
  const atLeast = refusedAt + LOG_IN_MS;
  if (fisExperiment === null || restored.proven === true) return atLeast;
  const followed = (startedAt ?? begunAt) + longestExperimentMs(fisExperiment.latest, faultMinutes);
  const { byExpiry } = faultEnds(fisExperiment.latest);
  return Math.max(atLeast, Math.min(byExpiry ?? followed, followed));
}
