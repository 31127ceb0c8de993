import { measure } from '../../../../experiment/judge/probes/probes';
import type { Evidence } from '../../../../experiment/measure/evidence';
import { bucket, goodEvidence, lost, ORIGIN, served, span, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';
import { check, withUs } from './support';

/** The US health check asks the host in Europe. */
const crossed: Partial<Evidence> = {
  healthChecks: new Map([
    [us.region, { target: { host: eu.host, path: '/api/health' }, lastReport: 'Success: 200' }],
  ]),
};

describe('health-check-status', () => {
  it('is the lowest of the minutes that lie wholly within the window', () => {
    // The minute from 240 s reaches into the window from 250 s; that from 300 s is the first within.
    const windows = { ...goodEvidence().windows, sustained: span(250, 420) };
    const health = new Map([
      [us.region, [1, 1, 1, 1, 0, 1, 1].map((value, minute) => [ORIGIN + minute * 60_000, value] as const)],
    ]);
    const finding = measure(
      check('health-check-status', 'sustained', 'failed'),
      goodEvidence({ windows, health }),
    );
    expect(finding).toMatchObject({ kind: 'measured', value: 1 });
  });

  it('names the region that was unhealthy, what its check asks, and the last report', () => {
    const finding = measure(check('health-check-status', 'sustained', 'all'), goodEvidence());
    expect(finding).toMatchObject({ kind: 'measured', value: 0 });
    expect(finding.detail).toContain(
      "us-east-1: unhealthy in 10 of 10 minutes; its health check asks https://example.us.mydomain.com/api/health, the region's own host; " +
        'last report: Failure: timed out; eu-west-1: healthy in all of 10 minutes',
    );
  });

  it.each([
    ['another host', crossed, "which is not the region's own host example.us.mydomain.com: point it there"],
    ['nothing that is known', { healthChecks: new Map() }, 'what its health check asks is not known'],
    [
      'an address',
      { healthChecks: new Map([[us.region, { target: { host: '', path: '/' }, lastReport: '' }]]) },
      'what its health check asks is not known',
    ],
  ] as const)('says of an unhealthy region that its check asks %s', (_, changes, said) => {
    const finding = measure(check('health-check-status', 'sustained', 'all'), goodEvidence(changes));
    expect(finding.detail).toContain(said);
  });

  it('is unmeasured where CloudWatch is silent about all of the regions', () => {
    const health = new Map(goodEvidence().health).set(eu.region, []);
    expect(measure(check('health-check-status', 'sustained', 'other'), goodEvidence({ health }))).toEqual({
      kind: 'unmeasured',
      detail: 'eu-west-1: CloudWatch has no HealthCheckStatus for this time',
    });
  });

  it('is incomplete where CloudWatch is silent about one of the regions, or a minute of it', () => {
    const health = new Map(goodEvidence().health).set(eu.region, []);
    expect(measure(check('health-check-status', 'steady-state', 'all'), goodEvidence({ health }))).toEqual({
      kind: 'measured',
      value: 1,
      complete: false,
      detail:
        'us-east-1: healthy in all of 3 minutes; eu-west-1: CloudWatch has no HealthCheckStatus for this time',
    });
    const values = goodEvidence().health.get(eu.region) ?? [];
    health.set(eu.region, [...values.slice(0, 6), ...values.slice(9)]);
    expect(measure(check('health-check-status', 'sustained', 'other'), goodEvidence({ health }))).toEqual({
      kind: 'measured',
      value: 1,
      complete: false,
      detail: 'eu-west-1: healthy in 7 of 10 minutes, but CloudWatch has no value for the other 3',
    });
  });

  it('counts the minutes that were unhealthy, and those that are missing beside them', () => {
    const values = goodEvidence().health.get(us.region) ?? [];
    const health = new Map([[us.region, values.slice(3, 8)]]);
    const finding = measure(check('health-check-status', 'sustained', 'failed'), goodEvidence({ health }));
    expect(finding).toMatchObject({ kind: 'measured', value: 0, complete: false });
    expect(finding.detail).toContain(
      'us-east-1: unhealthy in 3 of 10 minutes, and CloudWatch has no value for 7;',
    );
  });

  it.each([
    [
      span(1210, 1320),
      true,
      'eu-west-1: healthy in the only whole minute of these 1 min 50 s (CloudWatch has one value a minute)',
    ],
    [span(1210, 1310), false, 'eu-west-1: no whole minute lies within these 1 min 40 s'],
  ])('of the window %j looks at whole minutes only', (restoration, measurable, detail) => {
    const windows = { ...goodEvidence().windows, restoration };
    const finding = measure(check('health-check-status', 'restoration', 'other'), goodEvidence({ windows }));
    expect(finding).toEqual(
      measurable ? { kind: 'measured', value: 1, complete: true, detail } : { kind: 'unmeasured', detail },
    );
  });
});

describe('customer-failure-rate', () => {
  const sustained = check('customer-failure-rate', 'sustained', 'all');

  it('is the highest of the regions, with the outcomes of what failed', () => {
    const customers = tens(300, 900).map((second) =>
      second < 320 ? bucket(second, {}, { status_5xx: 3, no_response: 1 }) : served(second, us.region),
    );
    expect(measure(sustained, goodEvidence(withUs(customers)))).toEqual({
      kind: 'measured',
      value: 8 / 66,
      complete: true,
      detail:
        'us-east-1: 8 of 66 requests failed (status_5xx 6, no_response 2); eu-west-1: 0 of 60 requests failed',
    });
  });

  it('of the other regions leaves the failed one out', () => {
    const finding = measure(check('customer-failure-rate', 'sustained', 'other'), goodEvidence());
    expect(finding).toEqual({
      kind: 'measured',
      value: 0,
      complete: true,
      detail: 'eu-west-1: 0 of 60 requests failed',
    });
  });

  it('is incomplete where requests that were due were not counted: no value is no success', () => {
    const customers = new Map(goodEvidence().customers).set(
      eu.region,
      [...tens(0, 480), ...tens(660, 1320)].map((second) => served(second, eu.region)),
    );
    expect(
      measure(check('customer-failure-rate', 'sustained', 'other'), goodEvidence({ customers })),
    ).toEqual({
      kind: 'measured',
      value: 0,
      complete: false,
      detail: 'eu-west-1: 0 of 42 requests failed, but none were counted in 3 of 10 minutes',
    });
  });

  it('is incomplete where a region’s customers sent nothing, and is that of the others', () => {
    expect(measure(sustained, goodEvidence(withUs([])))).toEqual({
      kind: 'measured',
      value: 0,
      complete: false,
      detail:
        'us-east-1: no requests of its customers were counted in this time; eu-west-1: 0 of 60 requests failed',
    });
  });

  it('is unmeasured where nobody sent anything', () => {
    const finding = measure(check('customer-failure-rate', 'sustained', 'failed'), goodEvidence(withUs([])));
    expect(finding).toEqual({
      kind: 'unmeasured',
      detail: 'us-east-1: no requests of its customers were counted in this time',
    });
  });
});

describe('answered-by-own-region', () => {
  const own = check('answered-by-own-region', 'steady-state', 'all');

  it('is the lowest share of the answers that came from the customers’ own region', () => {
    const customers = tens(0, 180).map((second) => bucket(second, { [us.region]: 3, [eu.region]: 1 }));
    expect(measure(own, goodEvidence(withUs(customers)))).toEqual({
      kind: 'measured',
      value: 0.75,
      complete: true,
      detail:
        'us-east-1: answered 54 of 72 requests of its customers; eu-west-1: answered 18 of 18 requests of its customers',
    });
  });

  it('is incomplete where requests that were due were not counted', () => {
    const customers = tens(0, 120).map((second) => served(second, us.region));
    expect(measure(own, goodEvidence(withUs(customers)))).toMatchObject({ value: 1, complete: false });
    expect(measure(own, goodEvidence(withUs([])))).toMatchObject({ value: 1, complete: false });
  });

  it('is not made incomplete by requests that failed: they were counted', () => {
    const customers = tens(0, 180).map((second) => (second < 90 ? served(second, us.region) : lost(second)));
    expect(measure(own, goodEvidence(withUs(customers)))).toMatchObject({ value: 1, complete: true });
  });

  it('is unmeasured where nobody was answered', () => {
    const finding = measure(
      check('answered-by-own-region', 'steady-state', 'failed'),
      goodEvidence(withUs([lost(10)])),
    );
    expect(finding).toEqual({
      kind: 'unmeasured',
      detail: 'us-east-1: none of 1 requests of its customers was answered',
    });
  });
});
