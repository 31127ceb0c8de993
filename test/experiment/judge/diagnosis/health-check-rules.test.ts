import type { Evidence } from '../../../../experiment/measure/evidence';
import {
  asks,
  customersBut,
  diagnosisOf,
  findingsOf,
  healthBut,
  healthCheckBut,
  minutes,
  stranded,
  tolerating,
} from '../../support/diagnosis';
import { goodEvidence, lost, ORIGIN, served, span, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

/** The customers of us-east-1 fail all through the fault, and its health check stays healthy. */
const unseen: Partial<Evidence> = {
  ...customersBut(us.region, stranded),
  ...healthBut(us.region, minutes(23, 1)),
  detectedAt: null,
};

describe('a health check that did not see its region fail', () => {
  it('does not watch its own region where it asks the host of another', () => {
    expect(diagnosisOf({ ...unseen, ...healthCheckBut(us.region, asks(eu.host)) })).toEqual([
      {
        finding: 'the health check of us-east-1 does not watch its own region',
        evidence:
          '60 of 60 requests of us-east-1 customers failed in the 10 min of the fault, and the health check stayed healthy: ' +
          'it asks https://example.eu.mydomain.com/api/health, the host of eu-west-1',
        advice:
          'let it ask example.us.mydomain.com: in lab.config.json, remove or correct healthCheckHost of us-east-1; then deploy, and repeat the game day',
      },
    ]);
  });

  it('does not watch its own region, also where CloudWatch does not say how it was', () => {
    const evidence = { ...unseen, ...healthCheckBut(us.region, asks(eu.host)), ...healthBut(us.region, []) };
    const own = diagnosisOf(evidence).filter(({ finding }) =>
      finding.includes('does not watch its own region'),
    );
    expect(own.map(({ evidence: seen }) => seen)).toEqual([
      '60 of 60 requests of us-east-1 customers failed in the 10 min of the fault, and CloudWatch lacks the status of the health check: ' +
        'it asks https://example.eu.mydomain.com/api/health, the host of eu-west-1',
    ]);
  });

  it('is not accused where no whole minute lies within the fault, and so none could be healthy', () => {
    const windows = { ...goodEvidence().windows, recovery: span(305, 355) };
    const quick = { intervalSeconds: 10, failureThreshold: 1 };
    const evidence = { ...unseen, windows, ...healthCheckBut(us.region, { settings: quick }) };
    expect(findingsOf(evidence).join()).not.toContain('does not notice');
  });

  it('nor where it asks a host that is no region’s own', () => {
    const [found] = diagnosisOf({ ...unseen, ...healthCheckBut(us.region, asks('example.mydomain.com')) });
    expect(found?.finding).toBe("the health check of us-east-1 does not ask its own region's host");
    expect(found?.evidence).toContain(
      "https://example.mydomain.com/api/health, which is no region's own host; " +
        'the lab has example.us.mydomain.com and example.eu.mydomain.com',
    );
  });

  it('does not notice what its customers do, where it asks the right host', () => {
    const [found, ...others] = diagnosisOf(unseen);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      finding: 'the health check of us-east-1 does not notice that its customers fail',
      evidence: expect.stringContaining(
        `the region's own host; last report: "Failure: timed out"`,
      ) as unknown,
    });
  });

  it('is not accused where the fault was shorter than what it takes, unless it asks elsewhere', () => {
    const windows = { ...goodEvidence().windows, recovery: span(300, 390) };
    const own = 'the health check of us-east-1 does not watch its own region';
    expect(findingsOf({ ...unseen, windows })).toEqual([]);
    expect(findingsOf({ ...unseen, ...healthCheckBut(us.region, asks(eu.host)), windows })).toEqual([own]);
    const quick = healthCheckBut(us.region, { settings: { intervalSeconds: 10, failureThreshold: 3 } });
    expect(findingsOf({ ...unseen, ...quick, windows })).toEqual([
      'the health check of us-east-1 does not notice that its customers fail',
    ]);
  });

  it.each<[string, Partial<Evidence>]>([
    [
      'none of its customers failed',
      customersBut(
        us.region,
        tens(0, 1320).map((at) => served(at, 'elsewhere')),
      ),
    ],
    ["its checkers marked it unhealthy, between CloudWatch's minutes", { detectedAt: ORIGIN + 400_000 }],
    ['CloudWatch saw it unhealthy', { health: goodEvidence().health }],
    [
      'CloudWatch says nothing of it',
      { health: new Map([[eu.region, goodEvidence().health.get(eu.region) ?? []]]) },
    ],
    ['it is not known what it asks', { healthChecks: new Map() }],
    ['it asks an address, not a name', healthCheckBut(us.region, asks(''))],
  ])('is not accused where %s', (_why, changes) => {
    const findings = findingsOf({ ...unseen, ...changes }).join();
    expect(findings).not.toContain('does not watch');
    expect(findings).not.toContain('does not notice');
  });
});

