import type { CustomerBucket, Evidence } from '../../experiment/evidence';
import { measure } from '../../experiment/probes';
import type { CheckKind, HypothesisCheck, ProbeName, RegionGroup } from '../../schemas/hypothesis';
import { bucket, goodEvidence, lost, ORIGIN, served, span, tens } from './support/evidence';
import { eu, us } from './support/lab';

const check = (probe: ProbeName, kind: CheckKind, regions?: RegionGroup): HypothesisCheck => ({
  name: 'it holds',
  kind,
  probe,
  tolerance: '>= 0',
  ...(regions === undefined ? {} : { regions }),
});

const withUs = (customers: readonly CustomerBucket[]): Partial<Evidence> => ({
  customers: new Map(goodEvidence().customers).set(us.region, customers),
});

/** The US health check asks the host in Europe. */
const crossed: Partial<Evidence> = {
  healthChecks: new Map([
    [us.region, { target: { host: eu.host, path: '/api/health' }, lastReport: 'Success: 200' }],
  ]),
};

it.each<[ProbeName, CheckKind, RegionGroup | undefined]>([
  ['health-check-status', 'sustained', 'all'],
  ['customer-failure-rate', 'sustained', 'all'],
  ['answered-by-own-region', 'sustained', 'all'],
  ['seconds-to-detect', 'recovery', undefined],
  ['seconds-to-reroute', 'recovery', undefined],
  ['function-differences', 'restoration', undefined],
])('does not measure %s where the game day did not come so far', (probe, kind, regions) => {
  const windows = { 'steady-state': null, sustained: null, recovery: null, restoration: null };
  expect(measure(check(probe, kind, regions), goodEvidence({ windows }))).toEqual({
    kind: 'unmeasured',
    detail: 'the game day did not come so far',
  });
});

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
      "us: unhealthy; its health check asks https://example.us.mydomain.com/api/health, the region's own host; " +
        'last report: Failure: timed out; eu: healthy in all of 10 minutes',
    );
  });

  it('is unmeasured where CloudWatch is silent about one of the regions', () => {
    const health = new Map(goodEvidence().health).set(eu.region, []);
    expect(measure(check('health-check-status', 'steady-state', 'all'), goodEvidence({ health }))).toEqual({
      kind: 'unmeasured',
      detail: 'CloudWatch has no HealthCheckStatus of eu for this time',
    });
  });
});

describe('customer-failure-rate', () => {
  it('is the highest of the regions, with the outcomes of what failed', () => {
    const customers = new Map(goodEvidence().customers).set(us.region, [
      bucket(310, { [us.region]: 6 }, { status_5xx: 3, no_response: 1 }),
    ]);
    const finding = measure(check('customer-failure-rate', 'sustained', 'all'), goodEvidence({ customers }));
    expect(finding).toEqual({
      kind: 'measured',
      value: 0.4,
      detail: 'us: 4 of 10 requests failed (status_5xx 3, no_response 1); eu: 0 of 60 requests failed',
    });
  });

  it('of the other regions leaves the failed one out', () => {
    const finding = measure(check('customer-failure-rate', 'sustained', 'other'), goodEvidence());
    expect(finding).toEqual({ kind: 'measured', value: 0, detail: 'eu: 0 of 60 requests failed' });
  });

  it('is unmeasured where a region’s customers sent nothing: no request is no success', () => {
    const finding = measure(check('customer-failure-rate', 'sustained', 'all'), goodEvidence(withUs([])));
    expect(finding).toEqual({
      kind: 'unmeasured',
      detail: 'no requests of us customers were counted in this time',
    });
  });
});

describe('answered-by-own-region', () => {
  it('is the lowest share of the answers that came from the customers’ own region', () => {
    const customers = [bucket(10, { [us.region]: 3, [eu.region]: 1 })];
    const finding = measure(
      check('answered-by-own-region', 'steady-state', 'all'),
      goodEvidence(withUs(customers)),
    );
    expect(finding).toEqual({
      kind: 'measured',
      value: 0.75,
      detail:
        'us: answered 3 of 4 requests of its customers; eu: answered 18 of 18 requests of its customers',
    });
  });

  it('is unmeasured where nobody was answered', () => {
    const finding = measure(
      check('answered-by-own-region', 'steady-state', 'failed'),
      goodEvidence(withUs([lost(10)])),
    );
    expect(finding).toEqual({
      kind: 'unmeasured',
      detail: 'no request of us customers was answered in this time',
    });
  });
});

