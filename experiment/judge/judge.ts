import type { HypothesisCheck } from '../../validation/hypothesis/hypothesis';
import { parseTolerance, withinTolerance } from '../../validation/hypothesis/tolerance';
import type { Evidence } from '../measure/evidence';
import type { CheckResult, Release, Status, Verdict } from '../journal/journal';
import { measure } from './probes/probes';
import type { Finding } from './probes/finding';
import { duration } from '../time/duration';

/** Judges one check by what was measured. */
export function judgeCheck(check: HypothesisCheck, evidence: Evidence): CheckResult {
  const { name, kind, tolerance } = check;
  const { held, measured, detail } = outcomeOf(measure(check, evidence), tolerance);
  return { name, kind, held, measured, tolerance, detail };
}

function outcomeOf(finding: Finding, tolerance: string): Pick<CheckResult, 'held' | 'measured' | 'detail'> {
  const { detail } = finding;
  switch (finding.kind) {
    case 'measured': {
      const held = withinTolerance(finding.value, tolerance);
      // What was not counted could still have broken it; but what is broken is broken.
      if (held && !finding.complete) return { held: null, measured: null, detail };
      return { held, measured: finding.value, detail };
    }
    case 'never': {
      const { withinSeconds: seconds } = finding;
      if (!withinTolerance(seconds, tolerance)) return { held: false, measured: null, detail };
      // What did not happen in less time than it is allowed to take might have happened yet.
      const may = parseTolerance(tolerance).value;
      const short = `the fault lasted ${duration(seconds)}, ${seconds < may ? 'less than' : 'no longer than'} the ${Number.isInteger(may) ? duration(may) : `${may} s`} that it may take`;
      return { held: null, measured: null, detail: `${short}; ${detail}` };
    }
    case 'unmeasured':
      return { held: null, measured: null, detail };
  }
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
