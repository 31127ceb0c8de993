import type { CheckResult, Journal } from '../../../experiment/journal/journal';
import { checkValues } from '../../../report/content/check-values';
import type { ProbeName } from '../../../validation/hypothesis/probes';
import { held } from '../support/journals';

const NAME = 'a check';

function valuesOf(
  probe: ProbeName | null,
  measured: number | null,
  tolerance: string,
  more: { held?: boolean | null; expected?: Journal['expected'] } = {},
): ReturnType<typeof checkValues> {
  const check: CheckResult = {
    ...{ name: NAME, kind: 'sustained', measured, tolerance, detail: '' },
    held: more.held === undefined ? true : more.held,
  };
  const hypothesis: Journal['hypothesis'] = {
    ...held().hypothesis,
    checks: probe === null ? [] : [{ name: NAME, kind: 'sustained', probe, tolerance }],
  };
  return checkValues(check, held({ hypothesis, expected: more.expected ?? null }));
}

describe('the values of a check', () => {
  it.each([
    ['customer-failure-rate', 0.0043, '<= 0.01', '0.43 %', '≤ 1 %'],
    ['customer-failure-rate', 0, '<= 0.005', '0 %', '≤ 0.5 %'],
    ['answered-by-own-region', 1, '>= 0.95', '100 %', '≥ 95 %'],
    ['seconds-to-detect', 35, '<= 120', '35 s', '≤ 2 min'],
    ['seconds-to-reroute', 95, '< 90.5', '1 min 35 s', '< 90.5 s'],
    ['health-check-status', 1, '>= 1', '1 (healthy)', '≥ 1'],
    ['health-check-status', 0, '>= 1', '0 (unhealthy)', '≥ 1'],
    ['function-differences', 3, '== 0', '3', '= 0'],
    [null, 1 / 3, '<= 0.5', '0.333333', '≤ 0.5'],
    [null, 1, 'about 1', '1', 'about 1'],
  ] as const)('of %s says %d under %s as %s and %s', (probe, measured, written, said, tolerance) => {
    expect(valuesOf(probe, measured, written)).toEqual({ measured: said, tolerance, expected: null });
  });

  it.each([
    ['answered-by-own-region', 0.9499, '>= 0.95', '94.99 %'],
    ['customer-failure-rate', 0.010_04, '<= 0.01', '1.004 %'],
  ] as const)('never round %s onto the bound that it misses', (probe, measured, tolerance, said) => {
    expect(valuesOf(probe, measured, tolerance).measured).toBe(said);
  });

  it('tell what was not measured from what did not happen', () => {
    expect(valuesOf('seconds-to-detect', null, '<= 90', { held: null }).measured).toBe('not measured');
    expect(valuesOf('seconds-to-detect', null, '<= 90', { held: false }).measured).toBe('not seen');
    expect(valuesOf('customer-failure-rate', null, '<= 0.01', { held: false }).measured).toBe('none');
  });

  it('say what a rehearsal found in the same unit', () => {
    const expected = {
      ...{ source: 'journal.json', secondsToDetect: 32, secondsToReroute: null, customers: {} },
      checks: { [NAME]: { held: true, measured: 32 } },
    };

    expect(valuesOf('seconds-to-detect', 35, '<= 90', { expected }).expected).toBe('32 s');
    expect(
      valuesOf('seconds-to-detect', 35, '<= 90', { expected: { ...expected, checks: {} } }).expected,
    ).toBeNull();
  });
});
