import { by, casesOf, ofUs } from '../../support/claims';
import {
  customersBut,
  diagnosisOf,
  findingsOf,
  healthBut,
  healthCheckBut,
  minutes,
} from '../../support/diagnosis';
import { goodEvidence, lost, served, span, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

const stillIll = healthBut(us.region, [...minutes(5, 1), ...minutes(18, 0)]);

it('functions that differ come first: nothing else can be expected to be well', () => {
  expect(
    diagnosisOf({ ...stillIll, differences: ['lab-hello: version 2 serves', 'lab-health: a layer is left'] }),
  ).toEqual([
    {
      finding: 'the functions of us-east-1 are not as they were before the experiment',
      evidence: 'lab-hello: version 2 serves; lab-health: a layer is left',
      advice: 'run npm run restore, and then terraform plan: it should find nothing to change',
    },
  ]);
});

describe('a health check that did not recover', () => {
  it('points at the region, where it had the time', () => {
    expect(diagnosisOf(stillIll)).toEqual([
      {
        finding: 'us-east-1 did not become healthy again after the fault',
        evidence:
          'its functions are as they were, but it was unhealthy in 2 of 2 whole minutes 5 min to 7 min after the fault was gone; ' +
          'recovering takes up to 90 s, by the same threshold as failing; last report: "Failure: timed out"',
        advice: 'see what https://example.us.mydomain.com/api/health answers now',
      },
    ]);
  });

  it('points at the time, where it had none', () => {
    const restoration = span(1020, 1140);
    const windows = { ...goodEvidence().windows, restoration };
    expect(diagnosisOf({ ...stillIll, windows })).toMatchObject([
      {
        finding: 'the health check of us-east-1 was not given time to recover',
        advice: 'watch for longer: raise recoveryMinutes of the hypothesis',
      },
    ]);
    const quick = healthCheckBut(us.region, { settings: { intervalSeconds: 10, failureThreshold: 3 } });
    expect(findingsOf({ ...stillIll, ...quick, windows })).toEqual([
      'us-east-1 did not become healthy again after the fault',
    ]);
  });

  it('had too little time, too, where it was healthy in the end', () => {
    const late = healthBut(us.region, [...minutes(5, 1), ...minutes(16, 0), 1, 1]);
    expect(findingsOf(late)).toEqual(['the health check of us-east-1 was not given time to recover']);
  });

  it('does not say that the functions are as they were where they could not be compared', () => {
    const [found] = diagnosisOf({ ...stillIll, differences: null });
    expect(found?.evidence).toMatch(
      /^whether its functions are as they were is not known, and it was unhealthy/,
    );
  });

  it('is not laid to the failed region where it is another’s', () => {
    expect(findingsOf(healthBut(eu.region, [...minutes(19, 1), ...minutes(4, 0)]))).toEqual([]);
  });
});

describe('customers who did not come back', () => {
  const away = [
    ...tens(0, 300).map(by(us.region)),
    ...tens(300, 395).map(lost),
    ...tens(400, 1270).map(by(eu.region)),
    ...tens(1270, 1310).map(by(us.region)),
    served(1310, eu.region),
  ];

  it('point at DNS answers, where the health check has recovered', () => {
    expect(diagnosisOf(customersBut(us.region, away))).toMatchObject([
      {
        finding: 'customers of us-east-1 had not come back to it',
        evidence:
          'its health check was healthy, but it answered 4 of the 12 requests of its customers that were answered 5 min to 7 min after the fault was gone',
      },
    ]);
  });

  it('came back late where the last of them had', () => {
    const late = [...away.slice(0, -1), served(1310, us.region)];
    expect(findingsOf(customersBut(us.region, late))).toEqual([
      'customers of us-east-1 came back to it late',
    ]);
  });

  it('do not where CloudWatch says nothing of the health check', () => {
    expect(
      findingsOf({ ...customersBut(us.region, away), ...healthBut(us.region, minutes(19, 1)) }).join(),
    ).not.toContain('come back');
  });
});

const away = ofUs(
  tens(0, 300).map(by(us.region)),
  tens(300, 395).map(lost),
  tens(400, 1320).map(by(eu.region)),
);

it.each(
  casesOf([
    {
      finding: 'us-east-1 did not become healthy again after the fault',
      supported: stillIll,
      refuted: {
        'it was healthy in the last minute': healthBut(us.region, [
          ...minutes(5, 1),
          ...minutes(16, 0),
          1,
          1,
        ]),
        'it was not watched for as long as it takes': {
          windows: { ...goodEvidence().windows, restoration: span(1020, 1140) },
        },
      },
    },
    {
      finding: 'customers of us-east-1 had not come back to it',
      supported: away,
      refuted: {
        'the last of them had': ofUs(
          tens(0, 300).map(by(us.region)),
          tens(300, 395).map(lost),
          tens(400, 1280).map(by(eu.region)),
          tens(1280, 1320).map(by(us.region)),
        ),
        'its health check was unhealthy still': stillIll,
      },
    },
  ]),
)('"%s" %s', (_finding, _where, evidence, found) => {
  expect(findingsOf(evidence)).toEqual(found);
});