describe('a health check that saw it late', () => {
  const late = {
    detectedAt: ORIGIN + 425_000,
    ...customersBut(us.region, [
      ...tens(0, 300).map((second) => served(second, us.region)),
      ...tens(300, 480).map(lost),
      ...tens(480, 960).map((second) => served(second, eu.region)),
      ...tens(960, 1320).map((second) => served(second, us.region)),
    ]),
  };
  const at = (intervalSeconds: number, failureThreshold = 3) =>
    healthCheckBut(us.region, { settings: { intervalSeconds, failureThreshold } });

  it('is told what its settings take', () => {
    const found = diagnosisOf({ ...late, ...at(30, 4) });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      finding: 'the health check of us-east-1 notices the fault late',
      evidence:
        "Route 53's checkers marked us-east-1 unhealthy 2 min 5 s after the fault started; " +
        'it asks every 30 s and takes up to 4 failures × (30 s + 2 s without an answer) = 128 s',
      advice: expect.stringMatching(/^let it ask every 10 s/) as unknown,
    });
  });

  it('is told what the usual settings take, where its own are not known', () => {
    expect(diagnosisOf(late)[0]?.evidence).toContain(
      'a check that asks every 30 s takes up to 3 failures × (30 s + 2 s without an answer) = 96 s, ' +
        'one that asks every 10 s up to 3 failures × (10 s + 2 s without an answer) = 36 s',
    );
  });

  it('is looked into where its settings do not account for the time', () => {
    expect(diagnosisOf({ ...late, ...at(10) })[0]?.advice).toBe(
      'its settings do not account for 89 s of that: see when https://example.us.mydomain.com/api/health began to fail',
    );
  });

  it.each([
    [50, true],
    [45, false],
  ])(
    'is also told where it was in time, and yet most of a rerouting that was not: %i s of 91',
    (seconds, told) => {
      const findings = findingsOf({
        detectedAt: ORIGIN + 300_000 + seconds * 1000,
        hypothesis: tolerating('seconds-to-reroute', '<= 90'),
      });
      expect(findings).toEqual(told ? ['the health check of us-east-1 notices the fault late'] : []);
    },
  );

  it('is not told where it was in time', () => {
    expect(findingsOf({ differences: ['a layer is left'], ...at(10) }).join()).not.toContain('late');
  });
});

describe('a health check that fails without any fault', () => {
  const record = { ending: 'aborted', startedAt: null } as const;

  it('is named with what it asks and the last report', () => {
    const changes = {
      ...healthBut(us.region, [1, 0, 0]),
      ...healthCheckBut(us.region, { lastReport: 'Failure: HTTP Status Code 403.' }),
    };
    expect(diagnosisOf({ ...changes, record })[0]).toEqual({
      finding: 'the health check of us-east-1 fails without any fault',
      evidence:
        'it was unhealthy in 2 of the 3 whole minutes before the fault; it asks https://example.us.mydomain.com/api/health; ' +
        'last report: "Failure: HTTP Status Code 403."',
      advice:
        'see what https://example.us.mydomain.com/api/health answers: it has to be a status from 200 to 399, within 2 s',
    });
  });

  it('is not looked for where it was healthy before the fault', () => {
    expect(findingsOf({ ...unseen }).join()).not.toContain('without any fault');
  });
});

describe('the health check of another region that failed too', () => {
  const ill = healthBut(eu.region, [...minutes(7, 1), ...minutes(4, 0), ...minutes(12, 1)]);

  it('points at what the regions share', () => {
    expect(diagnosisOf(ill)).toEqual([
      {
        finding: 'eu-west-1 became unhealthy together with us-east-1',
        evidence:
          'it was unhealthy in 4 of 10 minutes of the fault, the first at 12:07:00; ' +
          'it asks https://example.eu.mydomain.com/api/health, the region\'s own host; last report: "Success: 200"',
        advice:
          'see what answers https://example.eu.mydomain.com/api/health: it needs something of us-east-1, or it could not bear the customers of both regions',
      },
    ]);
  });

  it('points at its host where it asks the failed region', () => {
    const [found] = diagnosisOf({ ...ill, ...healthCheckBut(eu.region, asks(us.host)) });
    expect(found?.finding).toBe('the health check of eu-west-1 does not watch its own region');
    expect(found?.evidence).toMatch(
      /asks https:\/\/example\.us\.mydomain\.com\/api\/health, the host of us-east-1$/,
    );
  });

  it('is not looked for where it stayed healthy', () => {
    expect(findingsOf(unseen).join()).not.toContain('together');
  });
});
