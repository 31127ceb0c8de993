import type { CheckResult, TimelineEntry } from './journal';

/** The stages of a game day, in their order. */
export type Phase = 'baseline' | 'experiment' | 'restore' | 'recovery' | 'judging';

/** What a game day says while it runs; the command line decides how to show it. */
export type Message =
  | { readonly kind: 'phase'; readonly phase: Phase; readonly detail: string }
  | { readonly kind: 'event'; readonly entry: TimelineEntry }
  | { readonly kind: 'check'; readonly check: CheckResult }
  | { readonly kind: 'pulse'; readonly pulse: Pulse };

/** How things stand, sent every few seconds while a game day waits. */
export interface Pulse {
  readonly at: string;
  readonly phase: Phase;
  /** The wait that is under way, if any. */
  readonly wait: { readonly from: string; readonly until: string } | null;
  /** What FIS last said; null before the start. */
  readonly experiment: {
    readonly id: string;
    readonly status: string;
    readonly actions: readonly { readonly name: string; readonly status: string }[];
  } | null;
  /** Of each client region in the last full minute that CloudWatch has; requests 0: none counted. */
  readonly customers: readonly {
    readonly label: string;
    readonly requests: number;
    readonly failed: number;
  }[];
  /** By Route 53's checkers; null where they could not be read. */
  readonly healthChecks: readonly {
    readonly label: string;
    readonly healthy: boolean | null;
  }[];
  /** The experiment's stop alarms, with CloudWatch's word for their state. */
  readonly alarms: readonly { readonly name: string; readonly state: string }[];
}

/** Takes the messages of a game day as they come. */
export type Reporter = (message: Message) => void;
