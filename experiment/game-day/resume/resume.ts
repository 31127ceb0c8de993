import { endAndRestore, knowsExperiment } from '../stages/abort';
import { duration } from '../../time/duration';
import { FisExperiment } from '../../aws/fis-experiment';
import { noteClock } from '../clock-notes';
import type { GameDayContext } from '../context';
import type { Journal } from '../../journal/journal';
import { restoreFunctions } from '../stages/restore-functions';
import { observeRecovery } from '../stages/recovery';
import { RESUMED } from './resumable';
import { noteOutcome, runExperiment } from '../stages/run-experiment';
import { observeHealth } from '../stages/steady-state';
import { inferFromFis } from './infer-from-fis';

/** FIS lists an experiment that was started just before; no source says how soon, so it is asked for so long after the start. */
const LISTED_WITHIN_MS = 60_000;
const POLL_MS = 5_000;

/**
 * Takes up a game day whose runner died: finds its experiment.
 * @returns whether there is one; where there is none the game day is over, for nothing was ever started
 */
export async function findsItsExperiment(day: GameDayContext, journal: Journal): Promise<boolean> {
  const { clock, record, timeline, region } = day;
  const silence = duration((clock.now() - Date.parse(journal.writtenAt)) / 1000);
  timeline.add(RESUMED, `resumed; not observed for ${silence}, since ${journal.writtenAt}`);
  noteClock(day);
  const { clientToken, startedAt, experiment: known } = record;
  if (clientToken !== null && known !== null) {
    day.experiment = new FisExperiment({ fis: day.clients.fis(region.region), timeline, clientToken }, known);
    return true;
  }
  while (!(await knowsExperiment(day))) {
    if (clientToken === null || clock.now() > (startedAt ?? 0) + LISTED_WITHIN_MS) {
      record.restored = { proven: null, differences: [] };
      record.end('aborted', 'the runner died before the experiment was started');
      return false;
    }
    await clock.sleep(POLL_MS, day.props.signal);
  }
  return true;
}

/** Whether the customers are still needed: not where the game day was being aborted, or where they have been watched already. */
export function needsCustomers({ record }: GameDayContext): boolean {
  return record.reason === null && record.recoveredAt === null;
}

/** Goes on from where the journal ends; what is done is not done again. */
export async function goOn(day: GameDayContext): Promise<void> {
  const { record, experiment } = day;
  if (experiment === null) throw new Error('there is no experiment to go on with');
  day.begin('experiment', `taking up ${experiment.id} in ${day.region.region}`);
  await observeHealth(day);
  if (record.fault === 'gone') await experiment.look(() => true);
  else await inferFromFis(day, experiment);
  if (record.reason !== null) {
    await endAndRestore(day);
    return;
  }
  if (record.restored.proven === true) await noteOutcome(day, experiment);
  else {
    await runExperiment(day);
    await restoreFunctions(day, true);
  }
  await observeRecovery(day);
}
