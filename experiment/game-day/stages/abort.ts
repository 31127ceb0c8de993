import { findExperiment } from '../../aws/find-experiment';
import { FisExperiment, hasEnded } from '../../aws/fis-experiment';
import type { GameDayContext, GameDayView } from '../context';
import { messageOf } from '../../message-of';
import { restoreFunctions, type RestoreContext } from './restore-functions';
import { StillDiffers } from '../../restore/restore';

/** Something went wrong, or somebody ended the game day: whatever it was, the fault must not stay. */
export async function abort(
  day: RestoreContext & Pick<GameDayView, 'signal'>,
  error: unknown,
): Promise<void> {
  const { record, signal, timeline } = day;
  const ending = signal?.aborted === true ? 'interrupted' : 'failed';
  record.end(ending, messageOf(error));
  timeline.add(`gameday.${ending}`, messageOf(error));
  await endAndRestore(day);
}

/** Ends the experiment, and takes the fault away, unless it is proven that there is none. */
export async function endAndRestore(day: RestoreContext): Promise<void> {
  const { record, timeline } = day;
  if (record.clientToken === null || record.restored.proven === true) return;
  await endExperiment(day);
  try {
    await restoreFunctions(day, false);
  } catch (error) {
    const known = error instanceof StillDiffers ? error.differences : [];
    record.restored = { proven: false, differences: [...known, `could not be proven: ${messageOf(error)}`] };
    record.stillDiffers = known;
    timeline.add('restore.failed', messageOf(error));
  }
  await lookAgain(day);
}

/** The experiment that was asked for, which is looked for where its id is not known; null where there is none. */
export async function knownExperiment(
  day: Pick<GameDayContext, 'clients' | 'record' | 'region' | 'timeline'>,
): Promise<FisExperiment | null> {
  const { clients, record, region, timeline } = day;
  const { clientToken, startedAt } = record;
  if (record.fisExperiment !== null) return record.fisExperiment;
  if (clientToken === null || startedAt === null) return null;
  const fis = clients.fis(region.region);
  const untaggedSince = record.isOfOlderVersion ? startedAt : null;
  const id = await findExperiment(fis, region, { gameDay: clientToken, untaggedSince });
  if (id === null) return null;
  record.fisExperiment = new FisExperiment({ fis, timeline, clientToken }, { id });
  timeline.add('experiment.found', `${id}, which was started from template ${region.experimentTemplateId}`);
  return record.fisExperiment;
}

/** An experiment that took too long to stop may have ended while the functions were restored. */
async function lookAgain({ record, timeline }: Pick<GameDayView, 'record' | 'timeline'>): Promise<void> {
  const experiment = record.fisExperiment;
  if (experiment === null || hasEnded(experiment.status)) return;
  await experiment.look().catch((error: unknown) => {
    timeline.add('experiment.unstopped', messageOf(error));
  });
}

/** Whatever FIS answers, the functions can be restored all the same. */
async function endExperiment(day: RestoreContext): Promise<void> {
  try {
    const experiment = await knownExperiment(day);
    if (experiment === null) return;
    const ended = await experiment.look().catch((error: unknown) => {
      day.timeline.add('experiment.unseen', messageOf(error));
      return false;
    });
    if (!ended) await experiment.stop(day.clock);
  } catch (error) {
    day.timeline.add('experiment.unstopped', messageOf(error));
  }
}
