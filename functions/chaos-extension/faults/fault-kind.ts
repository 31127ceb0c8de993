import type { Read } from './variables';

/** What is done to one invocation. */
export interface Injection {
  /** How long the invocation is held back before the function gets it, in seconds; 0: not at all. */
  readonly latencySeconds: number;
  /** What is answered in place of the function's own answer; null: its own. */
  readonly responseBody: string | null;
}

/** A kind of fault: its variables, and what they do to an invocation. */
export interface FaultKind {
  readonly kind: string;
  /** What becomes of an invocation that it strikes, for its page: `is held back …`. */
  readonly does: string;
  /** The variables that it reads, behind the prefix; what a document writes to inject it. */
  readonly variables: Readonly<Record<string, string>>;
  /**
   * Decides about one invocation.
   * @param read gives undefined for what cannot be parsed: then nothing is injected
   * @param random a number in [0, 1); drawn once where the fault is enabled and can be read
   * @returns what it changes; null for an invocation that it spares
   */
  readonly inject: (read: Read, random: () => number) => Partial<Injection> | null;
}

/** The share of invocations that the public chaos-lambda-extension strikes where none is set (its README and src/routes.rs). */
export const DEFAULT_PROBABILITY = 0.9;
