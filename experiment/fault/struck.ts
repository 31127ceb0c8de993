import type { FaultRecord, FaultTarget } from '../journal/fault-record';
import { KINDS } from './kinds/kinds';

// What the fault means for an invocation: all that diagnosis, measurement and report need to know of its kind.

/** What does not happen by chance: less than once in a million game days. */
const NEGLIGIBLE = 1e-6;

/** What the fault does to a function. */
export interface TargetFault extends FaultTarget {
  readonly kind: FaultRecord['kind'];
}

/** What the fault does to a function; null where it is not attached to it, or that is not known. */
export function targetNamed({ kind, targets }: FaultRecord, functionName: string): TargetFault | null {
  const target = targets.find((each) => each.functionName === functionName);
  return target === undefined ? null : { kind, ...target };
}

/** `60 s of latency`. */
export function wordsOf(target: TargetFault): string {
  return KINDS[target.kind].words(target);
}

/** What a user changes to make it stronger. */
export function settingOf({ kind }: TargetFault): string {
  return KINDS[kind].setting;
}

/** How long an invocation that is struck takes at least: held back to the fault's end, or ended by the time-out before; null where that is not known. */
export function struckSeconds(target: TargetFault | null): number | null {
  const [held, timeout] = [heldSeconds(target), target?.timeoutSeconds ?? null];
  return held === null || timeout === null ? null : Math.min(held, timeout);
}

/** Whether the fault makes invocations slow and lets them be answered: it holds them back for less than the function may take. */
export function isSlow(target: TargetFault | null): boolean {
  return target !== null && target.probability !== 0 && isHeldLess(target, target.timeoutSeconds);
}

/** Whether the fault surely holds an invocation back for less than so long. */
export function isHeldLess(target: TargetFault, seconds: number | null): boolean {
  const held = heldSeconds(target);
  return held !== null && seconds !== null && held < seconds;
}

/**
 * Whether of so many invocations some must have been held back for so long. Where it is not known what the fault does, nothing must.
 * @param seconds what holding back means here: a time-out, or what somebody waits
 */
export function mustStrike(target: TargetFault | null, seconds: number | null, invocations: number): boolean {
  const [held, probability] = [heldSeconds(target), target?.probability ?? null];
  if (seconds === null || held === null || probability === null) return false;
  return held >= seconds && (1 - probability) ** invocations < NEGLIGIBLE;
}

function heldSeconds(target: TargetFault | null): number | null {
  return target === null ? null : KINDS[target.kind].heldSeconds(target);
}
