import type { Input } from '../../../aws/call';
import type { Timer } from '../../../time/timer';

/** As FIS names them. */
export type ActionStatus =
  'pending' | 'initiating' | 'running' | 'completed' | 'cancelled' | 'stopping' | 'stopped' | 'failed';

/** How an action ended. */
export interface ActionEnd {
  readonly status: ActionStatus;
  readonly reason: string;
}

/** What an action of a running experiment works with. */
export interface ActionRun {
  /** As the template gives them, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The length of a parameter that is a duration, in milliseconds. Throws NotModelled where it is none. */
  readonly milliseconds: (parameter: string) => number;
  readonly clock: Timer;
  /** Calls AWS with the rights of the experiment's role. */
  readonly call: (service: string, operation: string, input: Input) => Promise<unknown>;
  /** Aborts when the experiment is stopped or fails: an action then undoes what it does, and ends as stopped. */
  readonly ending: AbortSignal;
}

/** An action of FIS that the World carries out. */
export interface FisAction {
  /** As FIS calls it: `aws:fis:wait`. */
  readonly id: string;
  /** What it does, for the page of what is modelled. */
  readonly does: string;
  /** What becomes of it when the experiment is stopped. */
  readonly atStop: string;
  /** The parameters that are modelled; a template with any other is refused. */
  readonly parameters: readonly string[];
  /**
   * Does it, and says how it ended.
   * @throws AwsError where AWS refuses what it calls: then the action has failed
   */
  readonly run: (run: ActionRun) => Promise<ActionEnd>;
}

/** The end of an action that did what it was to do. */
export const COMPLETED: ActionEnd = { status: 'completed', reason: 'Action was completed.' };

/** The end of an action whose experiment was stopped. */
export const STOPPED: ActionEnd = { status: 'stopped', reason: 'Action was stopped.' };
