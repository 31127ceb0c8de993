import { answeredBy, customersOf } from '../../measure/customers';
import type { DeployedRegion } from '../../deployment/deployment';
import { count } from '../../measure/evidence';
import { healthWithin } from '../../measure/health-minutes';
import type { Diagnosis } from '../../journal/journal';
import { secondsBetween, type Window } from '../../measure/metrics';
import { minutesWithin } from '../../measure/gaps';
import { askedUrl, broke, ownCustomers, secondsOf, type Facts, type Rule } from './facts';
import { isInPart, reportsWithin } from './strike';
import { duration } from '../../time/duration';
import { timeOfDay } from '../../time/time-of-day';

/**
 * How long customers may go on asking the old region after its checkers have marked it unhealthy: the 60 s for which the answer of such an alias
 * is kept (as observed; AWS gives no number), the seconds until all of Route 53's servers know, and some to spare.
 */
const DNS_MS = 90_000;

/** Route 53 marked the region unhealthy, and its customers failed on, or stayed with it. */
export const notRerouted: Rule = (facts) => {
  const { evidence, failed, fault, reroute, others } = facts;
  const { detectedAt } = evidence;
  if (fault === null || detectedAt === null || !(reroute.kind === 'never' || reroute.kind === 'unaffected'))
    return [];
  const rest = { from: detectedAt, to: fault.to };
  if (rest.to - rest.from < DNS_MS) return [];
  const { requests, failed: lost, answered, elsewhere } = ownCustomers(evidence, failed, rest);
  // By CloudWatch it was healthy all that time: then nobody knows who is right.
  const { found, unhealthy } = healthWithin(evidence, failed, rest);
  if (found > 0 && unhealthy === 0) return [];
  if (requests === 0 || lost + answered === 0) return [];
  const kept = lost === 0 || answered > 0 ? `, and ${failed.region} answered ${answered}` : '';
  const seen =
    `Route 53's checkers marked ${failed.region} unhealthy at ${timeOfDay(detectedAt)}; in the ${duration(secondsOf(rest))} until the end of the fault, ` +
    `${lost} of ${requests} requests of its customers failed${kept}`;
  if (lost > 0 && noneHealthy(facts, rest)) {
    const minutes = others.map((other) => {
      const health = healthWithin(evidence, other, rest);
      return `${other.region} was unhealthy in ${health.unhealthy} of ${health.due} minutes of that time`;
    });
    return [
      {
        finding: `no healthy region was left to take the customers of ${failed.region}`,
        evidence: [seen, ...minutes].join('; '),
        advice:
          'where no health check is healthy, Route 53 answers as if all were: find out what made the other regions unhealthy',
      },
    ];
  }
  // Failures may be those of another region to which they had been sent, where that one fails its own customers too.
  if (answered === 0 && !others.every((other) => servesItsOwn(facts, other, rest))) return [];
  const turned = turnedHealthy(facts, rest, seen);
  if (turned.length > 0) return turned;
  if (elsewhere === 0) {
    return [
      {
        finding: `Route 53 marked ${failed.region} unhealthy, and yet its customers were not sent to another region`,
        evidence: `${seen}, and no other region answered any`,
        advice:
          `see that the latency record of ${failed.region} names its health check (health_check_id), that the shared name has a latency record ` +
          'for each other region, and that nothing on the way keeps old DNS answers or connections',
      },
    ];
  }
  return [
    {
      finding: `some customers of ${failed.region} stayed with it after Route 53 had marked it unhealthy`,
      evidence: `${seen}, and other regions answered ${elsewhere}`,
      advice:
        'look for what keeps DNS answers longer than 60 s, or connections open; and whether the health check turned healthy in between',
    },
  ];
};

/** Customers are sent back whenever their region's health check turns healthy again. */
function turnedHealthy(facts: Facts, rest: Window, evidence: string): Diagnosis[] {
  const { failed } = facts;
  const { found, unhealthy } = healthWithin(facts.evidence, failed, rest);
  const reports = reportsWithin(facts, rest);
  if (isInPart(reports)) {
    return [
      {
        finding: `only a part of what the health check of ${failed.region} asks fails, so that it does not stay unhealthy`,
        evidence: `${evidence}; ${reports.missed} of ${reports.seen} reports of its checkers in that time were failures`,
        advice:
          'inject into every invocation, or raise its failure threshold: customers are sent back each time',
      },
    ];
  }
  if (unhealthy === found) return [];
  return [
    {
      finding: `the health check of ${failed.region} turned healthy again while the fault lasted`,
      evidence: `${evidence}; by CloudWatch it was healthy in ${found - unhealthy} of ${found} whole minutes of that time`,
      advice: `see what answers ${askedUrl(facts, failed) ?? 'what it asks'}: customers are sent back each time`,
    },
  ];
}

/** The customers were moved long after Route 53 had changed its answer. */
export const reroutedLate: Rule = (facts) => {
  const { evidence, failed, fault, reroute } = facts;
  const { detectedAt } = evidence;
  if (fault === null || detectedAt === null || reroute.kind !== 'rerouted') return [];
  if (!broke(facts, 'seconds-to-reroute', 'recovery') || reroute.at - detectedAt <= DNS_MS) return [];
  const late = ownCustomers(evidence, failed, { from: detectedAt + DNS_MS, to: reroute.at });
  // Where most were with another region by then, they had not stayed: something else failed a few of them.
  if (late.elsewhere * 2 >= late.requests) return [];
  return [
    {
      finding: `customers of ${failed.region} stayed with it long after Route 53 had marked it unhealthy`,
      evidence:
        `Route 53's checkers marked ${failed.region} unhealthy ${duration(secondsBetween(fault.from, detectedAt))} after the fault started, and the last request ` +
        `${late.failed > 0 ? 'failed' : 'was answered by it'} ${duration(secondsBetween(detectedAt, reroute.at))} later; a DNS answer is kept for 60 s`,
      advice:
        'look for what keeps DNS answers longer (a resolver, the cache of a runtime such as Java), or connections open',
    },
  ];
};

/** Whether no other region was healthy for two minutes on end, which moving customers takes. What is not known may have been healthy. */
function noneHealthy({ evidence, others }: Facts, window: Window): boolean {
  const known = others.map(({ region }) => new Map(evidence.health.get(region) ?? []));
  const minutes = minutesWithin(window).map((minute) => known.every((status) => status.get(minute) === 0));
  const wasOneLeft = minutes.some((none, index) => !none && minutes[index + 1] === false);
  return others.length > 0 && minutes.includes(true) && !wasOneLeft;
}

/** Whether a region's own customers were asked for, and none of their requests failed. */
function servesItsOwn({ evidence }: Facts, region: DeployedRegion, window: Window): boolean {
  const buckets = customersOf(evidence, region, window);
  const { requests, failed } = count(buckets);
  return requests > 0 && failed === 0 && (answeredBy(buckets)[region.region] ?? 0) > 0;
}
