import { PROBES, type ProbeUnit } from '../../validation/hypothesis/probes';
import type { CheckResult, Journal } from '../../experiment/journal/journal';
import { duration, percent } from './format';

/** The values of a check, in words with their unit. */
export interface CheckValues {
  /** `35 s`, `0.43 %`, `1 (healthy)`; `not seen` and `not measured` where there is no value. */
  readonly measured: string;
  /** `≤ 2 min`, `≤ 1 %`. */
  readonly tolerance: string;
  /** What the rehearsal found; null where the journal knows none. */
  readonly expected: string | null;
}

/** What was measured, what is tolerated and what a rehearsal found, all in the unit of the check's probe. */
export function checkValues(check: CheckResult, journal: Journal): CheckValues {
  const probe = journal.hypothesis.checks.find(({ name }) => name === check.name)?.probe;
  // A check that the journal's hypothesis does not know is said as a number.
  const unit = probe === undefined ? 'count' : PROBES[probe].unit;
  const [, operator, bound] = /^(<=|>=|==|<|>) *(-?\d+(?:\.\d+)?)$/.exec(check.tolerance) ?? [];
  const expected = new Map(Object.entries(journal.expected?.checks ?? {})).get(check.name);
  const said = (value: Pick<CheckResult, 'held' | 'measured'>): string =>
    measuredText(value, unit, Number(bound));
  return {
    measured: said(check),
    // A tolerance that is none is shown as it stands.
    tolerance:
      operator === undefined || bound === undefined
        ? check.tolerance
        : `${SIGNS[operator] ?? operator} ${boundText(Number(bound), unit)}`,
    expected: expected === undefined ? null : said(expected),
  };
}

const SIGNS: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥', '==': '=' };

function measuredText(
  { held, measured }: Pick<CheckResult, 'held' | 'measured'>,
  unit: ProbeUnit,
  bound: number,
): string {
  if (measured === null) {
    if (held === null) return 'not measured';
    return unit === 'seconds' ? 'not seen' : 'none';
  }
  switch (unit) {
    case 'share':
      return shareText(measured, bound);
    case 'seconds':
      return duration(measured);
    case 'status':
      return measured === 1 ? '1 (healthy)' : `${measured} (unhealthy)`;
    case 'count':
      return String(Number(measured.toPrecision(6)));
  }
}

/** Rounding must not move a value onto the bound that it misses. */
function shareText(share: number, bound: number): string {
  const text = percent(share);
  return share !== bound && text === percent(bound) ? `${Number((share * 100).toPrecision(6))} %` : text;
}

function boundText(bound: number, unit: ProbeUnit): string {
  if (unit === 'share') return `${Number((bound * 100).toPrecision(10))} %`;
  if (unit === 'seconds') return Number.isInteger(bound) ? duration(bound) : `${bound} s`;
  return String(bound);
}
