import { diagnose } from '../../../../experiment/judge/diagnosis/diagnosis';
import {
  asks,
  customersBut,
  diagnosisOf,
  findingsOf,
  healthBut,
  healthCheckBut,
  minutes,
  unseen,
  unasked,
} from '../../support/diagnosis';
import type { ProbeName } from '../../../../validation/hypothesis/probes';
import type { CheckKind } from '../../../../validation/hypothesis/check-kinds';
import type { Evidence } from '../../../../experiment/measure/evidence';
import { lost, served, tens } from '../../support/evidence';
import { hypothesis } from '../../support/game-day';
import { eu, us } from '../../support/lab';

it('says nothing where the hypothesis held, not even of what is wrong all the same', () => {
  expect(diagnosisOf({})).toEqual([]);
  const crossed = { ...unseen, ...healthCheckBut(us.region, asks(eu.host)) };
  const checks = hypothesis.checks.filter(({ kind }) => kind === 'steady-state');
  expect(diagnosisOf({ ...crossed, hypothesis: { ...hypothesis, checks } })).toEqual([]);
  expect(diagnosisOf(crossed)).toHaveLength(1);
});

it('says nothing where there is no evidence', () => {
  const record = {
    ending: 'failed',
    reason: 'the metrics could not be read',
    checks: [],
    experiment: null,
    snapshots: [],
    releases: [],
    targetLiveAt: new Map(),
    targetGoneAt: new Map(),
    startedAt: null,
    endedAt: null,
    moments: { faultStartedAt: null, faultLiveAt: null, detectedAt: null, restoredAt: null },
  } as const;
  expect(diagnose({ hypothesis, failed: us, evidence: null, record, isWatched: true })).toEqual([]);
});

it('says nothing where nothing fits', () => {
  // Half of the other region's customers failed before the fault and during it: that points at nothing that the lab looks at.
  const half = tens(0, 1320).map((at) => (at % 20 === 0 ? lost(at) : served(at, eu.region)));
  expect(diagnosisOf(customersBut(eu.region, half))).toEqual([]);
  expect(diagnosisOf({ record: { ending: 'interrupted', reason: 'Ctrl-C' } })).toEqual([]);
  const never = { 'steady-state': null, sustained: null, recovery: null, restoration: null };
  expect(diagnosisOf({ windows: never, differences: null, record: { ending: 'failed' } })).toEqual([]);
});

it('says all that it finds, in the order of the game day', () => {
  expect(
    findingsOf({
      ...unseen,
      ...healthCheckBut(us.region, asks(eu.host)),
      differences: ['lab-hello: a layer is left'],
    }),
  ).toEqual([
    'the health check of us-east-1 does not watch its own region',
    'the functions of us-east-1 are not as they were before the experiment',
  ]);
});

describe('says nothing of what the hypothesis does not ask', () => {
  const failing = tens(0, 1320).map((at) => (at >= 310 && at < 500 ? lost(at) : served(at, eu.region)));
  const late = tens(0, 1320).map((at) =>
    at >= 300 && at < 600 ? lost(at) : served(at, at < 300 || at > 960 ? us.region : eu.region),
  );
  const ill = (region: string, from: number, to: number) =>
    healthBut(region, [...minutes(from, 1), ...minutes(to - from, 0), ...minutes(23 - to, 1)]);

  it.each<[ProbeName, CheckKind, string, Partial<Evidence>]>([
    ['health-check-status', 'steady-state', 'fails without any fault', ill(us.region, 1, 2)],
    ['health-check-status', 'sustained', 'together with', ill(eu.region, 7, 9)],
    ['health-check-status', 'restoration', 'did not become healthy again', ill(us.region, 5, 23)],
    ['customer-failure-rate', 'sustained', 'depends on', customersBut(eu.region, failing)],
    ['seconds-to-reroute', 'recovery', 'stayed with it long after', customersBut(us.region, late)],
  ])('%s, %s: no word of "%s"', (probe, kind, words, changes) => {
    // So that the verdict is not held in any case.
    const record = { ending: 'interrupted' } as const;
    expect(findingsOf({ ...changes, record }).join()).toContain(words);
    expect(findingsOf({ ...changes, record, hypothesis: unasked(probe, kind) }).join()).not.toContain(words);
  });
});