describe('seconds-to-detect', () => {
  const detect = check('seconds-to-detect', 'recovery');

  it('counts from the fault going live', () => {
    expect(measure(detect, goodEvidence())).toEqual({
      kind: 'measured',
      value: 40,
      detail: "Route 53's checkers gave us up 40 s after the fault went live",
    });
  });

  it('has nothing to detect where the fault hurt nobody', () => {
    const unharmed = [...goodEvidence().customers].map(([region, buckets]) => {
      const served = buckets.map((bucket) => ({
        ...bucket,
        outcomes: { status_2xx: 1, status_4xx: 0, status_5xx: 0, no_response: 0 },
      }));
      return [region, served] as const;
    });
    const finding = measure(detect, goodEvidence({ detectedAt: null, customers: new Map(unharmed) }));
    expect(finding).toMatchObject({ kind: 'unmeasured' });
    expect(finding.detail).toContain('there was nothing to detect');
  });

  it('says that it never was, while customers failed, and points at the health check’s wrong host', () => {
    const finding = measure(detect, goodEvidence({ ...crossed, detectedAt: null }));
    expect(finding).toEqual({
      kind: 'never',
      withinSeconds: 600,
      detail:
        'the health check of us stayed healthy for the 600 s of the fault, while 10 of 60 requests of us customers failed: ' +
        "its health check asks https://example.eu.mydomain.com/api/health, which is not the region's own host " +
        'example.us.mydomain.com: point it there',
    });
  });

  it('does not accuse a health check that asks the right host', () => {
    const { detail } = measure(detect, goodEvidence({ detectedAt: null }));
    expect(detail).toContain(
      "its health check asks https://example.us.mydomain.com/api/health, the region's own host",
    );
    expect(detail).not.toContain('point it there');
  });

  it('says so where it is not known what the health check asks', () => {
    const { detail } = measure(detect, goodEvidence({ detectedAt: null, healthChecks: new Map() }));
    expect(detail).toContain('what its health check asks is not known');
  });
});

describe('seconds-to-reroute', () => {
  const reroute = check('seconds-to-reroute', 'recovery');

  it('counts from the fault going live to the second after the last failure, and says who answered then', () => {
    expect(measure(reroute, goodEvidence())).toEqual({
      kind: 'measured',
      value: 91,
      detail: 'no request failed any more 91 s after the fault went live; then eu-west-1 answered 50',
    });
  });

  it('says that it never was, that the others answered no more than before, and points at the wrong host', () => {
    const customers = [
      ...tens(0, 300).map((second) => served(second, us.region)),
      ...tens(300, 900).map(lost),
    ];
    const finding = measure(reroute, goodEvidence({ ...crossed, ...withUs(customers) }));
    expect(finding).toEqual({
      kind: 'never',
      withinSeconds: 600,
      detail:
        'requests of us customers failed until the end of the fault; ' +
        'eu answered 6 requests a minute before the fault and 6 during it; ' +
        "its health check asks https://example.eu.mydomain.com/api/health, which is not the region's own host " +
        'example.us.mydomain.com: point it there',
    });
  });

  it.each([
    ['nobody asked', [], 'requests of us customers were not counted all through the fault'],
    [
      'nobody failed',
      tens(300, 900).map((second) => served(second, us.region)),
      'no request of us customers failed during the fault: there was nothing to reroute',
    ],
  ])('is unmeasured where %s', (_why, customers, detail) => {
    expect(measure(reroute, goodEvidence(withUs(customers)))).toEqual({ kind: 'unmeasured', detail });
  });
});

describe('function-differences', () => {
  const differ = check('function-differences', 'restoration');

  it.each<[Evidence['differences'], ReturnType<typeof measure>]>([
    [[], { kind: 'measured', value: 0, detail: 'the functions of us are as they were' }],
    [['hello: a', 'health: b'], { kind: 'measured', value: 2, detail: 'hello: a; health: b' }],
    [
      null,
      {
        kind: 'unmeasured',
        detail: 'the functions of us could not be compared with their snapshots',
      },
    ],
  ])('of %j is counted, and named', (differences, finding) => {
    expect(measure(differ, goodEvidence({ differences }))).toEqual(finding);
  });
});
