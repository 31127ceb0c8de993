import { metricData } from '../../../functions/load-gen/metrics';
import { Tally } from '../../../functions/load-gen/tally';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const ZEROS = {
  'region_us-east-1': 0,
  'region_eu-west-1': 0,
  status_2xx: 0,
  status_4xx: 0,
  status_5xx: 0,
  no_response: 0,
};

const IN_TIME = { late: 0, dropped: 0 };

function labTally(): Tally {
  return new Tally(['us-east-1', 'eu-west-1']);
}

function drained(tally: Tally) {
  return tally.drain().map(({ bucketStart, counts }) => [bucketStart, Object.fromEntries(counts)]);
}

describe('the tally', () => {
  it('counts an answer in the bucket in which its request was sent, however late it comes', () => {
    const tally = labTally();
    const early = tally.sent(NOON + 999);
    const late = tally.sent(NOON + 1_000);
    tally.answered(late, { name: 'status_2xx', region: 'eu-west-1' });
    tally.answered(early, { name: 'status_5xx', region: null });

    expect(drained(tally)).toEqual([
      [NOON, { ...ZEROS, status_5xx: 1 }],
      [NOON + 1_000, { ...ZEROS, status_2xx: 1, 'region_eu-west-1': 1 }],
    ]);
  });

  it('counts what a region denied when it did, and has no zero for it', () => {
    const tally = labTally();
    tally.denied('us-east-1', NOON + 10_000);
    tally.denied('us-east-1', NOON + 10_900);
    tally.denied('us-east-1', NOON + 11_000);
    tally.sent(NOON + 11_500);
    expect(drained(tally)).toEqual([
      [NOON + 10_000, { 'denied_us-east-1': 2 }],
      [NOON + 11_000, { 'denied_us-east-1': 1, ...ZEROS }],
    ]);
    expect(tally.totals()).not.toHaveProperty('denied_us-east-1');
  });

  it('counts what was sent more than a second late, and what was not sent, when it happens', () => {
    const tally = labTally();
    tally.sent(NOON, 1_000);
    tally.sent(NOON + 10, 1_001);
    tally.dropped(NOON + 20);
    expect(drained(tally)).toEqual([[NOON, { ...ZEROS, late: 1, dropped: 1 }]]);
    expect(tally.totals()).toMatchObject({ requests: 2, late: 1, dropped: 1 });
  });

  it('gives the zeros of a bucket once, and then only what was added', () => {
    const tally = labTally();
    const bucket = tally.sent(NOON);
    expect(drained(tally)).toEqual([[NOON, ZEROS]]);
    expect(drained(tally)).toEqual([]);

    tally.sent(NOON + 500);
    expect(drained(tally)).toEqual([]);

    tally.answered(bucket, { name: 'no_response', region: null });
    expect(drained(tally)).toEqual([[NOON, { no_response: 1 }]]);
  });

  it('gives nothing for a bucket in which nobody asked', () => {
    const tally = labTally();
    tally.sent(NOON);
    tally.sent(NOON + 30_000);

    expect(drained(tally).map(([start]) => start)).toEqual([NOON, NOON + 30_000]);
  });

  it('counts a region outside the lab by its status only', () => {
    const tally = labTally();
    tally.answered(tally.sent(NOON), { name: 'status_2xx', region: 'ap-south-1' });

    expect(tally.totals()).toEqual({ ...ZEROS, ...IN_TIME, requests: 1, status_2xx: 1 });
    expect(drained(tally)).toEqual([[NOON, { ...ZEROS, status_2xx: 1 }]]);
  });

  it('keeps the totals when it is drained', () => {
    const tally = labTally();
    tally.answered(tally.sent(NOON), { name: 'status_2xx', region: 'us-east-1' });
    tally.drain();
    tally.answered(tally.sent(NOON + 1_000), { name: 'status_4xx', region: null });

    expect(tally.totals()).toEqual({
      ...ZEROS,
      requests: 2,
      ...IN_TIME,
      status_2xx: 1,
      'region_us-east-1': 1,
      status_4xx: 1,
    });
  });
});

describe('the data for CloudWatch', () => {
  it('are there for all customers, and again for those of one region', () => {
    const counts = new Map([['status_2xx', 3]]);
    const apiUrl = 'https://example.mydomain.com/api/hello';
    const datum = {
      MetricName: 'status_2xx',
      Timestamp: new Date(NOON),
      Value: 3,
      Unit: 'Count',
      StorageResolution: 1,
    };

    expect(metricData([{ bucketStart: NOON, counts }], { apiUrl, clientRegion: 'eu-west-1' })).toEqual([
      { ...datum, Dimensions: [{ Name: 'api', Value: apiUrl }] },
      {
        ...datum,
        Dimensions: [
          { Name: 'api', Value: apiUrl },
          { Name: 'client_region', Value: 'eu-west-1' },
        ],
      },
    ]);
  });
});
