import { unknownBefore } from '../../../../experiment/fault/snapshot';
import { UnreadableVariablesError } from '../../../../experiment/fault/variables-of';
import type { CustomerBucket, Evidence } from '../../../../experiment/measure/evidence';
import { measure } from '../../../../experiment/judge/probes/probes';
import type { HypothesisCheck, RegionGroup } from '../../../../validation/hypothesis/hypothesis';
import type { ProbeName } from '../../../../validation/hypothesis/probes';
import type { CheckKind } from '../../../../validation/hypothesis/check-kinds';
import { bucket, goodEvidence, lost, ORIGIN, served, span, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

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
])('does not measure %s where there is no span of time to look at', (probe, kind, regions) => {
  const windows = { 'steady-state': null, sustained: null, recovery: null, restoration: null };
  expect(measure(check(probe, kind, regions), goodEvidence({ windows }))).toEqual({
    kind: 'unmeasured',
    detail:
      kind === 'restoration'
        ? 'the game day did not come so far'
        : 'the fault was not seen to start and to end',
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

describe('seconds-to-detect', () => {
  const detect = check('seconds-to-detect', 'recovery');

  it('counts from the start of the fault', () => {
    expect(measure(detect, goodEvidence())).toEqual({
      kind: 'measured',
      value: 40,
      complete: true,
      detail: "Route 53's checkers marked us-east-1 unhealthy 40 s after the fault started",
    });
  });

  it('cannot be told where the fault hurt nobody', () => {
    const unharmed = [...goodEvidence().customers].map(([region, buckets]) => {
      const served = buckets.map((bucket) => ({
        ...bucket,
        outcomes: { status_2xx: 1, status_4xx: 0, status_5xx: 0, no_response: 0 },
      }));
      return [region, served] as const;
    });
    const finding = measure(detect, goodEvidence({ detectedAt: null, customers: new Map(unharmed) }));
    expect(finding).toMatchObject({ kind: 'unmeasured' });
    expect(finding.detail).toBe(
      'no request of us-east-1 customers failed during the fault: whether its health check would notice a failure cannot be told',
    );
  });

  it('does not say that none failed where requests were not counted', () => {
    const customers = [...tens(300, 500), ...tens(700, 900)].map((second) => served(second, us.region));
    expect(measure(detect, goodEvidence({ ...withUs(customers), detectedAt: null }))).toEqual({
      kind: 'unmeasured',
      detail:
        'no request of us-east-1 customers failed during the fault, but none were counted in 3 of 10 minutes',
    });
  });

  it('says that no requests were counted where there were none', () => {
    const finding = measure(detect, goodEvidence({ ...withUs([]), detectedAt: null }));
    expect(finding.kind).toBe('never');
    expect(finding.detail).toContain('no requests of us-east-1 customers were counted in that time');
  });

  it('says where it is not known what the health check asks', () => {
    const { detail } = measure(detect, goodEvidence({ detectedAt: null, healthChecks: new Map() }));
    expect(detail).toContain('; what its health check asks is not known');
  });

  it('says that it never was, while customers failed', () => {
    const finding = measure(detect, goodEvidence({ detectedAt: null }));
    expect(finding).toEqual({
      kind: 'never',
      withinSeconds: 600,
      detail:
        'the health check of us-east-1 stayed healthy for the 10 min of the fault; 10 of 60 requests of us-east-1 customers failed in that time',
    });
  });
});

describe('seconds-to-reroute', () => {
  const reroute = check('seconds-to-reroute', 'recovery');

  it('counts from the start of the fault to the second after the last failure, and says who answered then', () => {
    expect(measure(reroute, goodEvidence())).toEqual({
      kind: 'measured',
      value: 91,
      complete: true,
      detail:
        'no request of us-east-1 customers failed any more 1 min 31 s after the fault started; then eu-west-1 answered 50 requests',
    });
  });

  it('says that it never was, and that the others answered no more than before', () => {
    const customers = [
      ...tens(0, 300).map((second) => served(second, us.region)),
      ...tens(300, 900).map(lost),
    ];
    const finding = measure(reroute, goodEvidence(withUs(customers)));
    expect(finding).toEqual({
      kind: 'never',
      withinSeconds: 600,
      detail:
        'requests of us-east-1 customers failed until the end of the fault; ' +
        'eu-west-1 answered 6 requests a minute before the fault and 6 during it',
    });
  });

  it.each([
    ['nobody asked', [], 'requests of us-east-1 customers were not counted all through the fault'],
    [
      'nobody failed',
      tens(300, 900).map((second) => served(second, us.region)),
      'no request of us-east-1 customers failed during the fault: whether they would have been rerouted cannot be told',
    ],
    [
      'nobody failed of those who were counted',
      tens(300, 700).map((second) => served(second, us.region)),
      'no request of us-east-1 customers failed during the fault, but none were counted in 3 of 10 minutes',
    ],
  ])('is unmeasured where %s', (_why, customers, detail) => {
    expect(measure(reroute, goodEvidence({ ...withUs(customers), detectedAt: null }))).toEqual({
      kind: 'unmeasured',
      detail,
    });
  });

  it('counts to the second after the last answer of their own region where none failed: the fault made it slow', () => {
    const customers = [
      ...tens(300, 400).map((second) => served(second, us.region)),
      ...tens(400, 900).map((second) => served(second, eu.region)),
    ];
    expect(measure(reroute, goodEvidence(withUs(customers)))).toEqual({
      kind: 'measured',
      value: 91,
      complete: true,
      detail:
        'no request of us-east-1 customers was answered by it any more 1 min 31 s after the fault started; then eu-west-1 answered 50 requests',
    });
  });

  it('was never where Route 53 held the region for unhealthy, and it went on answering its customers', () => {
    const customers = tens(300, 900).map((second) => served(second, us.region));
    expect(measure(reroute, goodEvidence(withUs(customers)))).toEqual({
      kind: 'never',
      withinSeconds: 600,
      detail:
        "us-east-1 answered 60 of 60 requests of its customers until the end of the fault, although Route 53's checkers had marked it unhealthy; " +
        'none failed',
    });
  });

  it('was never where some failed, and their region went on answering the others', () => {
    const customers = tens(300, 900).map((second) =>
      second < 500 && second % 30 === 0 ? lost(second) : served(second, us.region),
    );
    const finding = measure(reroute, goodEvidence(withUs(customers)));
    expect(finding).toMatchObject({ kind: 'never', withinSeconds: 600 });
    expect(finding.detail).toMatch(
      /^customers of us-east-1 were with it until the end of the fault: 7 of 60 requests of us-east-1 customers failed, and us-east-1 answered 53;/,
    );
    const late = [...customers.slice(0, -2), lost(880), lost(890)];
    expect(measure(reroute, goodEvidence(withUs(late))).detail).toMatch(
      /^requests of us-east-1 customers failed until the end of the fault: 9 of 60 requests/,
    );
  });

  it('is none where they were with another region all the time', () => {
    const customers = tens(300, 900).map((second) => served(second, eu.region));
    expect(measure(reroute, goodEvidence(withUs(customers)))).toMatchObject({ kind: 'unmeasured' });
  });
});

describe('seconds-to-reroute, where requests were not counted', () => {
  const reroute = check('seconds-to-reroute', 'recovery');
  const failing = tens(300, 400).map(lost);

  it.each([
    [
      'for some time after the last failure',
      [...tens(400, 500), ...tens(620, 900)],
      'but from then on none were counted in 2 of 8 minutes',
    ],
    ['any more after it', [], 'and none were counted from then on'],
  ])('%s, is the least that it can have been', (_why, later, detail) => {
    const customers = [...failing, ...later.map((second) => served(second, eu.region))];
    expect(measure(reroute, goodEvidence(withUs(customers)))).toEqual({
      kind: 'measured',
      value: 91,
      complete: false,
      detail: `the last request of us-east-1 customers that failed was counted 1 min 31 s after the fault started, ${detail}`,
    });
  });
});

describe('function-differences', () => {
  const differ = check('function-differences', 'restoration');
  const { message: unreadable } = new UnreadableVariablesError({ FunctionName: 'health', Version: '2' });

  it.each<[Evidence['differences'], ReturnType<typeof measure>]>([
    [
      [],
      { kind: 'measured', value: 0, complete: true, detail: 'the functions of us-east-1 are as they were' },
    ],
    [
      ['hello: a', 'health: b'],
      { kind: 'measured', value: 2, complete: true, detail: 'hello: a; health: b' },
    ],
    [
      null,
      {
        kind: 'unmeasured',
        detail: 'the functions of us-east-1 could not be compared with their snapshots',
      },
    ],
    [
      [unknownBefore('hello'), unreadable],
      { kind: 'unmeasured', detail: `hello: what it was like before is not known; ${unreadable}` },
    ],
    [
      [unknownBefore('hello'), 'health: b'],
      {
        kind: 'measured',
        value: 1,
        complete: true,
        detail: 'hello: what it was like before is not known; health: b',
      },
    ],
  ])('of %j is counted, and named', (differences, finding) => {
    expect(measure(differ, goodEvidence({ differences }))).toEqual(finding);
  });

  it('are known where the game day did not come so far that a span of time is looked at', () => {
    const evidence = goodEvidence({ differences: ['hello: a'] });
    const cutShort = { ...evidence, windows: { ...evidence.windows, restoration: null } };
    expect(measure(differ, cutShort)).toMatchObject({ kind: 'measured', value: 1 });
    expect(measure(differ, { ...cutShort, differences: [] })).toMatchObject({ kind: 'unmeasured' });
  });
});
