import {
  by,
  casesOf,
  customersOf,
  euFailing,
  isHealthy,
  late,
  moment,
  ofUs,
  withOwn,
} from '../../support/claims';
import {
  customersBut,
  diagnosisOf,
  findingsOf,
  healthBut,
  healthCheckBut,
  minutes,
  stranded,
  tolerating,
} from '../../support/diagnosis';
import { lost, ORIGIN, served, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

describe('customers who were not rerouted', () => {
  it('were not sent anywhere, where no other region answered them', () => {
    expect(diagnosisOf(customersBut(us.region, stranded))).toEqual([
      {
        finding: 'Route 53 marked us-east-1 unhealthy, and yet its customers were not sent to another region',
        evidence:
          "Route 53's checkers marked us-east-1 unhealthy at 12:05:40; in the 9 min 20 s until the end of the fault, 56 of 56 requests of its customers failed, " +
          'and no other region answered any',
        advice: expect.stringContaining('names its health check (health_check_id)') as unknown,
      },
    ]);
  });

  it('had nowhere to go, where all other regions were unhealthy too', () => {
    const ill = healthBut(eu.region, [...minutes(7, 1), ...minutes(8, 0), ...minutes(8, 1)]);
    const [found] = diagnosisOf({ ...customersBut(us.region, stranded), ...ill });
    expect(found?.finding).toBe('no healthy region was left to take the customers of us-east-1');
    expect(found?.evidence).toContain('eu-west-1 was unhealthy in 8 of 9 minutes of that time');
    expect(found?.advice).toContain('as if all were');
  });

  it('were sent back, where the health check turned healthy again while the fault lasted', () => {
    const again = healthBut(us.region, [...minutes(7, 1), 0, 0, 1, 1, ...minutes(4, 0), ...minutes(8, 1)]);
    const [found, ...others] = diagnosisOf({ ...customersBut(us.region, stranded), ...again });
    expect(found?.finding).toBe('the health check of us-east-1 turned healthy again while the fault lasted');
    expect(found?.evidence).toContain('by CloudWatch it was healthy in 3 of 9 whole minutes of that time');
    expect(others).toEqual([]);
  });

  it('were sent back, where only a part of what the health check asks fails', () => {
    const reports = tens(340, 900).map((second) => ({ at: moment(second), passed: second % 30 === 0 }));
    const [found, ...others] = diagnosisOf({
      ...customersBut(us.region, stranded),
      ...healthCheckBut(us.region, { reports }),
    });
    expect(found?.finding).toBe(
      'only a part of what the health check of us-east-1 asks fails, so that it does not stay unhealthy',
    );
    expect(found?.evidence).toContain('; 38 of 56 reports of its checkers in that time were failures');
    expect(found?.advice).toContain('raise its failure threshold');
    expect(others).toEqual([]);
  });

  it('stayed in part, where another region answered some', () => {
    const some = stranded.map((one) =>
      one.at >= moment(420) && one.at < moment(900) && one.at % 20_000 === 0
        ? served((one.at - ORIGIN) / 1000, eu.region)
        : one,
    );
    const [found] = diagnosisOf(customersBut(us.region, some));
    expect(found?.finding).toBe(
      'some customers of us-east-1 stayed with it after Route 53 had marked it unhealthy',
    );
    expect(found?.evidence).toContain(
      '32 of 56 requests of its customers failed, and other regions answered 24',
    );
  });

  it('are not wondered at where the fault ended before DNS could follow, or nothing was detected', () => {
    const customers = customersBut(us.region, stranded);
    expect(findingsOf({ ...customers, detectedAt: moment(811) }).join()).not.toContain('not sent');
    expect(findingsOf({ ...customers, detectedAt: null }).join()).not.toContain('not sent');
    expect(findingsOf({ ...customers, detectedAt: moment(810) }).join()).toContain('not sent');
  });
});

describe('customers who were rerouted late', () => {
  const late = customersBut(us.region, [
    ...tens(0, 300).map(by(us.region)),
    ...tens(300, 600).map(lost),
    ...tens(600, 960).map(by(eu.region)),
    ...tens(960, 1320).map(by(us.region)),
  ]);

  it('point at DNS answers that are kept, where Route 53 was in time', () => {
    expect(diagnosisOf(late)).toEqual([
      {
        finding: 'customers of us-east-1 stayed with it long after Route 53 had marked it unhealthy',
        evidence:
          "Route 53's checkers marked us-east-1 unhealthy 40 s after the fault started, and the last request failed 4 min 11 s later; a DNS answer is kept for 60 s",
        advice: expect.stringContaining('keeps DNS answers longer') as unknown,
      },
    ]);
  });

  it('do not where Route 53 was not', () => {
    expect(findingsOf({ ...late, detectedAt: moment(510) })).toEqual([
      'the health check of us-east-1 notices the fault late',
    ]);
  });
});

it.each(
  casesOf([
    {
      finding: 'no healthy region was left to take the customers of us-east-1',
      supported: {
        ...ofUs(stranded),
        ...healthBut(eu.region, [...minutes(7, 1), ...minutes(8, 0), ...minutes(8, 1)]),
      },
      refuted: {
        'the other was healthy for minutes': healthBut(eu.region, [
          ...minutes(7, 1),
          ...minutes(4, 0),
          ...minutes(12, 1),
        ]),
        'CloudWatch does not know': healthBut(eu.region, minutes(7, 1)),
        'by CloudWatch the region itself was healthy': isHealthy,
        'none of its customers failed': withOwn,
      },
    },
    {
      finding: 'Route 53 marked us-east-1 unhealthy, and yet its customers were not sent to another region',
      supported: ofUs(stranded),
      refuted: {
        'another region answered some': ofUs(
          stranded.map((one) => (one.at === moment(700) ? served(700, eu.region) : one)),
        ),
        'the other region failed its own customers too, and so may have failed these': customersOf(
          ofUs(stranded),
          euFailing(500, 800),
        ),
        'by CloudWatch the region was healthy': isHealthy,
        'none of their requests were counted': ofUs(
          stranded.filter((one) => one.at < moment(340) || one.at >= moment(900)),
        ),
        'DNS had no time to follow': { detectedAt: moment(850) },
      },
    },
    {
      finding: 'some customers of us-east-1 stayed with it after Route 53 had marked it unhealthy',
      supported: ofUs(
        stranded.map((one, index) =>
          index >= 40 && index % 2 === 0 ? { ...one, ...served(0, eu.region), at: one.at } : one,
        ),
      ),
      refuted: {
        'others answered them, and failed their own customers too': {
          ...customersOf(
            ofUs(
              stranded.map((one, index) =>
                index >= 40 && index % 2 === 0 ? { ...one, ...served(0, eu.region), at: one.at } : one,
              ),
            ),
            euFailing(500, 800),
          ),
        },
        'no other region answered any': ofUs(stranded),
      },
    },
    {
      finding: 'customers of us-east-1 stayed with it long after Route 53 had marked it unhealthy',
      supported: late,
      refuted: {
        'another region answered all but one of them': ofUs(
          tens(0, 300).map(by(us.region)),
          tens(300, 400).map(lost),
          tens(400, 600).map(by(eu.region)),
          [lost(600)],
          tens(610, 960).map(by(eu.region)),
          tens(960, 1320).map(by(us.region)),
        ),
        'they were moved in the time that DNS takes': { detectedAt: moment(510) },
        'the hypothesis allows for it': { hypothesis: tolerating('seconds-to-reroute', '<= 400') },
      },
    },
  ]),
)('"%s" %s', (_finding, _where, evidence, found) => {
  expect(findingsOf(evidence)).toEqual(found);
});
