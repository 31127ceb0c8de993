import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import { breakOff } from './break-off';
import type { Clients } from '../aws/clients';
import type { Clock } from '../time/clock';
import type { Deployment } from '../deployment/deployment';
import { GameDayContext, type Findings } from './context';
import type { Denial, Expected, Journal, World } from '../journal/journal';
import { conclude } from './judging';
import { releaseLease, takeForBaseline } from './lease';
import { prepareStart } from './prepare-start';
import { startLoad, type Load } from './load';
import { messageOf } from '../message-of';
import type { Reporter } from '../journal/messages';
import type { PreflightResult } from '../journal/preflight-result';
import { startPulses } from './pulse';
import { putBack } from './put-back';
import { CredentialsLost } from '../aws/new-credentials';
import type { Random } from '../random';
import { letItRecover } from './recovery';
import { checkResumable } from './resume/resumable';
import { runExperiment, startExperiment } from './run-experiment';
import { isSteady } from './steady-state';
import { yieldToOlder } from './yield-to-older';
import { findsItsExperiment, goOn, needsCustomers } from './resume/take-up';

/** What a game day is made from. */
export interface GameDayProps {
  /** Where it takes place; only written down. */
  readonly world: World;
  readonly deployment: Deployment;
  readonly hypothesis: Hypothesis;
  /** The region to fail, by code or label; by default the deployment's. */
  readonly region?: string;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly random: Random;
  readonly report: Reporter;
  /** Ends the game day early: the experiment is stopped and the functions are put back. */
  readonly signal?: AbortSignal;
  /** What was checked before; only written down. By default nothing was. */
  readonly preflight?: readonly PreflightResult[];
  /**
   * Makes the checks before the start once more, right before it: much may have happened since they were made. By default none is made.
   * @param holder what the API's lease calls this game day, which holds it by then
   */
  readonly lookAgain?: (holder: string) => Promise<readonly PreflightResult[]>;
  /** What a rehearsal of the same deployment and fault found; only written down. */
  readonly expected?: Expected | null;
  /**
   * Keeps the journal: called with a whole, valid one whenever something has happened. What it throws ends up in the timeline once. Where
   * it throws just before the start, nothing is started; later it never ends the game day.
   */
  readonly save?: (journal: Journal) => void;
  /** The journal of a game day whose runner died: it is taken up, with the deployment, hypothesis and region of the journal. */
  readonly resume?: Journal;
  /** Knows which calls others than the runner were denied; by default what AWS' services tell of it is gathered at the end. */
  readonly denied?: () => readonly Denial[];
  /** A pulse is sent every so many seconds while the game day waits; by default none is. */
  readonly pulseSeconds?: number;
  /**
   * Is given, at the beginning, the way by which what befalls the runner itself comes into the timeline, until the game day is over: a
   * terminal that is gone, say.
   */
  readonly listen?: (add: (event: string, detail: string) => void) => void;
}

/**
 * Runs a game day: checks the steady state, drives the customers, starts the experiment and follows it, makes sure that the
 * functions are as they were, and judges the hypothesis. Whatever AWS answers on the way ends up in the journal.
 * @throws Error only for a region that the lab does not have, and for a game day to be taken up that has ended
 */
export async function runGameDay(props: GameDayProps): Promise<Journal> {
  const { resume } = props;
  if (resume === undefined) return beginAnew(new GameDayContext(props));
  checkResumable(resume);
  return takeUp(new GameDayContext(props), resume);
}

async function beginAnew(day: GameDayContext): Promise<Journal> {
  try {
    await takeForBaseline(day);
  } catch (error) {
    await breakOff(day, error);
    return day.over(NOTHING);
  }
  const load = loadOf(day);
  return carryOut(day, load, async () => {
    if (await isSteady(day)) {
      await prepareStart(day);
      if (!(await startExperiment(day))) return;
      await yieldToOlder(day);
      await runExperiment(day);
      await putBack(day, true);
      await letItRecover(day);
    } else {
      // Customers that could not call are no unsteady system.
      await load.stop();
      day.record.end('aborted', 'the system was not steady: nothing was started');
    }
  });
}

async function takeUp(day: GameDayContext, journal: Journal): Promise<Journal> {
  try {
    if (!(await findsItsExperiment(day, journal))) {
      await releaseLease(day);
      return day.over(NOTHING);
    }
  } catch (error) {
    if (mustLeave(day, error)) return day.left(messageOf(error));
    await breakOff(day, error);
    await releaseLease(day);
    return conclude(day);
  }
  return carryOut(day, needsCustomers(day) ? loadOf(day) : null, () => goOn(day));
}

/** What is found out by a game day that has started nothing. */
const NOTHING: Findings = { evidence: null, diagnosis: [], denied: [], dashboard: null };

/** Goes through the stages of a game day, whatever happens on the way, and judges it; or leaves it, where nothing can be done any more. */
async function carryOut(
  day: GameDayContext,
  load: Load | null,
  stages: () => Promise<void>,
): Promise<Journal> {
  const pulses = startPulses(day, day.props.pulseSeconds);
  let lost: unknown = null;
  try {
    await stages();
  } catch (error) {
    if (mustLeave(day, error)) lost = error;
    else await breakOff(day, error);
  }
  await pulses.stop();
  await load?.stop().catch((error: unknown) => {
    // Where a game day was taken up there were customers before.
    if (day.resumedAt === null && lost === null) day.record.end('failed', messageOf(error));
  });
  if (lost !== null) return day.left(messageOf(lost));
  try {
    await releaseLease(day);
    return await conclude(day);
  } catch (error) {
    if (!mustLeave(day, error)) throw error;
    return day.left(messageOf(error));
  }
}

/**
 * Whether the runner can only leave: nobody has logged in, and the experiment goes on by itself. One that was to be ended is not left so:
 * who resumes it has to end it.
 */
function mustLeave({ record }: GameDayContext, error: unknown): boolean {
  return error instanceof CredentialsLost && record.clientToken !== null && record.reason === null;
}

/** The load is not driven with patience: an invocation that comes a minute late is another minute's. */
function loadOf({ impatient, clock, deployment, timeline }: GameDayContext): Load {
  return startLoad({ clients: impatient, clock, deployment, timeline });
}
