import { answeredBy, customersOf, outcomesOf } from '../../measure/customers';
import type { DeployedRegion } from '../../deployment/deployment';
import { count, type Evidence } from '../../measure/evidence';
import { healthWithin } from '../../measure/health-minutes';
import { secondsBetween, type Window } from '../../measure/metrics';
import { gapsIn } from '../../measure/gaps';
import { butNone, type RegionFinding } from './finding';
import { whatItAsks } from './what-it-asks';
import { duration } from '../../time/duration';

/** The lowest status of the whole minutes of a window. */
export function healthCheckStatus(evidence: Evidence, window: Window, region: DeployedRegion): RegionFinding {
  const { region: name } = region;
  const { due, found, unhealthy } = healthWithin(evidence, region, window);
  if (found === 0) {
    const why =
      due === 0
        ? `no whole minute lies within these ${duration(secondsBetween(window.from, window.to))}`
        : 'CloudWatch has no HealthCheckStatus for this time';
    return { value: null, complete: false, detail: `${name}: ${why}` };
  }
  const seen = unhealthy === 0 ? healthyMinutes(found, due, window) : unhealthyMinutes(unhealthy, found, due);
  const report = evidence.healthChecks.get(name)?.lastReport ?? 'none';
  const asked = unhealthy === 0 ? '' : `; ${whatItAsks(evidence, region)}; last report: ${report}`;
  return {
    value: unhealthy === 0 ? 1 : 0,
    complete: found === due,
    detail: `${name}: ${seen}${asked}`,
  };
}

function healthyMinutes(found: number, due: number, window: Window): string {
  if (found < due)
    return `healthy in ${found} of ${due} minutes, but CloudWatch has no value for the other ${due - found}`;
  if (due > 1) return `healthy in all of ${due} minutes`;
  return `healthy in the only whole minute of these ${duration(secondsBetween(window.from, window.to))} (CloudWatch has one value a minute)`;
}

function unhealthyMinutes(unhealthy: number, found: number, due: number): string {
  const missing = found < due ? `, and CloudWatch has no value for ${due - found}` : '';
  return `unhealthy in ${unhealthy} of ${due} ${due === 1 ? 'minute' : 'minutes'}${missing}`;
}

/** The share of its customers' requests that failed. */
export function customerFailureRate(
  evidence: Evidence,
  window: Window,
  region: DeployedRegion,
): RegionFinding {
  const buckets = customersOf(evidence, region, window);
  const { requests, failed } = count(buckets);
  if (requests === 0) return noneCounted(region);
  const how = failed === 0 ? '' : ` (${outcomesOf(buckets)})`;
  const gaps = gapsIn(buckets, window, region);
  return {
    value: failed / requests,
    complete: gaps.length === 0,
    detail: `${region.region}: ${failed} of ${requests} requests failed${how}${butNone(gaps, window)}`,
  };
}

/** The share of its customers' answered requests that it answered itself. */
export function answeredByOwnRegion(
  evidence: Evidence,
  window: Window,
  region: DeployedRegion,
): RegionFinding {
  const { region: name } = region;
  const buckets = customersOf(evidence, region, window);
  const answered = answeredBy(buckets);
  const all = Object.values(answered).reduce((sum, value) => sum + value, 0);
  const { requests } = count(buckets);
  if (requests === 0) return noneCounted(region);
  if (all === 0)
    return {
      value: null,
      complete: false,
      detail: `${name}: none of ${requests} requests of its customers was answered`,
    };
  const gaps = gapsIn(buckets, window, region);
  const own = answered[name] ?? 0;
  return {
    value: own / all,
    complete: gaps.length === 0,
    detail: `${name}: answered ${own} of ${all} requests of its customers${butNone(gaps, window)}`,
  };
}

function noneCounted({ region }: DeployedRegion): RegionFinding {
  return {
    value: null,
    complete: false,
    detail: `${region}: no requests of its customers were counted in this time`,
  };
}
