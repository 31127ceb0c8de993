import type { Probe } from '../../validation/hypothesis/probes';
import { parseTolerance, withinTolerance, type Tolerance } from '../../validation/hypothesis/tolerance';
import type { Finding } from './probes/finding';

/** Between which values the true one lies; both may be it. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Whether a finding lies within a tolerance, whatever was not counted: true where every value that it leaves possible does, false where none
 * does, null where it cannot be said.
 */
export function decide(
  finding: Finding,
  probe: Pick<Probe, 'worse' | 'largest'>,
  text: string,
): boolean | null {
  const tolerance = parseTolerance(text);
  const range = rangeOf(finding, probe);
  if (range === null) return null;
  if (holdsThroughout(range, tolerance)) return true;
  return holdsSomewhere(range, tolerance) ? null : false;
}

function rangeOf(finding: Finding, { worse, largest }: Pick<Probe, 'worse' | 'largest'>): Range | null {
  switch (finding.kind) {
    case 'measured': {
      const { value, complete } = finding;
      if (complete) return { low: value, high: value };
      return worse === 'higher' ? { low: value, high: largest } : { low: 0, high: value };
    }
    case 'never':
      return { low: finding.withinSeconds, high: Infinity };
    case 'unmeasured':
      return null;
  }
}

function holdsThroughout({ low, high }: Range, tolerance: Tolerance): boolean {
  return withinTolerance(low, tolerance) && withinTolerance(high, tolerance);
}

function holdsSomewhere({ low, high }: Range, tolerance: Tolerance): boolean {
  const { operator, value } = tolerance;
  if (operator === '==') return low <= value && value <= high;
  return withinTolerance(low, tolerance) || withinTolerance(high, tolerance);
}
