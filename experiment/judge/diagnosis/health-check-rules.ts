import type { DeployedRegion } from '../../deployment/deployment';
import { healthWithin } from '../../measure/health-minutes';
import { PASSED } from '../../measure/health-observer';
import type { Diagnosis } from '../../journal/journal';
import { FAULT_NOTE } from '../../fault/snapshot';
import { askedUrl, broke, lastReport, whoseHost, type Facts, type Rule } from './facts';
import { healthCheckTime } from './health-check-time';
import { timeOfDay } from '../../time/time-of-day';

/** A health check failed before there was any fault. */
export const failsWithoutFault: Rule = (facts) => {
  const { evidence, failed, record, steadyState } = facts;
  if (steadyState === null || !broke(facts, 'health-check-status', 'steady-state')) return [];
  // There was a fault: one that somebody had left.
  const hadFault = record.snapshots.some(({ variables }) => FAULT_NOTE in variables);
  return evidence.deployment.regions.flatMap((region) => {
    const { unhealthy, due } = healthWithin(evidence, region, steadyState);
    const url = askedUrl(facts, region);
    if (unhealthy === 0 || url === null || (hadFault && region === failed)) return [];
    const fails = lastReport(facts, region).startsWith(`"${PASSED}`) ? 'failed for a time' : 'fails';
    return {
      finding: `the health check of ${region.region} ${fails} without any fault`,
      evidence: `it was unhealthy in ${unhealthy} of the ${due} whole minutes before the fault; it asks ${url}; last report: ${lastReport(facts, region)}`,
      advice: `see what ${url} answers: it has to be a status from 200 to 399, within 2 s`,
    };
  });
};

/** The health check of a region that nobody broke failed during the fault. */
export const othersUnhealthy: Rule = (facts) => {
  const { evidence, failed, fault, others, steadyState } = facts;
  if (fault === null || !broke(facts, 'health-check-status', 'sustained')) return [];
  return others.flatMap((other): Diagnosis[] => {
    const { unhealthy, due, firstUnhealthy } = healthWithin(evidence, other, fault);
    const url = askedUrl(facts, other);
    if (firstUnhealthy === null || url === null) return [];
    const seen = `it was unhealthy in ${unhealthy} of ${due} minutes of the fault, the first at ${timeOfDay(firstUnhealthy)}; it asks ${url}`;
    const watched = whoseHost(facts, other);
    if (watched !== other) return [watchesAnother(facts, other, `${seen}, ${nameOf(facts, watched)}`)];
    // What was unhealthy without the fault did not become so by it.
    if (steadyState !== null && healthWithin(evidence, other, steadyState).unhealthy > 0) return [];
    const soon = (healthCheckTime(facts, other).toFail + 60) * 1000;
    const when =
      firstUnhealthy - fault.from <= soon
        ? `together with ${failed.region}`
        : `${Math.round((firstUnhealthy - fault.from) / 60_000)} min after the fault in ${failed.region} had started`;
    return [
      {
        finding: `${other.region} became unhealthy ${when}`,
        evidence: `${seen}, the region's own host; last report: ${lastReport(facts, other)}`,
        advice: `see what answers ${url}: it needs something of ${failed.region}, or it could not bear the customers of both regions`,
      },
    ];
  });
};

/** A health check that asks another host than its region's own. */
export function watchesAnother(facts: Facts, region: DeployedRegion, evidence: string): Diagnosis {
  // Nobody knows what stands behind a host that is none of the lab's.
  const what =
    whoseHost(facts, region) === null
      ? "does not ask its own region's host"
      : 'does not watch its own region';
  return {
    finding: `the health check of ${region.region} ${what}`,
    evidence,
    advice: `let it ask ${region.host}: in lab.config.json, remove or correct healthCheckHost of ${region.region}; then deploy, and repeat the game day`,
  };
}

/** `the host of eu-west-1`; or that it is none of the lab's. */
export function nameOf({ evidence }: Facts, watched: DeployedRegion | null): string {
  if (watched !== null) return `the host of ${watched.region}`;
  return `which is no region's own host; the lab has ${evidence.deployment.regions.map(({ host }) => host).join(' and ')}`;
}
