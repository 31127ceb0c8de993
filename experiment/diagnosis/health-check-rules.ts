import type { DeployedRegion } from '../deployment';
import { healthWithin } from '../health-minutes';
import type { Diagnosis } from '../journal';
import { secondsBetween } from '../metrics';
import { askedUrl, broke, lastReport, secondsOf, timeOfDay, type Facts, type Rule } from './facts';
import { healthCheckTime } from './health-check-time';

/** A health check failed before there was any fault. */
export const failsWithoutFault: Rule = (facts) => {
  const { evidence, steadyState } = facts;
  if (steadyState === null || !broke(facts, 'health-check-status', 'steady-state')) return [];
  return evidence.deployment.regions.flatMap((region) => {
    const { unhealthy, due } = healthWithin(evidence, region, steadyState);
    const url = askedUrl(facts, region);
    if (unhealthy === 0 || url === null) return [];
    return {
      finding: `the health check of ${region.region} fails without any fault`,
      evidence: `it was unhealthy in ${unhealthy} of the ${due} whole minutes before the fault; it asks ${url}; last report: ${lastReport(facts, region)}`,
      advice: `see what ${url} answers: it has to be a status from 200 to 399, within 2 s`,
    };
  });
};

/** The failed region's customers failed, and its health check did not see it. */
export const notDetected: Rule = (facts) => {
  const { evidence, failed, fault, own } = facts;
  if (fault === null || evidence.detectedAt !== null || own.failed === 0) return [];
  const { found, unhealthy } = healthWithin(evidence, failed, fault);
  const url = askedUrl(facts, failed);
  if (found === 0 || unhealthy > 0 || url === null) return [];
  const seen =
    `${own.failed} of ${own.requests} requests of ${failed.region} customers failed in the ${secondsOf(fault)} s of the fault, ` +
    `and the health check stayed healthy: it asks ${url}`;
  const watched = whoseHost(facts, failed);
  if (watched !== failed) return [watchesAnother(failed, `${seen}, ${nameOf(facts, watched)}`)];
  // What lasts less than the check takes has not been overlooked.
  if (secondsOf(fault) <= healthCheckTime(facts, failed).toFail) return [];
  return [
    {
      finding: `the health check of ${failed.region} does not notice that its customers fail`,
      evidence: `${seen}, the region's own host; last report: ${lastReport(facts, failed)}`,
      advice:
        'what it asks does not go through what the fault broke: let it ask something that fails when the service fails, ' +
        'and see that no cache or mock answers in its place',
    },
  ];
};

/** The health check took longer than the hypothesis allows, and so perhaps did the rerouting that waits for it. */
export const detectedLate: Rule = (facts) => {
  const { evidence, failed, fault, reroute } = facts;
  const { detectedAt } = evidence;
  if (fault === null || detectedAt === null) return [];
  const holdsUpReroute =
    broke(facts, 'seconds-to-reroute', 'recovery') &&
    reroute.kind === 'rerouted' &&
    detectedAt - fault.from > reroute.at - detectedAt;
  if (!broke(facts, 'seconds-to-detect', 'recovery') && !holdsUpReroute) return [];
  const seconds = secondsBetween(fault.from, detectedAt);
  const { toFail, settings, words } = healthCheckTime(facts, failed);
  return [
    {
      finding: `the health check of ${failed.region} notices the fault late`,
      evidence: `Route 53's checkers marked ${failed.region} unhealthy ${seconds} s after the fault started; ${words}`,
      advice:
        settings !== null && seconds > toFail + SLACK_SECONDS
          ? `its settings do not account for ${seconds - toFail} s of that: see when ${askedUrl(facts, failed) ?? 'what it asks'} began to fail`
          : 'let it ask every 10 s if it asks every 30 s (which takes a new check), or lower its failure threshold, or allow for the time in the hypothesis',
    },
  ];
};

/** The game day looks every 5 s, and the checkers do not ask all at once. */
const SLACK_SECONDS = 15;

/** The health check of a region that nobody broke failed during the fault. */
export const othersUnhealthy: Rule = (facts) => {
  const { evidence, failed, fault, others } = facts;
  if (fault === null || !broke(facts, 'health-check-status', 'sustained')) return [];
  return others.flatMap((other): Diagnosis[] => {
    const { unhealthy, due, firstUnhealthy } = healthWithin(evidence, other, fault);
    const url = askedUrl(facts, other);
    if (firstUnhealthy === null || url === null) return [];
    const seen = `it was unhealthy in ${unhealthy} of ${due} minutes of the fault, the first at ${timeOfDay(firstUnhealthy)}; it asks ${url}`;
    const watched = whoseHost(facts, other);
    if (watched !== other) return [watchesAnother(other, `${seen}, ${nameOf(facts, watched)}`)];
    return [
      {
        finding: `${other.region} became unhealthy together with ${failed.region}`,
        evidence: `${seen}, the region's own host; last report: ${lastReport(facts, other)}`,
        advice: `see what answers ${url}: it needs something of ${failed.region}, or it could not bear the customers of both regions`,
      },
    ];
  });
};

function watchesAnother(region: DeployedRegion, evidence: string): Diagnosis {
  return {
    finding: `the health check of ${region.region} does not watch its own region`,
    evidence,
    advice: `let it ask ${region.host}: in lab.config.json, remove or correct healthCheckHost of ${region.region}; then deploy, and repeat the game day`,
  };
}

/** The region whose host a health check asks; null where it is none of the lab's. */
function whoseHost({ evidence }: Facts, region: DeployedRegion): DeployedRegion | null {
  const host = evidence.healthChecks.get(region.region)?.target.host;
  return [region, ...evidence.deployment.regions].find((other) => other.host === host) ?? null;
}

function nameOf({ evidence }: Facts, watched: DeployedRegion | null): string {
  if (watched !== null) return `the host of ${watched.region}`;
  return `which is no region's own host; the lab has ${evidence.deployment.regions.map(({ host }) => host).join(' and ')}`;
}
