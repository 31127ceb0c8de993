import fc from 'fast-check';

import { sendOffsetsMs } from '../../../functions/load-gen/schedule';

describe('the schedule of requests', () => {
  it('spaces 44 requests a minute evenly, the first at once, the last before the minute ends', () => {
    const offsets = sendOffsetsMs({ requestsPerMinute: 44, seconds: 60 });

    expect(offsets).toHaveLength(44);
    expect(offsets.slice(0, 3)).toEqual([0, 1364, 2727]);
    expect(offsets.at(-1)).toBe(58_636);
  });

  it('joins the next minute without a gap or a double: whole minutes give whole numbers of requests', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 14 }),
        (requestsPerMinute, minutes) => {
          const offsets = sendOffsetsMs({ requestsPerMinute, seconds: minutes * 60 });
          expect(offsets).toHaveLength(requestsPerMinute * minutes);
          expect(offsets.at(-1)).toBeLessThan(minutes * 60_000);
        },
      ),
    );
  });

  it('always sends the first request, even when the next would come after the end', () => {
    expect(sendOffsetsMs({ requestsPerMinute: 1, seconds: 10 })).toEqual([0]);
  });
});
