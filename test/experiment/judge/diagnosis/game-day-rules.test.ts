import {
  casesOf,
  euFailing,
  isHealthy,
  moment,
  moments,
  ofUs,
  onlyHello,
  unseen,
  withOwn,
} from '../../support/claims';
import {
  at,
  customersBut,
  diagnosisOf,
  findingsOf,
  healthBut,
  minutes,
  stranded,
} from '../../support/diagnosis';
import { faultBut, goodEvidence, lost, ORIGIN, served, span, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

const second = (seconds: number): number => ORIGIN + seconds * 1000;
const goodMoments = {
  faultStartedAt: second(300),
  faultLiveAt: second(300),
  detectedAt: second(340),
  restoredAt: second(900),
};

describe('a fault that never went live', () => {
  const windows = { ...goodEvidence().windows, sustained: null, recovery: null };
  const unhurt = {
    ...customersBut(
      us.region,
      tens(0, 1320).map((second) => served(second, us.region)),
    ),
    ...healthBut(us.region, minutes(23, 1)),
  };
  const moments = { faultStartedAt: null, faultLiveAt: null, detectedAt: null, restoredAt: null };

  it('is looked for in the automations, where FIS completed the experiment', () => {
    expect(diagnosisOf({ ...unhurt, windows, detectedAt: null, inEffect: [], record: { moments } })).toEqual([
      {
        finding: 'the fault never went live',
        evidence:
          'FIS completed the experiment, and at none of the looks, one every 5 s, did lab-hello or lab-health carry the fault',
        advice: expect.stringContaining('maxDuration') as unknown,
      },
    ]);
  });

  it('is no wonder where FIS skipped all actions', () => {
    const actions = [{ name: 'S00', status: 'skipped', startedAt: null, endedAt: null }];
    const experiment = { id: 'EXP1', status: 'completed', actions };
    const record = { moments, experiment };
    const [found] = diagnosisOf({ ...unhurt, windows, detectedAt: null, inEffect: [], record });
    expect(found?.advice).toContain('skip-all');
  });

  it('is no wonder where the experiment failed or was never started', () => {
    expect(findingsOf({ windows, record: { moments, ending: 'failed' } })).toEqual([]);
    expect(findingsOf({ windows, record: { moments, startedAt: null } })).toEqual([]);
  });
});

describe('a fault in some of the functions only', () => {
  const record = {
    moments: { ...goodMoments, faultLiveAt: null },
    targetLiveAt: at(300, ['lab-hello']),
    targetGoneAt: at(900, ['lab-hello']),
  };
  const unseen = {
    ...customersBut(us.region, stranded),
    ...healthBut(us.region, minutes(23, 1)),
    detectedAt: null,
  };

  it('is named where the template attaches it to no other, also where somebody took the game day up', () => {
    const fault = faultBut({}, ['lab-hello']);
    for (const isWatched of [true, false]) {
      expect(diagnosisOf({ ...unseen, fault, record, isWatched })).toEqual([
        {
          finding: 'the fault was in lab-hello only',
          evidence:
            'the template attaches it to lab-hello, and not to lab-health; 60 of 60 requests of us-east-1 customers failed, and its health check stayed healthy',
          advice: expect.stringMatching(/^attach it to lab-hello and lab-health, /) as unknown,
        },
      ]);
    }
  });

  it('is looked for in the automations where the template attaches it to others too', () => {
    expect(diagnosisOf({ ...unseen, record })[0]).toMatchObject({
      finding: 'the fault was in lab-hello only',
      evidence: expect.stringContaining(
        'lab-hello carried it from 12:05:00 on, and at none of the looks, one every 5 s, did lab-health',
      ) as unknown,
      advice: expect.stringContaining('the automation of the S00 action for lab-health') as unknown,
    });
  });

  it('is worth saying where the hypothesis held', () => {
    const health = { targetLiveAt: at(300, ['lab-health']), targetGoneAt: at(900, ['lab-health']) };
    const fault = faultBut({}, ['lab-health']);
    expect(findingsOf({ fault, record: { ...record, ...health } })).toEqual([
      'the fault was in lab-health only',
    ]);
  });
});

describe('a fault that expired', () => {
  it('is named with both times, also where the hypothesis held', () => {
    const windows = { ...goodEvidence().windows, sustained: span(300, 600), recovery: span(300, 600) };
    expect(diagnosisOf({ windows, fault: faultBut({ expiresAfterMinutes: 5 }) })).toEqual([
      {
        finding: 'the fault in us-east-1 expired before it was taken away',
        evidence:
          'it expires 5 min after it is attached, and was taken away after 10 min; only the time until then is judged',
        advice: expect.stringContaining('ExpiresAfterMinutes') as unknown,
      },
    ]);
  });
});

describe('a stop alarm', () => {
  const record = { ending: 'stopped', reason: 'Experiment halted by stop condition.' } as const;

  it('is laid to the customers who failed', () => {
    const failing = tens(0, 1320).map((second) =>
      second >= 310 && second < 400 ? lost(second) : served(second, eu.region),
    );
    const found = diagnosisOf({ ...customersBut(eu.region, failing), record });
    expect(found.at(-1)).toEqual({
      finding: 'the stop alarm ended the experiment, because customers of eu-west-1 failed',
      evidence: 'from 12:04:50 to 12:15:10: eu-west-1: 9 of 62 requests failed',
      advice: expect.stringMatching(/^find out why they failed/) as unknown,
    });
    expect(found).toHaveLength(2);
  });

  it('is not laid to customers who failed only after FIS had stopped it', () => {
    const actions = [{ name: 'S01', status: 'stopped', startedAt: null, endedAt: '2026-01-01T12:06:30Z' }];
    const experiment = { id: 'EXP1', status: 'stopped', actions };
    const failing = tens(0, 1320).map((second) =>
      second === 500 ? lost(second) : served(second, eu.region),
    );
    expect(
      diagnosisOf({ ...customersBut(eu.region, failing), record: { ...record, experiment } }).at(-1),
    ).toMatchObject({
      finding:
        'the stop alarm ended the experiment, although no customers of other regions are known to have failed',
      evidence: 'from 12:04:50 to 12:06:30: eu-west-1: 0 of 10 requests failed',
    });
  });

  it('is wondered at where none failed', () => {
    expect(diagnosisOf({ record })).toMatchObject([
      {
        finding:
          'the stop alarm ended the experiment, although no customers of other regions are known to have failed',
        evidence: 'from 12:04:50 to 12:15:10: eu-west-1: 0 of 62 requests failed',
      },
    ]);
  });

  it('did not end what somebody stopped, nor what was never compared at its end', () => {
    expect(findingsOf({ record: { ...record, reason: 'Experiment stopped by user.' } })).toEqual([]);
    expect(findingsOf({ record: { ...record, ending: 'failed' } })).toEqual([]);
    expect(findingsOf({ record: { ...record, endedAt: null } })).toEqual([]);
    expect(findingsOf({ record: { ...record, startedAt: null } })).toEqual([]);
  });
});

const never = { ...moments, faultStartedAt: null, faultLiveAt: null, restoredAt: null };
const none = { targetLiveAt: new Map(), targetGoneAt: new Map() };
const stopped = { ending: 'stopped', reason: 'Experiment halted by stop condition.' } as const;
const noWindow = { ...goodEvidence().windows, sustained: null, recovery: null };

it.each(
  casesOf([
    {
      finding: 'the fault never went live',
      supported: {
        ...withOwn,
        ...isHealthy,
        detectedAt: null,
        windows: noWindow,
        inEffect: [],
        record: { moments: never, ...none },
      },
      refuted: {
        'one of the functions carried it': {
          record: { moments: { ...never, faultStartedAt: moment(300) }, ...none },
        },
        'customers of the region failed': ofUs(stranded),
        'its health check turned unhealthy': healthBut(us.region, [
          ...minutes(6, 1),
          ...minutes(4, 0),
          ...minutes(13, 1),
        ]),
        'nobody watched all the time': { isWatched: false },
      },
    },
    {
      finding: 'the fault was in lab-hello only',
      supported: { ...unseen, record: { moments: { ...moments, faultLiveAt: null }, ...onlyHello } },
      refuted: {
        'every function carried it at a time': { record: { moments, ...onlyHello } },
        'the other carried it, too': {
          record: { moments: { ...moments, faultLiveAt: null }, targetLiveAt: at(300) },
        },
        'nobody watched all the time, and the template attaches it to both': { isWatched: false },
      },
    },
    {
      finding: 'the fault in us-east-1 expired before it was taken away',
      supported: { fault: faultBut({ expiresAfterMinutes: 5 }) },
      refuted: {
        'it lives longer than it was there': { fault: faultBut({ expiresAfterMinutes: 25 }) },
        'it is not known when it expires': { fault: faultBut({ expiresAfterMinutes: null }) },
      },
    },
    {
      finding: 'the stop alarm ended the experiment, because customers of eu-west-1 failed',
      supported: { ...euFailing(310, 400), record: stopped },
      refuted: {
        'somebody stopped it': { record: { ...stopped, reason: 'Experiment stopped by user.' } },
        'they failed only when it had been stopped': {
          record: {
            ...stopped,
            experiment: {
              ...{ id: 'EXP1', status: 'stopped' },
              actions: [{ name: 'S01', status: 'stopped', startedAt: null, endedAt: '2026-01-01T12:05:05Z' }],
            },
          },
        },
      },
    },
  ]),
)('"%s" %s', (_finding, _where, evidence, found) => {
  expect(findingsOf(evidence)).toEqual(found);
});
