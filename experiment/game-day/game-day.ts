import { abort } from './stages/abort';
import type { GameDayView } from './context';
import { contextOf, type GameDay } from './context-of';
import { NOTHING } from './findings';
import type { GameDayProps } from './props';
import type { Journal } from '../journal/journal';
import { conclude } from './stages/judging';
import { releaseLease, takeForBaseline } from './stages/lease';
import { prepareStart } from './stages/prepare-start';
import { startLoad, type Load } from './load';
import { messageOf } from '../message-of';
import { startPulses } from './pulse';
import { restoreFunctions } from './stages/restore-functions';
import type { FisExperiment } from '../aws/fis-experiment';
import { CredentialsLost } from '../aws/new-credentials';
import { observeRecovery } from './stages/recovery';
import { checkResumable } from './resume/resumable';
import { runExperiment, startExperiment } from './stages/run-experiment';
import { isSteady } from './stages/steady-state';
import { yieldToOlder } from './stages/yield-to-older';
import { findItsExperiment, goOn, needsCustomers } from './resume/resume';

/**
 * Runs a game day: checks the steady state, drives the customers, starts the experiment and follows it, makes sure that the
 * functions are as they were, and judges the hypothesis. Whatever AWS answers on the way ends up in the journal.
 * @throws Error only for a region that the lab does not have, and for a game day to be resumed that has ended
 */
export async function runGameDay(props: GameDayProps): Promise<Journal> {
  const { resume } = props;
  if (resume === undefined) return beginAnew(contextOf(props));
  checkResumable(resume);
  return resumeGameDay(contextOf(props), resume);
}

async function beginAnew(day: GameDay): Promise<Journal> {
  try {
    await takeForBaseline(day);
  } catch (error) {
    await abort(day, error);
    return day.journal.over(NOTHING);
  }
  const load = loadOf(day);
  return carryOut(day, load, async () => {
    if (await isSteady(day)) {
      await prepareStart(day);
      const experiment = await startExperiment(day);
      if (experiment === null) return;
      await yieldToOlder(day, experiment);
      await runExperiment(day, experiment);
      await restoreFunctions(day, true);
      await observeRecovery(day);
    } else {
      // Customers that could not call are no unsteady system.
      await load.stop();
      day.record.end('aborted', 'the system was not steady: nothing was started');
    }
  });
}

async function resumeGameDay(day: GameDay, journal: Journal): Promise<Journal> {
  let experiment: FisExperiment | null;
  try {
    experiment = await findItsExperiment(day, journal);
    if (experiment === null) {
      await releaseLease(day);
      return day.journal.over(NOTHING);
    }
  } catch (error) {
    if (mustLeave(day, error)) return day.journal.left(messageOf(error));
    await abort(day, error);
    await releaseLease(day);
    return day.journal.over(await conclude(day));
  }
  return carryOut(day, needsCustomers(day.record) ? loadOf(day) : null, () => goOn(day, experiment));
}

/** Goes through the stages of a game day, whatever happens on the way, and judges it; or leaves it, where nothing can be done any more. */
async function carryOut(day: GameDay, load: Load | null, stages: () => Promise<void>): Promise<Journal> {
  const pulses = startPulses(day);
  let lost: unknown = null;
  try {
    await stages();
  } catch (error) {
    if (mustLeave(day, error)) lost = error;
    else await abort(day, error);
  }
  await pulses.stop();
  await load?.stop().catch((error: unknown) => {
    // Where a game day was resumed there were customers before.
    if (day.resumedAt === null && lost === null) day.record.end('failed', messageOf(error));
  });
  if (lost !== null) return day.journal.left(messageOf(lost));
  try {
    await releaseLease(day);
    return day.journal.over(await conclude(day));
  } catch (error) {
    if (!mustLeave(day, error)) throw error;
    return day.journal.left(messageOf(error));
  }
}

/**
 * Whether the runner can only leave: nobody has logged in, and the experiment goes on by itself. One that was to be ended is not left so:
 * who resumes it has to end it.
 */
function mustLeave({ record }: Pick<GameDayView, 'record'>, error: unknown): boolean {
  return error instanceof CredentialsLost && record.clientToken !== null && record.reason === null;
}

/** The load is not driven with patience: an invocation that comes a minute late is another minute's. */
function loadOf(day: Pick<GameDayView, 'unretried' | 'clock' | 'deployment' | 'timeline'>): Load {
  const { unretried, clock, deployment, timeline } = day;
  return startLoad({ clients: unretried, clock, deployment, timeline });
}
