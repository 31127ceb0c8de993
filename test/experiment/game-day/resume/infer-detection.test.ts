import { doubted, inferDetection } from '../../../../experiment/game-day/resume/infer-detection';
import { GameDayRecord } from '../../../../experiment/game-day/game-day-record';
import type { CheckResult } from '../../../../experiment/journal/journal';
import { Timeline } from '../../../../experiment/journal/timeline';
import { goodEvidence, ORIGIN } from '../../support/evidence';
import { hypothesis } from '../../support/game-day';
import { us } from '../../support/lab';
import { ManualClock } from '../../support/manual-clock';

const second = (seconds: number): number => ORIGIN + seconds * 1000;

/** The status of the health check by the minute, from the beginning; null where CloudWatch has none. */
function healthOf(...minutes: readonly (0 | 1 | null)[]) {
  const series = minutes.flatMap((value, minute) =>
    value === null ? [] : [[second(minute * 60), value] as const],
  );
  return goodEvidence({ health: new Map([[us.region, series]]) });
}

/** A fault from second 310 to 600; detected when, and resumed when. */
function prepare(seen: { readonly detected?: number; readonly resumed?: number }) {
  const clock = new ManualClock();
  const timeline = new Timeline(clock, () => undefined);
  const record = new GameDayRecord(ORIGIN, 'id');
  record.fault = 'gone';
  record.moments.faultStartedAt = second(310);
  record.moments.restoredAt = second(600);
  if (seen.detected !== undefined) record.moments.detectedAt = second(seen.detected);
  if (seen.resumed !== undefined) timeline.addAt(second(seen.resumed), 'gameday.resumed', '');
  const detected = () => {
    const { detectedAt } = record.moments;
    return detectedAt === null ? null : (detectedAt - ORIGIN) / 1000;
  };
  const noted = () => timeline.entries.filter(({ event }) => event === 'health.unhealthy-by');
  return { day: { clock, record, region: us, timeline }, noted, detected };
}

const early = healthOf(1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
const never = healthOf(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

it.each([
  ['by a runner that never died', {}],
  ['before the runner died', { detected: 345, resumed: 400 }],
  ['by a runner that was there since before the fault', { detected: 345, resumed: 200 }],
])('leaves a detection alone that was seen: %s', (_who, seen) => {
  const { day, noted, detected } = prepare(seen);
  const before = detected();
  expect(inferDetection(day, early)).toEqual({ kind: 'seen' });
  expect(detected()).toBe(before);
  expect(noted()).toEqual([]);
});

it('takes the end of the first unhealthy minute where nobody saw it, and says so', () => {
  const { day, noted, detected } = prepare({ resumed: 500 });
  // The minute from second 300 was healthy, that from 360 was not.
  expect(inferDetection(day, early)).toEqual({ kind: 'bounded', least: 0, most: 110 });
  expect(detected()).toBe(420);
  expect(noted()).toMatchObject([
    { detail: 'Route 53 had marked us unhealthy by then: CloudWatch knows it to the minute' },
  ]);
});

it('knows how long it took at least from the last healthy minute', () => {
  const { day } = prepare({ resumed: 500 });
  const late = healthOf(1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
  expect(inferDetection(day, late)).toEqual({ kind: 'bounded', least: 110, most: 230 });
});

it('knows nothing of how long it took at least where the minute before is missing', () => {
  const { day } = prepare({ resumed: 500 });
  const gap = healthOf(1, 1, 1, 1, 1, 1, 1, null, 0, 0);
  expect(inferDetection(day, gap)).toMatchObject({ least: 0, most: 230 });
});

it('goes by what was seen late where that was before the end of the minute', () => {
  const { day, noted, detected } = prepare({ detected: 405, resumed: 370 });
  expect(inferDetection(day, early)).toEqual({ kind: 'bounded', least: 0, most: 95 });
  expect(detected()).toBe(405);
  expect(noted()).toEqual([]);
});

it('comes to the same when it is asked again, after another death', () => {
  const { day, noted, detected } = prepare({ resumed: 500 });
  const first = inferDetection(day, early);
  day.timeline.addAt(second(700), 'gameday.resumed', '');
  expect(inferDetection(day, early)).toEqual(first);
  expect(detected()).toBe(420);
  expect(noted()).toHaveLength(1);
});

it('was none where CloudWatch has every minute, and all were healthy', () => {
  const { day, detected } = prepare({ resumed: 500 });
  expect(inferDetection(day, never)).toEqual({ kind: 'seen' });
  expect(detected()).toBeNull();
});

it('is not known where CloudWatch misses minutes', () => {
  const { day } = prepare({ resumed: 500 });
  expect(inferDetection(day, healthOf(1, 1, 1, 1, 1, 1, null, null, 1, 1))).toEqual({ kind: 'unknown' });
});

describe('a check of the time to detect', () => {
  const check = hypothesis.checks.find(({ probe }) => probe === 'seconds-to-detect')!;
  const allowed = Number(/\d+/.exec(check.tolerance)![0]);
  const result = (held: boolean | null): CheckResult => ({
    ...{ name: check.name, kind: check.kind, held },
    ...{ measured: held === null ? null : 1, tolerance: check.tolerance, detail: 'as measured' },
  });

  it('is as measured where the detection was seen', () => {
    expect(doubted(check, result(false), { kind: 'seen' })).toEqual(result(false));
  });

  it('holds where it took no longer at the most', () => {
    const detection = { kind: 'bounded', least: 0, most: allowed - 1 } as const;
    expect(doubted(check, result(true), detection)).toMatchObject({
      held: true,
      detail: `the checkers were not watched all through the fault: by CloudWatch's minutes, Route 53 marked the region unhealthy 0 s to 1 min 59 s after the fault started`,
    });
  });

  it('is refuted only where it took longer at the least', () => {
    const late = { kind: 'bounded', least: allowed + 1, most: allowed + 120 } as const;
    expect(doubted(check, result(false), late)).toMatchObject({ held: false, measured: 1 });
    const perhaps = { kind: 'bounded', least: allowed - 60, most: allowed + 60 } as const;
    expect(doubted(check, result(false), perhaps)).toMatchObject({ held: null, measured: null });
  });

  it('is open where nobody knows, whatever was measured', () => {
    expect(doubted(check, result(false), { kind: 'unknown' })).toMatchObject({ held: null, measured: null });
  });

  it('says why it was not measured where it was not for another reason', () => {
    const detection = { kind: 'bounded', least: 0, most: 10 } as const;
    expect(doubted(check, result(null), detection)).toEqual(result(null));
  });
});

it('leaves other checks alone', () => {
  const other = hypothesis.checks.find(({ probe }) => probe === 'seconds-to-reroute')!;
  const result = {
    ...{ name: other.name, kind: other.kind, held: false },
    ...{ measured: 1, tolerance: other.tolerance, detail: '' },
  };
  expect(doubted(other, result, { kind: 'unknown' })).toBe(result);
});
