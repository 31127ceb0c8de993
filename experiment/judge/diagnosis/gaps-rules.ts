import type { DeployedRegion } from '../../deployment/deployment';
import { count, within } from '../../measure/evidence';
import { healthWithin } from '../../measure/health-minutes';
import type { Window } from '../../measure/metrics';
import { gapsIn, minutesOf } from '../../measure/gaps';
import { THROTTLES_PERIOD_MS } from '../../measure/throttling';
import type { Facts, Rule } from './facts';
import { checkKinds } from '../../../validation/hypothesis/check-kinds';
import { CUSTOMER_PROBES } from '../../../validation/hypothesis/probes';
import { timeOfDay } from '../../time/time-of-day';

/** Requests were not counted, so that a check could not be measured. */
export const notCounted: Rule = (facts) => {
  const { evidence } = facts;
  const { regions, metricNamespace, apiUrl } = evidence.deployment;
  const missed = checkKinds.some((kind) =>
    CUSTOMER_PROBES.some((probe) => facts.results(probe, kind).some(({ held }) => held === null)),
  );
  const span = spanOf(facts);
  if (!missed || span === null) return [];
  const silences = regions.map((region) => {
    const buckets = within(evidence.customers.get(region.region) ?? [], span);
    return { region, requests: count(buckets).requests, gaps: gapsIn(buckets, span, region) };
  });
  // Where Lambda refused the simulator, that is said instead.
  const silent = silences.filter(({ region, gaps }) => gaps.some((gap) => !wasRefused(facts, region, gap)));
  if (silent.length === 0) return [];
  const details = silent.map(({ region, requests, gaps }) =>
    requests === 0
      ? `${region.region}: none at all from ${timeOfDay(span.from)} to ${timeOfDay(span.to)}`
      : `${region.region}: none in ${minutesOf(gaps, span)}, ${gaps.map(({ from, to }) => `${timeOfDay(from)} to ${timeOfDay(to)}`).join(' and ')}`,
  );
  const everywhere = silent.length === regions.length;
  return [
    {
      finding: everywhere
        ? 'no customers of any region were counted for a time'
        : `customers of ${namesOf(silent.map(({ region }) => region))} were not counted for a time`,
      evidence: `requests counted in the namespace ${metricNamespace}: ${details.join('; ')}`,
      advice:
        `look at the logs of ${namesOfLoad(silent.map(({ region }) => region))}: was it invoked every minute, could it reach ${apiUrl}, may it put metrics ` +
        '(cloudwatch:PutMetricData) in every region of the lab?' +
        (everywhere
          ? ' Whoever runs the game day invokes it: did that machine sleep, or was the game day resumed? CloudWatch keeps values by the second for 3 hours'
          : ''),
    },
  ];
};

/** The status of a health check is missing, so that a check could not be measured. */
export const noHealthStatus: Rule = (facts) => {
  const { evidence } = facts;
  return checkKinds.flatMap((kind) => {
    const window = evidence.windows[kind];
    if (window === null || !facts.results('health-check-status', kind).some(({ held }) => held === null))
      return [];
    const missing = evidence.deployment.regions
      .map((region) => ({ region, ...healthWithin(evidence, region, window) }))
      .filter(({ due, found }) => found < due);
    if (missing.length === 0) return [];
    return {
      finding: `CloudWatch lacks the status of the health check of ${namesOf(missing.map(({ region }) => region))}`,
      evidence: missing
        .map(
          ({ region, due, found }) =>
            `${region.region}: HealthCheckStatus has no value for ${due - found} of ${due} minutes from ${timeOfDay(window.from)} to ${timeOfDay(window.to)}`,
        )
        .join('; '),
      advice:
        'Route 53 sends one value a minute to CloudWatch in us-east-1, and none in the first minutes of a new health check: look there, and repeat the game day',
    };
  });
};

/** Whether Lambda refused a region's simulator in that time. */
function wasRefused({ evidence }: Facts, { region, loadFunction }: DeployedRegion, gap: Window): boolean {
  const minutes = evidence.throttled.get(region)?.refused.get(loadFunction) ?? [];
  return minutes.some(([at]) => at < gap.to && at + THROTTLES_PERIOD_MS > gap.from);
}

/** From the first to the last moment that a check looks at. */
function spanOf({ evidence }: Facts): Window | null {
  const windows = Object.values(evidence.windows).filter((window) => window !== null);
  if (windows.length === 0) return null;
  return {
    from: Math.min(...windows.map(({ from }) => from)),
    to: Math.max(...windows.map(({ to }) => to)),
  };
}

function namesOf(regions: readonly DeployedRegion[]): string {
  return regions.map(({ region }) => region).join(' and ');
}

function namesOfLoad(regions: readonly DeployedRegion[]): string {
  return regions.map(({ region, loadFunction }) => `${loadFunction} in ${region}`).join(' and ');
}
