import type { Evidence } from '../../../../experiment/measure/evidence';
import { by, casesOf, customersOf, euFailing, moment, ofEu, ofUs } from '../../support/claims';
import { customersBut, diagnosisOf, findingsOf, stranded, tolerating } from '../../support/diagnosis';
import { bucket, goodEvidence, lost, served, span, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

describe('customers of another region who failed too', () => {
  const failing = (from: number, to: number) =>
    customersBut(
      eu.region,
      tens(0, 1320).map((second) =>
        second >= from && second < to ? lost(second) : served(second, eu.region),
      ),
    );

  it('point at what the regions share, where they failed before anybody came', () => {
    expect(diagnosisOf(failing(310, 500))).toEqual([
      {
        finding: 'eu-west-1 depends on something that failed with us-east-1',
        evidence:
          '19 of 60 requests of eu-west-1 customers failed, the first at 12:05:10, 10 s after the fault started; ' +
          'the first customers of us-east-1 came 1 min 30 s later',
        advice:
          'find out what eu-west-1 needs of us-east-1: a call, a database, a queue, an authoriser, a name',
      },
    ]);
  });

  it('do so too where nobody came', () => {
    const both = { customers: new Map(failing(310, 500).customers).set(us.region, stranded) };
    expect(diagnosisOf(both).find(({ finding }) => finding.includes('depends'))?.evidence).toMatch(
      /; no customers of us-east-1 were sent there$/,
    );
  });

  it('point at what their region can bear, where they failed when the others had come', () => {
    expect(diagnosisOf(failing(430, 700))).toEqual([
      {
        finding: 'eu-west-1 could not bear the customers of us-east-1 too',
        evidence:
          '27 of 60 requests of eu-west-1 customers failed, the first at 12:07:10, 30 s after eu-west-1 had answered the first customers of us-east-1; ' +
          'it answered 6 requests a minute before the fault, and 9 from then on',
        advice: expect.stringMatching(/^raise what bounds eu-west-1: the concurrency/) as unknown,
      },
    ]);
  });

  it('are not explained by customers whom it served before Route 53 gave their region up', () => {
    const shared = [
      ...tens(0, 400).map((second) => bucket(second, { [us.region]: 2, [eu.region]: 1 })),
      ...tens(400, 960).map(by(eu.region)),
      ...tens(960, 1320).map(by(us.region)),
    ];
    const customers = new Map(failing(310, 330).customers).set(us.region, shared);
    expect(findingsOf({ customers }).join()).not.toContain('could not bear');
  });

  it.each<[string, Partial<Evidence>]>([
    ['they failed before the fault already', failing(170, 500)],
    ['they failed long after its beginning, and nobody had come', { ...failing(380, 395), detectedAt: null }],
  ])('point nowhere where %s', (_why, changes) => {
    const findings = findingsOf({
      ...changes,
      windows: { ...goodEvidence().windows, 'steady-state': span(0, 180) },
    }).join();
    expect(findings).not.toContain('depends');
    expect(findings).not.toContain('could not bear');
  });
});

it.each(
  casesOf([
    {
      finding: 'eu-west-1 could not bear the customers of us-east-1 too',
      supported: euFailing(430, 700),
      refuted: {
        'it answered no more than before': customersOf(
          ofUs(
            tens(0, 300).map(by(us.region)),
            tens(300, 420).map(lost),
            [served(420, eu.region)],
            tens(430, 900).map(lost),
          ),
          euFailing(430, 700),
        ),
        'its customers failed before they came': euFailing(310, 700),
        'its customers failed before the fault': euFailing(170, 700),
        'nobody counted its customers before the fault': ofEu(
          tens(190, 430).map(by(eu.region)),
          tens(430, 700).map(lost),
          tens(700, 1320).map(by(eu.region)),
        ),
        'so few failed that the hypothesis tolerates it': {
          hypothesis: tolerating('customer-failure-rate', '<= 0.6'),
        },
      },
    },
    {
      finding: 'eu-west-1 depends on something that failed with us-east-1',
      supported: euFailing(310, 500),
      refuted: {
        'its customers failed before the fault': euFailing(170, 500),
        'its customers failed long after its beginning': { ...euFailing(380, 395), detectedAt: null },
        'it healed at once, while the fault went on': euFailing(310, 330),
        'nobody watched when the customers of the other region began to come': {
          detectedNotBefore: moment(320),
        },
      },
    },
  ]),
)('"%s" %s', (_finding, _where, evidence, found) => {
  expect(findingsOf(evidence)).toEqual(found);
});
