import type { HypothesisCheck } from '../../validation/hypothesis/hypothesis';
import { PROBES } from '../../validation/hypothesis/probes';
import { parseTolerance } from '../../validation/hypothesis/tolerance';
import type { Evidence } from '../measure/evidence';
import type { CheckResult, Release, Status, Verdict } from '../journal/journal';
import { decide } from './decide';
import { measure } from './probes/probes';
import type { Finding } from './probes/finding';
import { duration } from '../time/duration';

/** Judges one check by what was measured. */
export function judgeCheck(check: HypothesisCheck, evidence: Evidence): CheckResult {
  const { name, kind, probe, tolerance } = check;
  const finding = measure(check, evidence);
  const held = decide(finding, PROBES[probe], tolerance);
  return {
    name,
    kind,
    held,
    measured: finding.kind === 'measured' && held !== null ? finding.value : null,
    tolerance,
    detail: finding.kind === 'never' && held === null ? tooShort(finding, tolerance) : finding.detail,
  };
}

/** What did not happen in less time than it is allowed to take might have happened yet. */
function tooShort({ withinSeconds, detail }: Finding & { kind: 'never' }, tolerance: string): string {
  const { operator, value } = parseTolerance(tolerance);
  const bound = Number.isInteger(value) ? duration(value) : `${value} s`;
  const less = withinSeconds < value ? 'less than' : 'no longer than';
  const rule = operator.startsWith('>') ? 'has to' : 'may';
  return `the fault lasted ${duration(withinSeconds)}, ${less} the ${bound} that it ${rule} take; ${detail}`;
}

/**
 * What the checks say together. One that did not hold refutes the hypothesis; but an unsteady system before the fault refutes
 * nothing, and neither does what was not measured or is not over, or what somebody else released in the middle: the checks measure both
 * then. A hypothesis has held only when every check has, in an experiment that FIS completed.
 */
export function verdictOf(
  status: Status,
  checks: readonly CheckResult[],
  releases: readonly Release[] = [],
): Verdict {
  if (status === 'aborted' || status === 'running' || releases.length > 0) return 'inconclusive';
  if (checks.some(({ held, kind }) => held === false && kind !== 'steady-state')) return 'refuted';
  return status === 'completed' && checks.every(({ held }) => held === true) ? 'held' : 'inconclusive';
}
