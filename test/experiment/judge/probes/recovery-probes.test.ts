import { measure } from '../../../../experiment/judge/probes/probes';
import { goodEvidence, lost, served, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';
import { check, withUs } from './support';

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
