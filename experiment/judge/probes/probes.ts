import type { HypothesisCheck } from '../../../validation/hypothesis/hypothesis';
import type { ProbeName } from '../../../validation/hypothesis/probes';
import type { CheckKind } from '../../../validation/hypothesis/check-kinds';
import { othersOf } from '../../measure/customers';
import type { DeployedRegion } from '../../deployment/deployment';
import type { Evidence } from '../../measure/evidence';
import type { Window } from '../../measure/metrics';
import { measured, unmeasured, worst, type Finding } from './finding';
import { secondsToDetect, secondsToReroute } from './recovery-probes';
import { isUncompared } from '../../fault/snapshot';
import { answeredByOwnRegion, customerFailureRate, healthCheckStatus } from './region-probes';

/** Measures one check on the evidence. */
export function measure(check: HypothesisCheck, evidence: Evidence): Finding {
  // How the functions are is known by looking at them, and not by a span of time.
  if (check.probe === 'function-differences' && (evidence.differences ?? []).length > 0) {
    return functionDifferences(evidence);
  }
  const window = evidence.windows[check.kind];
  if (window === null) return unmeasured(NO_WINDOW[check.kind]);
  return MEASURINGS[check.probe](evidence, window, regionsOf(check, evidence));
}

/** Why there is nothing to look at. */
const NO_WINDOW: Readonly<Record<CheckKind, string>> = {
  'steady-state': 'the game day did not come so far',
  sustained: 'the fault was not seen to start and to end',
  recovery: 'the fault was not seen to start and to end',
  restoration: 'the game day did not come so far',
};

type Measuring = (evidence: Evidence, window: Window, regions: readonly DeployedRegion[]) => Finding;

const MEASURINGS: Readonly<Record<ProbeName, Measuring>> = {
  'health-check-status': (evidence, window, regions) =>
    worst(
      Math.min,
      regions.map((region) => healthCheckStatus(evidence, window, region)),
    ),
  'customer-failure-rate': (evidence, window, regions) =>
    worst(
      Math.max,
      regions.map((region) => customerFailureRate(evidence, window, region)),
    ),
  'answered-by-own-region': (evidence, window, regions) =>
    worst(
      Math.min,
      regions.map((region) => answeredByOwnRegion(evidence, window, region)),
    ),
  'seconds-to-detect': secondsToDetect,
  'seconds-to-reroute': secondsToReroute,
  'function-differences': functionDifferences,
};

function regionsOf({ regions }: HypothesisCheck, evidence: Evidence): readonly DeployedRegion[] {
  if (regions === 'failed') return [evidence.failed];
  return regions === 'other' ? othersOf(evidence) : evidence.deployment.regions;
}

function functionDifferences({ differences, failed }: Evidence): Finding {
  const functions = `the functions of ${failed.region}`;
  if (differences === null) return unmeasured(`${functions} could not be compared with their snapshots`);
  const known = differences.filter((difference) => !isUncompared(difference));
  const detail = differences.length === 0 ? `${functions} are as they were` : differences.join('; ');
  return known.length === 0 && differences.length > 0 ? unmeasured(detail) : measured(known.length, detail);
}
