import {
  clockFace,
  compact,
  duration,
  durationBetween,
  failedShare,
  grouped,
  moment,
  offset,
  timeOfDay,
} from '../../../report/content/format';
import { outcome } from '../../../report/content/labels';

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
    ['2026-11-20T11:59:59.900Z', '-00:01'],
    ['2026-11-20T11:59:30Z', '-00:30'],
    ['2026-11-20T12:59:59Z', '+59:59'],
    ['2026-11-20T13:45:00Z', '+1:45:00'],
    ['2026-11-21T13:45:00Z', '+25:45:00'],
  ])('says %s as %s after noon', (at, words) => {
    expect(offset(at, '2026-11-20T12:00:00Z')).toBe(words);
  });

  it('gives offsets that fit the times of the day beside them, whatever the fractions', () => {
    const [start, at] = ['2026-11-20T12:00:00.900Z', '2026-11-20T12:05:01.100Z'];

    expect([timeOfDay(start), timeOfDay(at), offset(at, start)]).toEqual(['12:00:00', '12:05:01', '+05:01']);
  });

  it('says a moment in UTC, whatever the zone it came in', () => {
    expect(moment('2026-11-20T14:03:35.923+02:00')).toBe('2026-11-20 12:03:35 UTC');
  });

  it('says how long it was from one moment to another, and nothing where one is missing', () => {
    expect(durationBetween('2026-11-20T12:00:00Z', '2026-11-20T12:10:04.2Z')).toBe('10 min 4 s');
    expect(durationBetween('2026-11-20T12:00:00Z', null)).toBeNull();
  });

  it('shows a leap second as it stands, which no Date knows', () => {
    expect(timeOfDay('2026-12-31T23:59:60Z')).toBe('23:59:60');
    expect(moment('2026-12-31T23:59:60Z')).toBe('2026-12-31 23:59:60 UTC');
    expect(offset('2026-12-31T23:59:60Z', '2026-12-31T23:00:00Z')).toBe('–');
  });

  it('shows hours on a clock only where there are some', () => {
    expect([clockFace(155_000), clockFace(6_300_000)]).toEqual(['02:35', '1:45:00']);
  });

  it.each([
    [true, '✓'],
    [false, '✗'],
    [null, '?'],
  ])('gives a check that is %p the sign %s', (held, symbol) => {
    expect(outcome({ held }).symbol).toBe(symbol);
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

  it.each([
    [0, '0'],
    [880, '880'],
    [12_345, '12,345'],
    [1_234_567, '1,234,567'],
  ])('counts %d as %s', (count, words) => {
    expect(grouped(count)).toBe(words);
  });
});
