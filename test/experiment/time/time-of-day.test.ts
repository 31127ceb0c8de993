import { timeOfDay } from '../../../experiment/time/time-of-day';

const AT = '2026-11-20T14:03:35.923+02:00';

it('the time of the day is the same of a moment in milliseconds and in ISO 8601, whatever its zone', () => {
  expect([timeOfDay(AT), timeOfDay(Date.parse(AT))]).toEqual(['12:03:35', '12:03:35']);
});

it('a number that is no moment has no time of the day', () => {
  expect(() => timeOfDay(NaN)).toThrow(RangeError);
});
