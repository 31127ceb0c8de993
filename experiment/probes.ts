import type { HypothesisCheck, ProbeName } from '../schemas/hypothesis';
import type { DeployedRegion } from './deployment';
import { count, HEALTH_PERIOD_SECONDS, within, type CustomerBucket, type Evidence } from './evidence';
import type { Window } from './metrics';
import { findReroute } from './reroute';

/** What a probe found: a value, that what it waited for did not happen, or that it could not be measured. */
export type Finding =
  | { readonly kind: 'measured'; readonly value: number; readonly detail: string }
  /** It did not happen within so many seconds, for which it could have. */
  | { readonly kind: 'never'; readonly withinSeconds: number; readonly detail: string }
  | { readonly kind: 'unmeasured'; readonly detail: string };

/** Measures one check on the evidence. */
export function measure(check: HypothesisCheck, evidence: Evidence): Finding {
  const window = evidence.windows[check.kind];
  if (window === null) return { kind: 'unmeasured', detail: 'the game day did not come so far' };
  return PROBES[check.probe](evidence, window, regionsOf(check, evidence));
}

type Probe = (evidence: Evidence, window: Window, regions: readonly DeployedRegion[]) => Finding;

const PROBES: Readonly<Record<ProbeName, Probe>> = {
  'health-check-status': healthCheckStatus,
  'customer-failure-rate': customerFailureRate,
  'answered-by-own-region': answeredByOwnRegion,
  'seconds-to-detect': secondsToDetect,
  'seconds-to-reroute': secondsToReroute,
  'function-differences': functionDifferences,
};

function regionsOf(
  { regions }: HypothesisCheck,
  { deployment, failed }: Evidence,
): readonly DeployedRegion[] {
  if (regions === 'failed') return [failed];
  return regions === 'other'
    ? deployment.regions.filter(({ region }) => region !== failed.region)
    : deployment.regions;
}

function healthCheckStatus(
  evidence: Evidence,
  { from, to }: Window,
  regions: readonly DeployedRegion[],
): Finding {
  const lowest = regions.map((region) => {
    const values = (evidence.health.get(region.region) ?? []).filter(
      ([at]) => at >= from && at + HEALTH_PERIOD_SECONDS * 1000 <= to,
    );
    return { region, value: Math.min(...values.map(([, value]) => value)), minutes: values.length };
  });
  const silent = lowest.find(({ minutes }) => minutes === 0);
  if (silent !== undefined)
    return unmeasured(`CloudWatch has no HealthCheckStatus of ${silent.region.label} for this time`);
  const details = lowest.map(({ region, value, minutes }) => {
    const report = evidence.healthChecks.get(region.region)?.lastReport ?? '';
    return value === 1
      ? `${region.label}: healthy in ${minutes === 1 ? 'the one minute' : `all of ${minutes} minutes`} measured`
      : `${region.label}: unhealthy; ${whatItAsks(evidence, region)}; last report: ${report}`;
  });
  return measured(Math.min(...lowest.map(({ value }) => value)), details.join('; '));
}

function customerFailureRate(
  evidence: Evidence,
  window: Window,
  regions: readonly DeployedRegion[],
): Finding {
  const rates = regions.map((region) => {
    const buckets = customersOf(evidence, region, window);
    return { region, ...count(buckets), buckets };
  });
  const silent = rates.find(({ requests }) => requests === 0);
  if (silent !== undefined)
    return unmeasured(`no requests of ${silent.region.label} customers were counted in this time`);
  const details = rates.map(
    ({ region, requests, failed, buckets }) =>
      `${region.label}: ${failed} of ${requests} requests failed${failed === 0 ? '' : ` (${outcomesOf(buckets)})`}`,
  );
  return measured(Math.max(...rates.map(({ requests, failed }) => failed / requests)), details.join('; '));
}

function answeredByOwnRegion(
  evidence: Evidence,
  window: Window,
  regions: readonly DeployedRegion[],
): Finding {
  const shares = regions.map((region) => {
    const answered = answeredBy(customersOf(evidence, region, window));
    const all = Object.values(answered).reduce((sum, value) => sum + value, 0);
    return { region, own: answered[region.region] ?? 0, all };
  });
  const silent = shares.find(({ all }) => all === 0);
  if (silent !== undefined)
    return unmeasured(`no request of ${silent.region.label} customers was answered in this time`);
  const details = shares.map(
    ({ region, own, all }) => `${region.label}: answered ${own} of ${all} requests of its customers`,
  );
  return measured(Math.min(...shares.map(({ own, all }) => own / all)), details.join('; '));
}

