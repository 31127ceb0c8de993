import type { Evidence } from '../../../../experiment/measure/evidence';
import {
  customersBut,
  diagnosisOf,
  findingsOf,
  healthBut,
  healthCheckBut,
  minutes,
  stranded,
} from '../../support/diagnosis';
import { bucket, faultBut, goodEvidence, lost, ORIGIN, served, span, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

const at = (second: number) => ORIGIN + second * 1000;
const by = (region: string) => (second: number) => served(second, region);

describe('customers who are served elsewhere even without a fault', () => {
  it('are named, with the region that serves them', () => {
    const customers = [...tens(0, 40).map(by(us.region)), ...tens(40, 1320).map(by(eu.region))];
    const [found] = diagnosisOf({ ...customersBut(us.region, customers), record: { ending: 'aborted' } });
    expect(found).toEqual({
      finding: 'customers of us-east-1 are served by eu-west-1 even without a fault',
      evidence:
        'before the fault, eu-west-1 answered 14 of the 18 requests of us-east-1 customers that were answered',
      advice:
        'see that the shared name has a latency record for us-east-1, and that it is the nearest region of its customers',
    });
  });

  it('are where they belong while their own region is unhealthy', () => {
    const changes = {
      ...customersBut(us.region, tens(0, 1320).map(by(eu.region))),
      ...healthBut(us.region, [0, 0, 0]),
    };
    expect(findingsOf({ ...changes, record: { ending: 'aborted' } }).join()).not.toContain('served by');
  });

  it('are not seen in a few answers of another region', () => {
    const customers = [...tens(0, 90).map(by(us.region)), ...tens(90, 1320).map(by(eu.region))];
    expect(findingsOf(customersBut(us.region, customers)).join()).not.toContain('served by');
  });
});

describe('a fault that hurt nobody', () => {
  const unharmed = customersBut(us.region, tens(0, 1320).map(by(us.region)));

  it('did not meet the requests, where the function that they go to cannot have survived it', () => {
    expect(diagnosisOf({ ...unharmed, detectedAt: null })).toEqual([
      {
        finding: 'requests of us-east-1 customers did not meet the fault',
        evidence:
          'lab-hello carried 60 s of latency for 9 min 55 s, and times out after 10 s; in that time us-east-1 answered 60 of 60 requests of its customers, ' +
          'and none failed; its health check stayed healthy',
        advice:
          'see that the API calls lab-hello, and through the alias live; and that the extension holds invocations back: it says so in the log of the function',
      },
    ]);
    expect(diagnosisOf({ ...unharmed, detectedAt: at(340) })[0]?.evidence).toMatch(
      /its health check turned unhealthy 40 s after the fault started$/,
    );
  });

  it('did not meet them either where it strikes most invocations, and none of many was struck', () => {
    const fault = faultBut({ probability: 0.9 });
    expect(findingsOf({ ...unharmed, detectedAt: null, fault })).toEqual([
      'requests of us-east-1 customers did not meet the fault',
    ]);
  });
});

describe('a fault that makes a region slow', () => {
  const fault = faultBut({ latencySeconds: 3 });
  const moved = customersBut(us.region, [
    ...tens(0, 400).map(by(us.region)),
    ...tens(400, 960).map(by(eu.region)),
    ...tens(960, 1320).map(by(us.region)),
  ]);

  it('is named, also where Route 53 saw it and the hypothesis held', () => {
    expect(diagnosisOf({ ...moved, fault })).toEqual([
      {
        finding: 'slow, not failing: 3 s of latency is less than the 10 s after which lab-hello times out',
        evidence:
          'none of 60 requests of us-east-1 customers failed in the 10 min of the fault: us-east-1 answered 10 of them, and other regions 50; ' +
          'its health check turned unhealthy 40 s after the fault started',
        advice:
          'how slow these answers were is not measured; to see us-east-1 fail, hold requests back for 10 s or more (fault.latencySeconds of lab.config.json)',
      },
    ]);
  });

  it('is named where nobody noticed, with what the checkers wait for', () => {
    const unharmed = customersBut(us.region, tens(0, 1320).map(by(us.region)));
    const [found, ...others] = diagnosisOf({
      ...unharmed,
      detectedAt: null,
      fault: faultBut({ latencySeconds: 1 }),
    });
    expect(found?.finding).toBe(
      'slow, not failing: 1 s of latency is less than the 10 s after which lab-hello times out',
    );
    expect(found?.evidence).toMatch(
      /; its health check, whose checkers wait 2 s for an answer, stayed healthy$/,
    );
    expect(others).toEqual([]);
  });
});

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
    const reports = tens(340, 900).map((second) => ({ at: at(second), passed: second % 30 === 0 }));
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
      one.at >= at(420) && one.at < at(900) && one.at % 20_000 === 0
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
    expect(findingsOf({ ...customers, detectedAt: at(811) }).join()).not.toContain('not sent');
    expect(findingsOf({ ...customers, detectedAt: null }).join()).not.toContain('not sent');
    expect(findingsOf({ ...customers, detectedAt: at(810) }).join()).toContain('not sent');
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
    expect(findingsOf({ ...late, detectedAt: at(510) })).toEqual([
      'the health check of us-east-1 notices the fault late',
    ]);
  });
});

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
