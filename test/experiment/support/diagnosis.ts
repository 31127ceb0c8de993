import { diagnose } from '../../../experiment/judge/diagnosis/diagnosis';
import type { DiagnosisSources } from '../../../experiment/judge/diagnosis/facts';
import type { CustomerBucket, Evidence, HealthCheckFacts } from '../../../experiment/measure/evidence';
import type { Diagnosis } from '../../../experiment/journal/journal';
import { judgeCheck } from '../../../experiment/judge/judge';
import type { Hypothesis } from '../../../validation/hypothesis/hypothesis';
import type { ProbeName } from '../../../validation/hypothesis/probes';
import type { CheckKind } from '../../../validation/hypothesis/check-kinds';
import { goodEvidence, lost, ORIGIN, served, tens } from './evidence';
import { hypothesis } from './game-day';
import { eu, us } from './lab';

const second = (seconds: number): number => ORIGIN + seconds * 1000;

/** What goes otherwise than hoped: in the evidence, and in the record. */
export interface Otherwise extends Partial<Evidence> {
  readonly record?: Partial<DiagnosisSources['record']>;
  readonly hypothesis?: DiagnosisSources['hypothesis'];
  /** By default somebody watched all the time. */
  readonly isWatched?: boolean;
}

/** The diagnosis of a game day that went as hoped but for some things, with the checks that follow from the evidence. */
export function diagnosisOf({
  record,
  hypothesis: asked = hypothesis,
  isWatched = true,
  ...changes
}: Otherwise): readonly Diagnosis[] {
  const evidence = goodEvidence(changes);
  return diagnose({
    hypothesis: asked,
    failed: us,
    evidence,
    isWatched,
    record: {
      ending: 'completed',
      reason: null,
      checks: asked.checks.map((check) => judgeCheck(check, evidence)),
      startedAt: second(290),
      endedAt: second(910),
      experiment: null,
      snapshots: [],
      releases: [],
      targetLiveAt: at(300),
      targetGoneAt: at(900),
      moments: {
        faultStartedAt: second(300),
        faultLiveAt: second(300),
        detectedAt: evidence.detectedAt,
        restoredAt: second(900),
      },
      ...record,
    },
  });
}

/** That moment of each function, or of some of them, in seconds. */
export const at = (
  seconds: number,
  functions: readonly string[] = ['lab-hello', 'lab-health'],
): ReadonlyMap<string, number> => new Map(functions.map((name) => [name, second(seconds)]));

/** The findings alone. */
export const findingsOf = (otherwise: Otherwise): readonly string[] =>
  diagnosisOf(otherwise).map(({ finding }) => finding);

/** Customers of the failed region who fail all through the fault. */
export const stranded: readonly CustomerBucket[] = [
  ...tens(0, 300).map((at) => served(at, us.region)),
  ...tens(300, 900).map(lost),
  ...tens(900, 1320).map((at) => served(at, us.region)),
];

/** The good evidence's customers, but for those of one region. */
export function customersBut(
  region: string,
  buckets: readonly CustomerBucket[],
): Pick<Evidence, 'customers'> {
  return { customers: new Map(goodEvidence().customers).set(region, buckets) };
}

/** The good evidence's health, but for that of one region, minute by minute. */
export function healthBut(region: string, values: readonly number[]): Pick<Evidence, 'health'> {
  const series = values.map((value, minute) => [second(minute * 60), value] as const);
  return { health: new Map(goodEvidence().health).set(region, series) };
}

/** So many minutes of one status. */
export const minutes = (number: number, value: number): number[] => Array<number>(number).fill(value);

/** The good evidence's health checks, but for something of one. */
export function healthCheckBut(
  region: string,
  facts: Partial<HealthCheckFacts>,
): Pick<Evidence, 'healthChecks'> {
  const checks = goodEvidence().healthChecks;
  const known = checks.get(region) ?? { target: { host: eu.host, path: '/' }, lastReport: '' };
  return { healthChecks: new Map(checks).set(region, { ...known, ...facts }) };
}

/** A health check that asks another host. */
export const asks = (host: string) => ({ target: { host, path: '/api/health' } });

/** The hypothesis without the checks of that probe and kind. */
export const unasked = (probe: ProbeName, kind: CheckKind): Hypothesis => ({
  ...hypothesis,
  checks: hypothesis.checks.filter((check) => check.probe !== probe || check.kind !== kind),
});

/** The hypothesis with another tolerance for a probe. */
export const tolerating = (probe: ProbeName, tolerance: string): Hypothesis => ({
  ...hypothesis,
  checks: hypothesis.checks.map((check) => (check.probe === probe ? { ...check, tolerance } : check)),
});

/** They fail all through the fault, and the health check of their region stays healthy. */
export const unseen: Partial<Evidence> = {
  ...customersBut(us.region, stranded),
  ...healthBut(us.region, minutes(23, 1)),
  detectedAt: null,
};
