import { withinTolerance, type HypothesisCheck } from '../schemas/hypothesis';
import type { Evidence } from './evidence';
import type { CheckResult, Status, Verdict } from './journal';
import { measure } from './probes';

/** Judges one check by what was measured. */
export function judgeCheck(check: HypothesisCheck, evidence: Evidence): CheckResult {
  const { name, kind, tolerance } = check;
  const finding = measure(check, evidence);
  switch (finding.kind) {
    case 'measured':
      return {
        name,
        kind,
        held: withinTolerance(finding.value, tolerance),
        measured: finding.value,
        tolerance,
        detail: finding.detail,
      };
    case 'never': {
      // What did not happen in less time than it is allowed to take might have happened yet.
      const cutShort = withinTolerance(finding.withinSeconds, tolerance);
      const detail = cutShort
        ? `the fault was cut short after ${finding.withinSeconds} s; until then ${finding.detail}`
        : finding.detail;
      return { name, kind, held: cutShort ? null : false, measured: null, tolerance, detail };
    }
    case 'unmeasured':
      return { name, kind, held: null, measured: null, tolerance, detail: finding.detail };
  }
}

/**
 * What the checks say together. One that did not hold refutes the hypothesis; but an unsteady system before the fault refutes
 * nothing, and neither does what was not measured. A hypothesis has held only when every check has, in an experiment that FIS
 * completed.
 */
export function verdictOf(status: Status, checks: readonly CheckResult[]): Verdict {
  if (status === 'aborted') return 'inconclusive';
  if (checks.some(({ held, kind }) => held === false && kind !== 'steady-state')) return 'refuted';
  return status === 'completed' && checks.every(({ held }) => held === true) ? 'held' : 'inconclusive';
}
