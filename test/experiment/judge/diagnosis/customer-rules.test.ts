import { aborted, by, casesOf, moment, ofUs, withOwn } from '../../support/claims';
import { at, customersBut, diagnosisOf, findingsOf, healthBut } from '../../support/diagnosis';
import { faultBut, lost, served, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

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
    expect(diagnosisOf({ ...unharmed, detectedAt: moment(340) })[0]?.evidence).toMatch(
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

it.each(
  casesOf([
    {
      finding: 'customers of us-east-1 are served by eu-west-1 even without a fault',
      supported: { ...ofUs(tens(0, 1320).map(by(eu.region))), record: aborted },
      refuted: {
        'their own region was unhealthy': healthBut(us.region, [0, 0, 0]),
        'as many were answered by their own region': ofUs(
          tens(0, 90).map(by(eu.region)),
          tens(90, 180).map(by(us.region)),
        ),
        'most of their requests failed': ofUs(tens(0, 40).map(by(eu.region)), tens(40, 180).map(lost)),
      },
    },
    {
      finding: 'slow, not failing: 3 s of latency is less than the 10 s after which lab-hello times out',
      supported: { ...withOwn, detectedAt: null, fault: faultBut({ latencySeconds: 3 }) },
      refuted: {
        'the latency is longer than the time-out': { fault: faultBut() },
        'somebody failed': ofUs(
          tens(0, 1320).map((second) => (second === 500 ? lost(second) : served(second, us.region))),
        ),
        'nobody was with the region': ofUs(tens(0, 1320).map(by(eu.region))),
        'requests were not counted': ofUs(
          tens(0, 500).map(by(us.region)),
          tens(700, 1320).map(by(us.region)),
        ),
        'the function that customers call did not carry it': {
          record: { targetLiveAt: at(300, ['lab-health']), targetGoneAt: at(900, ['lab-health']) },
        },
        'it strikes no invocation': { fault: faultBut({ latencySeconds: 3, probability: 0 }) },
        'the time-out is not known': { fault: faultBut({ latencySeconds: 3, timeoutSeconds: null }) },
      },
    },
    {
      finding: 'requests of us-east-1 customers did not meet the fault',
      supported: { ...withOwn, detectedAt: null },
      refuted: {
        'the latency is shorter than the time-out: they may well have been answered': {
          fault: faultBut({ latencySeconds: 3 }),
        },
        'it strikes so few that these may have been spared': { fault: faultBut({ probability: 0.2 }) },
        'it is not known what the fault does': { fault: faultBut({ probability: null }) },
        'somebody failed': ofUs(
          tens(0, 1320).map((second) => (second === 500 ? lost(second) : served(second, us.region))),
        ),
        'other regions answered all of them': ofUs(
          tens(0, 300).map(by(us.region)),
          tens(300, 1320).map(by(eu.region)),
        ),
        'requests were not counted': ofUs(
          tens(0, 500).map(by(us.region)),
          tens(700, 1320).map(by(us.region)),
        ),
        'the function that they call did not carry it': {
          record: { targetLiveAt: at(300, ['lab-health']), targetGoneAt: at(900, ['lab-health']) },
        },
        'their region answered them only before that function carried it, and others after': {
          ...ofUs(tens(0, 600).map(by(us.region)), tens(600, 1320).map(by(eu.region))),
          record: { targetLiveAt: new Map([...at(300, ['lab-health']), ...at(600, ['lab-hello'])]) },
        },
      },
    },
  ]),
)('"%s" %s', (_finding, _where, evidence, found) => {
  expect(findingsOf(evidence)).toEqual(found);
});
