import type { Evidence } from '../../../../experiment/measure/evidence';
import type { CheckerReport } from '../../../../experiment/measure/health-observer';
import { casesOf, late, moment, ofUs, onlyHello } from '../../support/claims';
import {
  asks,
  at,
  customersBut,
  diagnosisOf,
  findingsOf,
  healthBut,
  healthCheckBut,
  minutes,
  unseen,
  tolerating,
} from '../../support/diagnosis';
import { goodEvidence, lost, ORIGIN, served, span, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

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

/** Reports of the checkers all through the fault, of which so many in ten are failures. */
const reports = (failing: number): readonly CheckerReport[] =>
  Array.from({ length: 600 }, (_, index) => ({ at: moment(300 + index), passed: index % 10 >= failing }));
const settings = { intervalSeconds: 10, failureThreshold: 3 };

it.each(
  casesOf([
    {
      finding: 'the health check of us-east-1 does not watch its own region',
      supported: { ...unseen, ...healthCheckBut(us.region, asks(eu.host)) },
      refuted: {
        'it asks the host of its own region': healthCheckBut(us.region, asks(us.host)),
        'nobody knows whose host it asks': healthCheckBut(us.region, asks('health.acme.io')),
        'it noticed': { detectedAt: moment(340) },
        'CloudWatch saw it unhealthy': { health: goodEvidence().health },
      },
    },
    {
      finding: 'the health check of us-east-1 does not notice that its customers fail',
      supported: unseen,
      refuted: {
        'it noticed': { detectedAt: moment(340) },
        'CloudWatch saw it unhealthy': { health: goodEvidence().health },
        'its region answered most of them': ofUs(
          tens(0, 1320).map((second) =>
            second >= 300 && second % 30 === 0 ? lost(second) : served(second, us.region),
          ),
        ),
        'its checkers met failures too': healthCheckBut(us.region, { reports: reports(3), settings }),
        'what it asks did not carry the fault': { record: onlyHello },
        'what it asks carried the fault for less than it takes': {
          record: { targetLiveAt: new Map([...at(300, ['lab-hello']), ...at(850, ['lab-health'])]) },
        },
        'nobody watched its checkers all the time, and CloudWatch lacks minutes': {
          isWatched: false,
          ...healthBut(us.region, minutes(9, 1)),
        },
      },
    },
    {
      finding: 'too few requests fail for the health check of us-east-1 to notice',
      supported: {
        ...unseen,
        ...healthCheckBut(us.region, { ...asks(us.host), reports: reports(3), settings }),
      },
      refuted: {
        'none of the reports was a failure': healthCheckBut(us.region, {
          ...asks(us.host),
          reports: reports(0),
        }),
        'all of them were': healthCheckBut(us.region, { ...asks(us.host), reports: reports(10) }),
        'nobody saw a report': healthCheckBut(us.region, asks(us.host)),
      },
    },
    {
      finding: 'the health check of us-east-1 notices the fault late',
      supported: { ...late, detectedAt: moment(430) },
      refuted: {
        'customers had been moved before': { detectedAt: moment(601) },
        'CloudWatch knows the minute only, and it may have been in time': { detectedNotBefore: moment(370) },
        'what it asks came to carry the fault late': {
          record: { targetLiveAt: new Map([...at(300, ['lab-hello']), ...at(400, ['lab-health'])]) },
          ...healthCheckBut(us.region, { ...asks(us.host), settings }),
        },
      },
    },
  ]),
)('"%s" %s', (_finding, _where, evidence, found) => {
  expect(findingsOf(evidence)).toEqual(found);
});
