import { endAndRestore, knownExperiment } from '../stages/abort';
import { duration } from '../../time/duration';
import { FisExperiment } from '../../aws/fis-experiment';
import { noteClock } from '../clock-notes';
import type { GameDayContext } from '../context';
import type { RecordView } from '../game-day-record';
import type { Journal } from '../../journal/journal';
import { restoreFunctions, type RestoreContext } from '../stages/restore-functions';
import { observeRecovery, type RecoveryContext } from '../stages/recovery';
import { RESUMED } from './resumable';
import { noteOutcome, runExperiment, type FollowContext } from '../stages/run-experiment';
import { observeHealth } from '../stages/steady-state';
import { inferFromFis } from './infer-from-fis';

/** FIS lists an experiment that was started just before; no source says how soon, so it is asked for so long after the start. */
const LISTED_WITHIN_MS = 60_000;
const POLL_MS = 5_000;

/**
 * Takes up a game day whose runner died: finds its experiment.
 * @returns null where there is none: then the game day is over, for nothing was ever started
 */
export async function findItsExperiment(
  day: Pick<GameDayContext, 'clients' | 'clock' | 'record' | 'region' | 'signal' | 'timeline'>,
  { writtenAt }: Pick<Journal, 'writtenAt'>,
): Promise<FisExperiment | null> {
  const { clients, clock, record, timeline, region, signal } = day;
  const silence = duration((clock.now() - Date.parse(writtenAt)) / 1000);
  timeline.add(RESUMED, `resumed; not observed for ${silence}, since ${writtenAt}`);
  noteClock(day);
  const { clientToken, startedAt, earlierExperiment: known } = record;
  if (clientToken !== null && known !== null) {
    record.fisExperiment = new FisExperiment(
      { fis: clients.fis(region.region), timeline, clientToken },
      known,
    );
    return record.fisExperiment;
  }
  for (;;) {
    const experiment = await knownExperiment(day);
    if (experiment !== null) return experiment;
    if (clientToken === null || clock.now() > (startedAt ?? 0) + LISTED_WITHIN_MS) {
      record.restored = { proven: null, differences: [] };
      record.end('aborted', 'the runner died before the experiment was started');
      return null;
    }
    await clock.sleep(POLL_MS, signal);
  }
}

/** Whether the customers are still needed: not where the game day was being aborted, or where they have been watched already. */
export function needsCustomers({ reason, recoveredAt }: RecordView): boolean {
  return reason === null && recoveredAt === null;
}

/** Goes on from where the journal ends; what is done is not done again. */
export async function goOn(
  day: FollowContext & RestoreContext & RecoveryContext & Pick<GameDayContext, 'observers'>,
  experiment: FisExperiment,
): Promise<void> {
  const { progress, record } = day;
  progress.begin('experiment', `taking up ${experiment.id} in ${day.region.region}`);
  await observeHealth(day);
  if (record.fault === 'gone') await experiment.look(() => true);
  else await inferFromFis(day, experiment);
  if (record.reason !== null) {
    await endAndRestore(day);
    return;
  }
  if (record.restored.proven === true) await noteOutcome(day, experiment);
  else {
    await runExperiment(day, experiment);
    await restoreFunctions(day, true);
  }
  await observeRecovery(day);
}