function secondsToDetect(evidence: Evidence, window: Window): Finding {
  const { failed, detectedAt } = evidence;
  if (detectedAt !== null) {
    const seconds = secondsBetween(window.from, detectedAt);
    return measured(
      seconds,
      `Route 53's checkers gave ${failed.label} up ${seconds} s after the fault went live`,
    );
  }
  const { requests, failed: lost } = count(customersOf(evidence, failed, window));
  if (requests > 0 && lost === 0) {
    return unmeasured(
      `no request of ${failed.label} customers failed during the fault: there was nothing to detect`,
    );
  }
  return {
    kind: 'never',
    withinSeconds: secondsBetween(window.from, window.to),
    detail:
      `the health check of ${failed.label} stayed healthy for the ${secondsBetween(window.from, window.to)} s of the fault, ` +
      `while ${lost} of ${requests} requests of ${failed.label} customers failed: ${whatItAsks(evidence, failed)}`,
  };
}

function secondsToReroute(evidence: Evidence, window: Window): Finding {
  const { failed, deployment } = evidence;
  const reroute = findReroute(evidence.customers.get(failed.region) ?? [], window);
  if (reroute.kind === 'unmeasured')
    return unmeasured(`requests of ${failed.label} customers were not counted all through the fault`);
  if (reroute.kind === 'unaffected') {
    return unmeasured(
      `no request of ${failed.label} customers failed during the fault: there was nothing to reroute`,
    );
  }
  if (reroute.kind === 'rerouted') {
    const seconds = secondsBetween(window.from, reroute.at);
    const after = answeredBy(customersOf(evidence, failed, { from: reroute.at, to: window.to }));
    return measured(
      seconds,
      `no request failed any more ${seconds} s after the fault went live; then ${answers(after)}`,
    );
  }
  const others = deployment.regions.filter(({ region }) => region !== failed.region);
  const rise = others.map((other) => `${other.label} answered ${perMinute(evidence, other)}`).join('; ');
  return {
    kind: 'never',
    withinSeconds: secondsBetween(window.from, window.to),
    detail: `requests of ${failed.label} customers failed until the end of the fault; ${rise}; ${whatItAsks(evidence, failed)}`,
  };
}

function functionDifferences({ differences, failed }: Evidence): Finding {
  if (differences === null)
    return unmeasured(`the functions of ${failed.label} could not be compared with their snapshots`);
  return measured(
    differences.length,
    differences.length === 0 ? `the functions of ${failed.label} are as they were` : differences.join('; '),
  );
}

/** What the health check of a region asks, and whether that is the region itself. */
function whatItAsks(evidence: Evidence, region: DeployedRegion): string {
  const target = evidence.healthChecks.get(region.region)?.target;
  if (target === undefined) return `what its health check asks is not known`;
  const url = `https://${target.host}${target.path}`;
  if (target.host === region.host) return `its health check asks ${url}, the region's own host`;
  return `its health check asks ${url}, which is not the region's own host ${region.host}: point it there`;
}

function customersOf(
  evidence: Evidence,
  { region }: DeployedRegion,
  window: Window,
): readonly CustomerBucket[] {
  return within(evidence.customers.get(region) ?? [], window);
}

function answeredBy(buckets: readonly CustomerBucket[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const bucket of buckets) {
    for (const [region, value] of Object.entries(bucket.answeredBy))
      sums[region] = (sums[region] ?? 0) + value;
  }
  return sums;
}

function answers(sums: Readonly<Record<string, number>>): string {
  const parts = Object.entries(sums).filter(([, value]) => value > 0);
  return parts.map(([region, value]) => `${region} answered ${value}`).join(', ') || 'no region answered';
}

function outcomesOf(buckets: readonly CustomerBucket[]): string {
  const names = ['status_4xx', 'status_5xx', 'no_response'] as const;
  const sum = (name: (typeof names)[number]): number =>
    buckets.reduce((total, { outcomes }) => total + outcomes[name], 0);
  return names
    .filter((name) => sum(name) > 0)
    .map((name) => `${name} ${sum(name)}`)
    .join(', ');
}

/** Requests a minute that a region answered to all customers, before the fault and during it. */
function perMinute(evidence: Evidence, { region }: DeployedRegion): string {
  const rate = (window: Window | null): string => {
    if (window === null) return '?';
    const buckets = [...evidence.customers.values()].flatMap((all) => within(all, window));
    const answered = buckets.reduce((sum, bucket) => sum + (bucket.answeredBy[region] ?? 0), 0);
    return (answered / ((window.to - window.from) / 60_000)).toFixed(0);
  };
  return `${rate(evidence.windows['steady-state'])} requests a minute before the fault and ${rate(evidence.windows.recovery)} during it`;
}

function secondsBetween(from: number, to: number): number {
  return Math.round((to - from) / 1000);
}

function measured(value: number, detail: string): Finding {
  return { kind: 'measured', value, detail };
}

function unmeasured(detail: string): Finding {
  return { kind: 'unmeasured', detail };
}
