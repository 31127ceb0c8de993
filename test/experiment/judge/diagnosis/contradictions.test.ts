import type { CustomerBucket, Evidence } from '../../../../experiment/measure/evidence';
import type { CheckerReport } from '../../../../experiment/measure/health-observer';
import type { Snapshot } from '../../../../experiment/fault/snapshot';
import {
  asks,
  at,
  customersBut,
  findingsOf,
  healthBut,
  healthCheckBut,
  minutes,
  stranded,
  tolerating,
  type Otherwise,
} from '../../support/diagnosis';
import { faultBut, goodEvidence, lost, ORIGIN, served, span, tens } from '../../support/evidence';
import { eu, us } from '../../support/lab';

/** What a rule says, evidence by which it says so, and what would contradict it: the same evidence with something else in it. */
interface Claim {
  readonly finding: string;
  readonly supported: Otherwise;
  readonly refuted: Readonly<Record<string, Otherwise>>;
}

const moment = (second: number): number => ORIGIN + second * 1000;
const by = (region: string) => (second: number) => served(second, region);
const ofUs = (...parts: readonly (readonly CustomerBucket[])[]) => customersBut(us.region, parts.flat());
const ofEu = (...parts: readonly (readonly CustomerBucket[])[]) => customersBut(eu.region, parts.flat());
const withOwn = ofUs(tens(0, 1320).map(by(us.region)));
const customersOf = (usParts: Otherwise, euParts: Otherwise): Pick<Evidence, 'customers'> => ({
  customers: new Map([
    [us.region, usParts.customers?.get(us.region) ?? []],
    [eu.region, euParts.customers?.get(eu.region) ?? []],
  ]),
});

/** Customers of eu-west-1 who fail from one second to another. */
const euFailing = (from: number, to: number) =>
  ofEu(
    tens(0, 1320).map((second) => (second >= from && second < to ? lost(second) : served(second, eu.region))),
  );

const isHealthy = healthBut(us.region, minutes(23, 1));
const unseen = { ...ofUs(stranded), ...isHealthy, detectedAt: null };
const aborted = { ending: 'aborted' } as const;
const moments = {
  faultStartedAt: moment(300),
  faultLiveAt: moment(300),
  detectedAt: null,
  restoredAt: moment(900),
};
const never = { ...moments, faultStartedAt: null, faultLiveAt: null, restoredAt: null };
const none = { targetLiveAt: new Map(), targetGoneAt: new Map() };
const onlyHello = { targetLiveAt: at(300, ['lab-hello']), targetGoneAt: at(900, ['lab-hello']) };
const carryingAlready: Snapshot = {
  ...{
    functionName: 'lab-health',
    layers: [],
    alias: 'live',
    aliasVersion: '1',
    aliasWeights: {},
    versions: [],
  },
  variables: { CHAOS_EXTENSION__RESTORE: 'a fingerprint' },
};
/** Reports of the checkers all through the fault, of which so many in ten are failures. */
const reports = (failing: number): readonly CheckerReport[] =>
  Array.from({ length: 600 }, (_, index) => ({ at: moment(300 + index), passed: index % 10 >= failing }));
const settings = { intervalSeconds: 10, failureThreshold: 3 };
const late = ofUs(
  tens(0, 300).map(by(us.region)),
  tens(300, 600).map(lost),
  tens(600, 960).map(by(eu.region)),
  tens(960, 1320).map(by(us.region)),
);
const stopped = { ending: 'stopped', reason: 'Experiment halted by stop condition.' } as const;
const away = ofUs(
  tens(0, 300).map(by(us.region)),
  tens(300, 395).map(lost),
  tens(400, 1320).map(by(eu.region)),
);
const stillIll = healthBut(us.region, [...minutes(5, 1), ...minutes(18, 0)]);
const noWindow = { ...goodEvidence().windows, sustained: null, recovery: null };

const CLAIMS: readonly Claim[] = [
  {
    finding: 'the health check of us-east-1 fails without any fault',
    supported: { ...healthBut(us.region, [1, 0, 0]), record: aborted },
    refuted: {
      'there was a fault, which somebody had left': { record: { ...aborted, snapshots: [carryingAlready] } },
      'it does not fail any more': healthCheckBut(us.region, {
        lastReport: 'Success: HTTP Status Code 200, OK',
      }),
      'it was healthy in every minute before the fault': healthBut(us.region, minutes(23, 1)),
    },
  },
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
    finding: 'slow, not failing: 3 s of latency is less than the 10 s after which lab-hello times out',
    supported: { ...withOwn, detectedAt: null, fault: faultBut({ latencySeconds: 3 }) },
    refuted: {
      'the latency is longer than the time-out': { fault: faultBut() },
      'somebody failed': ofUs(
        tens(0, 1320).map((second) => (second === 500 ? lost(second) : served(second, us.region))),
      ),
      'nobody was with the region': ofUs(tens(0, 1320).map(by(eu.region))),
      'requests were not counted': ofUs(tens(0, 500).map(by(us.region)), tens(700, 1320).map(by(us.region))),
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
      'requests were not counted': ofUs(tens(0, 500).map(by(us.region)), tens(700, 1320).map(by(us.region))),
      'the function that they call did not carry it': {
        record: { targetLiveAt: at(300, ['lab-health']), targetGoneAt: at(900, ['lab-health']) },
      },
      'their region answered them only before that function carried it, and others after': {
        ...ofUs(tens(0, 600).map(by(us.region)), tens(600, 1320).map(by(eu.region))),
        record: { targetLiveAt: new Map([...at(300, ['lab-health']), ...at(600, ['lab-hello'])]) },
      },
    },
  },
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
  {
    finding: 'eu-west-1 became unhealthy together with us-east-1',
    supported: healthBut(eu.region, [...minutes(7, 1), ...minutes(4, 0), ...minutes(12, 1)]),
    refuted: {
      'it was unhealthy before the fault': healthBut(eu.region, [
        1,
        0,
        1,
        1,
        1,
        1,
        1,
        ...minutes(4, 0),
        ...minutes(12, 1),
      ]),
      'it became so much later': healthBut(eu.region, [...minutes(13, 1), 0, 0, ...minutes(8, 1)]),
      'its health check asks another region': healthCheckBut(eu.region, asks(us.host)),
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
  {
    finding: 'us-east-1 did not become healthy again after the fault',
    supported: stillIll,
    refuted: {
      'it was healthy in the last minute': healthBut(us.region, [...minutes(5, 1), ...minutes(16, 0), 1, 1]),
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
];

/** The evidence of a claim, with something else in it. */
function changed(supported: Otherwise, changes: Otherwise): Otherwise {
  return { ...supported, ...changes, record: { ...supported.record, ...changes.record } };
}

describe.each(CLAIMS)('"$finding"', ({ finding, supported, refuted }) => {
  it('is said where the evidence supports it', () => {
    expect(findingsOf(supported)).toContain(finding);
  });

  it.each(Object.entries(refuted))('is not said where %s', (_why, changes) => {
    expect(findingsOf(changed(supported, changes))).not.toContain(finding);
  });
});
