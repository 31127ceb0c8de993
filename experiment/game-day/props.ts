import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import type { Clients } from '../aws/clients';
import type { Deployment } from '../deployment/deployment';
import type { Denial, Expected, Journal, World } from '../journal/journal';
import type { Reporter } from '../journal/messages';
import type { PreflightResult } from '../journal/preflight-result';
import type { Random } from '../random';
import type { Clock } from '../time/clock';

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
  /** Ends the game day early: the experiment is stopped and the functions are restored. */
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
  /** The journal of a game day whose runner died: it is resumed, with the deployment, hypothesis and region of the journal. */
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
