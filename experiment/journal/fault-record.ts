/**
 * What the fault is: every invocation of its targets is held back for so long. What stands here for all targets is null where it is not
 * known, or not the same for each.
 */
export interface FaultRecord extends FaultValues {
  readonly kind: 'latency';
  /** What the experiment template attaches it to, by name; empty where that is not known, or it attaches it to nothing. */
  readonly targets: readonly FaultTarget[];
  /** Where this was read, and why what is null is not known. */
  readonly source: string;
}

/** The fault's numbers; null for what is not known. */
export interface FaultValues {
  /** How long an invocation is held back. */
  readonly latencySeconds: number | null;
  /** The share of invocations that are held back, 0 to 1. */
  readonly probability: number | null;
  /** The fault ends by itself so long after it was attached. */
  readonly expiresAfterMinutes: number | null;
}

/** A function that the experiment template attaches the fault to. */
export interface FaultTarget extends FaultValues {
  readonly functionName: string;
  /** When Lambda ends an invocation of what the alias served before the fault; held back for less, it only answers later. */
  readonly timeoutSeconds: number | null;
}

/** Whether the fault struck in one target, from the start of the experiment to its end. */
export interface InEffect {
  readonly functionName: string;
  /** What the fault was attached to, and what is measured: invocations through this alias. */
  readonly alias: string;
  readonly effect: Effect;
  /** What the effect is concluded from, and why what is null is not known. */
  readonly detail: string;
  /** Invocations that the fault was injected into, by the extension's own count; null where it could not be read. */
  readonly injected: number | null;
  /** Lambda's own metrics; null where they could not be read. */
  readonly lambda: LambdaCount | null;
}

/** The fault `struck` invocations; it `missed` all that there were; the target was `not-invoked`; or it is `unknown`. */
export type Effect = 'struck' | 'missed' | 'not-invoked' | 'unknown';

/** What Lambda counted of a function's alias. */
export interface LambdaCount {
  readonly invocations: number;
  /** Those that failed, time-outs too. */
  readonly errors: number;
  /** 0 where there was no invocation. */
  readonly longestSeconds: number;
}
