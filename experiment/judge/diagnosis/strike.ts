import { targetNamed, type TargetFault } from '../../fault/struck';
import type { Window } from '../../measure/metrics';
import type { Facts } from './facts';

/** The runner looks every 5 s, so a target may have lost the fault that much earlier. */
const LOOK_MS = 5_000;

/** What the fault does to one of the failed region's functions; null where it is not attached to it, or that is not known. */
export function faultIn({ evidence }: Facts, functionName: string): TargetFault | null {
  return targetNamed(evidence.fault, functionName);
}

/** While a function surely carried the fault; null where it was not seen to get it and to lose it. */
export function carriedBy({ fault, record }: Facts, functionName: string): Window | null {
  const [from, to] = [record.targetLiveAt.get(functionName), record.targetGoneAt.get(functionName)];
  if (fault === null || from === undefined || to === undefined) return null;
  const window = { from: Math.max(from, fault.from), to: Math.min(to, fault.to) - LOOK_MS };
  return window.from < window.to ? window : null;
}

/** What Route 53's checkers of the failed region reported within a window, as far as it was seen. */
export function reportsWithin(
  { evidence, failed }: Facts,
  { from, to }: Window,
): { readonly seen: number; readonly missed: number } {
  const { reports = [] } = evidence.healthChecks.get(failed.region) ?? {};
  const seen = reports.filter(({ at }) => at >= from && at < to);
  return { seen: seen.length, missed: seen.filter(({ passed }) => !passed).length };
}

/** Each of the 16 checkers may still be answered once by what the alias served before (Route 53 developer guide: 16 zones). */
const CHECKERS = 16;

/** Whether the checkers met failures, and answers beside them. */
export function isInPart({ seen, missed }: { readonly seen: number; readonly missed: number }): boolean {
  return missed > 0 && seen - missed > CHECKERS;
}
