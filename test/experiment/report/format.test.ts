import type { CheckResult } from '../../../experiment/journal';
import {
  compact,
  duration,
  failedShare,
  measuredValue,
  moment,
  offset,
  outcome,
} from '../../../experiment/report/format';

function check(measured: number | null, tolerance: string, held: boolean | null = true): CheckResult {
  return { name: 'a check', kind: 'sustained', held, measured, tolerance, detail: '' };
}

describe('the wording of the reports', () => {
  it.each([
    [0, '0 s'],
    [35, '35 s'],
    [59.6, '1 min'],
    [95, '1 min 35 s'],
    [600, '10 min'],
    [3900, '1 h 5 min'],
    [3605, '1 h 5 s'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it.each([
    [0, '0'],
    [0.25, '0.25'],
    [9500, '9500'],
    [500_000, '500k'],
    [-1_500_000, '-1.5M'],
  ])('writes %d on an axis as %s', (value, words) => {
    expect(compact(value)).toBe(words);
  });

  it.each([
    ['2026-11-20T12:02:35Z', '+02:35'],
    ['2026-11-20T12:00:00.400Z', '+00:00'],
    ['2026-11-20T11:59:59.900Z', '+00:00'],
    ['2026-11-20T11:59:30Z', '-00:30'],
    ['2026-11-20T13:45:00Z', '+105:00'],
  ])('says %s as %s after noon', (at, words) => {
    expect(offset(at, '2026-11-20T12:00:00Z')).toBe(words);
  });

  it('says a moment in UTC, whatever the zone it came in', () => {
    expect(moment('2026-11-20T14:03:35.123+02:00')).toBe('2026-11-20 12:03:35 UTC');
  });

  it.each([
    [0.0043, '<= 0.01', '0.0043 (0.43 %)'],
    [0.995, '>= 0.99', '0.995 (99.5 %)'],
    [1, '>= 0.99', '1 (100 %)'],
    [0, '<= 0.01', '0 (0 %)'],
    [35, '<= 90', '35'],
    [0, '== 0', '0'],
    [1, '>= 1', '1'],
    [1.25, '<= 1.5', '1.25'],
    [1 / 3, '<= 0.5', '0.333333 (33.3 %)'],
  ])('says a measured %d under %s as %s', (measured, tolerance, words) => {
    expect(measuredValue(check(measured, tolerance))).toBe(words);
  });

  it('tells what was not measured from what has no value', () => {
    expect(measuredValue(check(null, '<= 90', null))).toBe('not measured');
    expect(measuredValue(check(null, '<= 90', false))).toBe('none');
  });

  it.each([
    [true, '✓'],
    [false, '✗'],
    [null, '?'],
  ])('gives a check that is %p the sign %s', (held, symbol) => {
    expect(outcome(check(1, '>= 1', held)).symbol).toBe(symbol);
  });

  it.each([
    [880, 70, '7.95 %'],
    [880, 440, '50 %'],
    [0, 0, '–'],
    [100_000, 1, '< 0.01 %'],
    [100_000, 99_999, '> 99.9 %'],
  ])('of %d requests with %d failures says %s', (requests, failed, words) => {
    expect(failedShare({ requests, failed })).toBe(words);
  });
});
