import type { Deployment } from '../deployment/deployment';
import type { FisExperiment } from '../aws/fis-experiment';
import { faultEnds, faultEndsWords } from '../fault/fault-ends';
import type { GameDayRecord } from './game-day-record';
import { longestExperimentMs } from './overdue';

/** So long somebody may always take to log in again: no longer than AWS may be silent, for what was found steady may not be so any more. */
const LOG_IN_MS = 600_000;

/** How far a game day has come, as far as somebody who has to log in is concerned. */
interface SoFar {
  readonly deployment: Deployment;
  readonly record: GameDayRecord;
  readonly experiment: FisExperiment | null;
}

/** What becomes of the fault without the runner, in a sentence. */
export function meanwhile({ record, experiment }: SoFar): string {
  if (record.clientToken === null) return 'Nothing has been started';
  if (record.restored.proven === true) return 'The functions have been restored';
  return faultEndsWords(faultEnds(experiment?.latest ?? null));
}

/**
 * Until when somebody may log in again, in milliseconds since 1970: while there may be a fault until it has expired, for as long as that there
 * is something to restore. Never longer than an experiment is followed, whatever its template says of the expiry.
 */
export function latestLogIn(refusedAt: number, { deployment, record, experiment }: SoFar): number {
  const atLeast = refusedAt + LOG_IN_MS;
  if (experiment === null || record.restored.proven === true) return atLeast;
  const startedAt = record.startedAt ?? record.begunAt;
  const followed = startedAt + longestExperimentMs(experiment.latest, deployment.fault.minutes);
  const { byExpiry } = faultEnds(experiment.latest);
  return Math.max(atLeast, Math.min(byExpiry ?? followed, followed));
}
