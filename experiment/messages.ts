import type { CheckResult, TimelineEntry } from './journal';

/** The stages of a game day, in their order. */
export type Phase = 'baseline' | 'experiment' | 'restore' | 'recovery' | 'judging';

/** What a game day says while it runs; the command line decides how to show it. */
export type Message =
  | { readonly kind: 'phase'; readonly phase: Phase; readonly at: string; readonly detail: string }
  | { readonly kind: 'event'; readonly entry: TimelineEntry }
  | { readonly kind: 'check'; readonly check: CheckResult };

/** Takes the messages of a game day as they come. */
export type Reporter = (message: Message) => void;
