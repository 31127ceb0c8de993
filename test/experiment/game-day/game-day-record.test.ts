import { GameDayRecord } from '../../../experiment/game-day/game-day-record';
import { ORIGIN, span } from '../support/evidence';

const second = (seconds: number): number => ORIGIN + seconds * 1000;

it('keeps the first thing that goes wrong as the reason', () => {
  const record = new GameDayRecord(ORIGIN, 'id');
  expect(record).toMatchObject({ ending: 'completed', reason: null });

  record.end('stopped', 'the alarm');
  record.end('failed', 'what came of it');

  expect(record).toMatchObject({ ending: 'stopped', reason: 'the alarm' });
});

describe('the windows', () => {
  it('are none before anything has happened', () => {
    expect(new GameDayRecord(ORIGIN, 'id').windows()).toEqual({
      'steady-state': null,
      sustained: null,
      recovery: null,
      restoration: null,
    });
  });

  it('are the baseline, the fault from its first target to its last, and the last two minutes of the recovery', () => {
    const record = new GameDayRecord(ORIGIN, 'id');
    record.steadyState = span(0, 180);
    record.moments.faultStartedAt = second(310);
    record.moments.faultLiveAt = second(325);
    record.moments.restoredAt = second(910);
    record.recoveredAt = second(1220);
    expect(record.windows()).toEqual({
      'steady-state': span(0, 180),
      sustained: span(310, 910),
      recovery: span(310, 910),
      restoration: span(1100, 1220),
    });
  });

  it.each([
    ['has not gone', second(310), null],
    ['was never seen', null, second(910)],
  ])('of the fault are none when it %s', (_what, faultStartedAt, restoredAt) => {
    const record = new GameDayRecord(ORIGIN, 'id');
    Object.assign(record.moments, { faultStartedAt, restoredAt });
    expect(record.windows()).toMatchObject({ sustained: null, recovery: null });
  });
});
