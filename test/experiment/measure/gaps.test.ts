import * as fc from 'fast-check';
import { gapsIn, minutesOf, minutesWithin } from '../../../experiment/measure/gaps';
import { bucket, lost, ORIGIN, served, span } from '../support/evidence';

const US = 'us-east-1';

/** One request every so many seconds. */
function every(seconds: number, from: number, to: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / seconds) }, (_item, index) => from + index * seconds);
}

const asked = (seconds: readonly number[]) => seconds.map((second) => served(second, US));
const inSeconds = (gaps: ReturnType<typeof gapsIn>) =>
  gaps.map(({ from, to }) => [(from - ORIGIN) / 1000, (to - ORIGIN) / 1000]);

describe('a gap', () => {
  const load = { requestsPerMinute: 30 };

  it('is a minute of the load that is missing, wherever in the clock it begins', () => {
    const customers = asked([...every(2, 0, 130), ...every(2, 190, 600)]);
    expect(inSeconds(gapsIn(customers, span(0, 600), load))).toEqual([[129, 190]]);
  });

  it('may lie at the beginning and at the end of the window', () => {
    const customers = asked(every(2, 100, 400));
    expect(inSeconds(gapsIn(customers, span(30, 470), load))).toEqual([
      [30, 100],
      [399, 470],
    ]);
  });

  it('is the whole window where nothing was counted', () => {
    expect(inSeconds(gapsIn([], span(0, 120), load))).toEqual([[0, 120]]);
  });

  it.each([
    [44, 0],
    [45, 1],
  ])('takes 45 s: in a silence of %i s there are %i', (silence, gaps) => {
    const customers = asked([...every(2, 0, 100), ...every(2, 99 + silence, 300)]);
    expect(gapsIn(customers, span(0, 300), load)).toHaveLength(gaps);
  });

  it('is not made by the edges of a window that begins and ends in the middle of a minute', () => {
    expect(gapsIn(asked(every(2, 0, 600)), span(17, 563), load)).toEqual([]);
  });

  it('is not made by requests that failed: they were counted', () => {
    expect(gapsIn(every(2, 0, 600).map(lost), span(0, 600), load)).toEqual([]);
  });

  it('is made by seconds of which CloudWatch has only zeros: their requests were sent, and never counted', () => {
    const customers = [...asked(every(2, 0, 100)), ...every(2, 100, 200).map((second) => bucket(second, {}))];
    expect(inSeconds(gapsIn(customers, span(0, 200), load))).toEqual([[99, 200]]);
  });
});

describe('a small load', () => {
  it.each([1, 0.5, 2, 3, 44])('of %f requests a minute has no gaps while it keeps its pace', (rate) => {
    const seconds = every(60 / Math.max(1, rate), 7, 600).map(Math.floor);
    expect(gapsIn(asked(seconds), span(0, 600), { requestsPerMinute: rate })).toEqual([]);
  });

  it('of 1 request a minute lacks nothing in a minute without one, and something where two in a row are missing', () => {
    const load = { requestsPerMinute: 1 };
    expect(gapsIn(asked([5, 65, 185, 245]), span(0, 300), load)).toEqual([]);
    expect(inSeconds(gapsIn(asked([5, 65, 245]), span(0, 300), load))).toEqual([[66, 245]]);
    // No simulator sends less.
    const less = { requestsPerMinute: 0.5 };
    expect(inSeconds(gapsIn(asked([5, 65, 245]), span(0, 300), less))).toEqual([[66, 245]]);
  });
});

it('says nothing of any window of a load that keeps its pace, and finds every minute that is missing in it', () => {
  const window = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 60, max: 600 }));
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 120 }), window, (rate, [from, length]) => {
      const seconds = every(60 / rate, 0, 1000).map(Math.floor);
      const load = { requestsPerMinute: rate };
      expect(gapsIn(asked(seconds), span(from, from + length), load)).toEqual([]);
      const missing = asked(seconds.filter((second) => second < from || second >= from + 60));
      expect(gapsIn(missing, span(from, from + length), load)).toHaveLength(1);
    }),
  );
});

describe('minutesOf', () => {
  it.each([
    [[span(120, 300)], span(0, 660), '3 of 11 minutes'],
    [[span(0, 45)], span(0, 600), '1 of 10 minutes'],
    [[span(0, 60), span(120, 180)], span(0, 605), '2 of 10 minutes'],
    [[span(0, 50)], span(0, 60), '1 of 1 minute'],
    // Something was counted: not all minutes were silent.
    [[span(0, 300), span(301, 600)], span(0, 600), '9 of 10 minutes'],
  ])('of %j in %j is %s', (gaps, window, text) => {
    expect(minutesOf(gaps, window)).toBe(text);
  });
});

describe('minutesWithin', () => {
  it.each([
    [span(0, 120), [0, 60]],
    [span(1, 120), [60]],
    [span(0, 119), [0]],
    [span(30, 89), []],
    [span(59, 121), [60]],
  ])('finds in %j the minutes of the clock from %j', (window, starts) => {
    expect(minutesWithin(window).map((at) => (at - ORIGIN) / 1000)).toEqual(starts);
  });
});
