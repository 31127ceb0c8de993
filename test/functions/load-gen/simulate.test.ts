import type { Outcome } from '../../../functions/load-gen/request';
import { simulate } from '../../../functions/load-gen/simulate';
import { Tally } from '../../../functions/load-gen/tally';
import type { BucketCounts } from '../../../functions/load-gen/tally';
import { VirtualTime } from './virtual-time';

const START = Date.parse('2026-11-20T12:00:03Z');
const HELLO: Outcome = { name: 'status_2xx', region: 'us-east-1' };

/** A simulation of six requests, one each ten seconds, whose answers the test sends. */
function start(requestsPerMinute = 6) {
  const time = new VirtualTime(START);
  const sentAt: number[] = [];
  const answer: ((outcome: Outcome) => void)[] = [];
  const published: { at: number; counts: readonly BucketCounts[] }[] = [];
  const totals = simulate({
    load: { requestsPerMinute, seconds: 60 },
    tally: new Tally(['us-east-1']),
    time,
    ask: () => {
      sentAt.push((time.now() - START) / 1_000);
      return new Promise((resolve) => answer.push(resolve));
    },
    publish: (counts) => {
      published.push({ at: (time.now() - START) / 1_000, counts });
      return Promise.resolve();
    },
  });
  return { time, sentAt, answer, published, totals };
}

describe('the simulation of customers', () => {
  it('sends on schedule although nobody answers', async () => {
    const { time, sentAt } = start();
    await time.advanceTo(START + 60_000);

    expect(sentAt).toEqual([0, 10, 20, 30, 40, 50]);
  });

  it('drops what would come too late when the machine was held up, sends the rest at once, and keeps to the schedule afterwards', async () => {
    const time = new VirtualTime(START);
    const sentAt: number[] = [];
    const heldUp = {
      now: () => time.now(),
      after: (ms: number, callback: () => void) =>
        time.after(sentAt.length === 1 ? ms + 12_000 : ms, callback),
    };
    const totals = simulate({
      load: { requestsPerMinute: 6, seconds: 60 },
      tally: new Tally([]),
      time: heldUp,
      ask: () => {
        sentAt.push((time.now() - START) / 1_000);
        return Promise.resolve(HELLO);
      },
      publish: () => Promise.resolve(),
    });
    await time.advanceTo(START + 60_000);

    expect(sentAt).toEqual([0, 22, 30, 40, 50]);
    await expect(totals).resolves.toMatchObject({ requests: 5, late: 1, dropped: 1 });
  });

  it('publishes every ten seconds, and once more when the last answer has come', async () => {
    const { time, answer, published, totals } = start();
    await time.advanceTo(START + 79_000);
    for (const resolve of answer) resolve(HELLO);
    await totals;

    expect(published.map(({ at }) => at)).toEqual([10, 20, 30, 40, 50, 60, 70, 79]);
    expect(time.waiting).toBe(0);
  });

  it('publishes a late answer in the bucket of its request, after the zeros of that bucket', async () => {
    const { time, answer, published, totals } = start(1);
    await time.advanceTo(START + 28_000);
    answer[0]!({ name: 'status_5xx', region: null });
    await totals;

    const bucketStart = START;
    const zeros = { 'region_us-east-1': 0, status_2xx: 0, status_4xx: 0, status_5xx: 0, no_response: 0 };
    expect(published).toEqual([
      { at: 10, counts: [{ bucketStart, counts: new Map(Object.entries(zeros)) }] },
      { at: 20, counts: [] },
      { at: 28, counts: [{ bucketStart, counts: new Map([['status_5xx', 1]]) }] },
    ]);
  });

  it('answers the totals', async () => {
    const { time, answer, totals } = start();
    await time.advanceTo(START + 60_000);
    answer[0]!({ name: 'no_response', region: null });
    for (const resolve of answer.slice(1)) resolve(HELLO);

    await expect(totals).resolves.toEqual({
      requests: 6,
      late: 0,
      dropped: 0,
      'region_us-east-1': 5,
      status_2xx: 5,
      status_4xx: 0,
      status_5xx: 0,
      no_response: 1,
    });
  });
});
