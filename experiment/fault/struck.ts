import type { FaultRecord, FaultTarget } from '../journal/fault-record';

// What the fault means for an invocation: all that diagnosis, measurement and report need to know of its kind.

/** What does not happen by chance: less than once in a million game days. */
const NEGLIGIBLE = 1e-6;

/** What the fault does to a function; null where it is not attached to it, or that is not known. */
export function targetNamed({ targets }: FaultRecord, functionName: string): FaultTarget | null {
  return targets.find((target) => target.functionName === functionName) ?? null;
}

/** How long an invocation that is struck takes at least: held back to the fault's end, or ended by the time-out before; null where that is not known. */
export function struckSeconds(target: FaultTarget | null): number | null {
  const { latencySeconds = null, timeoutSeconds = null } = target ?? {};
  return latencySeconds === null || timeoutSeconds === null ? null : Math.min(latencySeconds, timeoutSeconds);
}

/** Whether the fault makes invocations slow and lets them be answered: it holds them back for less than the function may take. */
export function isSlow(target: FaultTarget | null): boolean {
  if (target === null || target.probability === 0) return false;
  const { latencySeconds, timeoutSeconds } = target;
  return latencySeconds !== null && timeoutSeconds !== null && latencySeconds < timeoutSeconds;
}

/**
 * Whether of so many invocations some must have been held back for so long. Where it is not known what the fault does, nothing must.
 * @param seconds what holding back means here: a time-out, or what somebody waits
 */
export function mustStrike(target: FaultTarget | null, seconds: number | null, invocations: number): boolean {
  const { latencySeconds = null, probability = null } = target ?? {};
  if (seconds === null || latencySeconds === null || probability === null) return false;
  return latencySeconds >= seconds && (1 - probability) ** invocations < NEGLIGIBLE;
}
