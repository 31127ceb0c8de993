import { answeredBy, answeredPerMinute, customersOf } from '../customers';
import type { DeployedRegion } from '../deployment';
import { count, type CustomerBucket } from '../evidence';
import { healthWithin } from '../health-minutes';
import type { Diagnosis } from '../journal';
import { secondsBetween, type Window } from '../metrics';
import { gapsIn } from '../missing';
import { broke, secondsOf, targetNames, timeOfDay, type Facts, type Rule } from './facts';

/**
 * How long customers may go on asking the old region after its checkers have marked it unhealthy: the 60 s for which the answer of such an alias
 * is kept (as observed; AWS gives no number), the seconds until all of Route 53's servers know, and some to spare.
 */
const DNS_MS = 90_000;

/** A region's customers are answered by another region without any fault, although Route 53 holds their own for healthy. */
export const servedElsewhere: Rule = ({ evidence, steadyState }) => {
  if (steadyState === null) return [];
  return evidence.deployment.regions.flatMap((region) => {
    const answered = answeredBy(customersOf(evidence, region, steadyState));
    const all = sumOf(answered);
    const [most, share = 0] = Object.entries(answered).sort(([, a], [, b]) => b - a)[0] ?? [];
    if (most === undefined || most === region.region) return [];
    if (healthWithin(evidence, region, steadyState).unhealthy > 0) return [];
    return {
      finding: `customers of ${region.region} are served by ${most} even without a fault`,
      evidence: `before the fault, ${most} answered ${share} of the ${all} requests of ${region.region} customers that were answered`,
      advice: `see that the shared name has a latency record for ${region.region}, and that it is the nearest region of its customers`,
    };
  });
};

/** The fault was live, and nobody noticed. */
export const hurtNobody: Rule = (facts) => {
  const { evidence, failed, fault, own } = facts;
  if (fault === null || own.requests === 0 || own.failed > 0) return [];
  const buckets = customersOf(evidence, failed, fault);
  const answered = answeredBy(buckets)[failed.region] ?? 0;
  // Those who were with another region all the time could not be hurt.
  if (answered === 0 || gapsIn(buckets, fault, failed).length > 0) return [];
  const checked = evidence.detectedAt === null ? 'stayed healthy too' : 'did notice it';
  return [
    {
      finding: 'the fault is not on the path that customers use',
      evidence:
        `none of ${own.requests} requests of ${failed.region} customers failed in the ${secondsOf(fault)} s in which ` +
        `${targetNames(failed)} served the fault, and ${failed.region} answered ${answered} of them; its health check ${checked}`,
      advice:
        `see that the API calls these functions, and through the alias ${evidence.deployment.alias}, ` +
        'and that the added latency is longer than the time-out of the functions',
    },
  ];
};

/** Route 53 marked the region unhealthy, and its customers failed on. */
export const notRerouted: Rule = (facts) => {
  const { evidence, failed, fault, reroute, others } = facts;
  const { detectedAt } = evidence;
  if (fault === null || detectedAt === null || reroute.kind !== 'never') return [];
  const rest = { from: detectedAt, to: fault.to };
  if (rest.to - rest.from < DNS_MS) return [];
  const buckets = customersOf(evidence, failed, rest);
  const { requests, failed: lost } = count(buckets);
  const elsewhere = sumOf(answeredBy(buckets)) - (answeredBy(buckets)[failed.region] ?? 0);
  const seen = `Route 53's checkers marked ${failed.region} unhealthy at ${timeOfDay(detectedAt)}; in the ${secondsOf(rest)} s until the end of the fault, ${lost} of ${requests} requests of its customers failed`;
  const health = others.map((other) => ({ other, ...healthWithin(evidence, other, rest) }));
  if (health.length > 0 && health.every(({ unhealthy }) => unhealthy > 0)) {
    const minutes = health.map(
      ({ other, unhealthy, due }) =>
        `${other.region} was unhealthy in ${unhealthy} of ${due} minutes of that time`,
    );
    return [
      {
        finding: `no healthy region was left to take the customers of ${failed.region}`,
        evidence: [seen, ...minutes].join('; '),
        advice:
          'where no health check is healthy, Route 53 answers as if all were: find out what made the other regions unhealthy',
      },
    ];
  }
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
        'look for what keeps DNS answers longer than 60 s, or connections open; and for failures of the regions that took over',
    },
  ];
};

/** The customers were served again, long after Route 53 had changed its answer. */
export const reroutedLate: Rule = (facts) => {
  const { evidence, failed, fault, reroute } = facts;
  const { detectedAt } = evidence;
  if (fault === null || detectedAt === null || reroute.kind !== 'rerouted') return [];
  if (!broke(facts, 'seconds-to-reroute', 'recovery') || reroute.at - detectedAt <= DNS_MS) return [];
  return [
    {
      finding: `customers of ${failed.region} stayed with it long after Route 53 had marked it unhealthy`,
      evidence:
        `Route 53's checkers marked ${failed.region} unhealthy ${secondsBetween(fault.from, detectedAt)} s after the fault started, and the last request ` +
        `failed ${secondsBetween(detectedAt, reroute.at)} s later; a DNS answer is kept for 60 s`,
      advice:
        'look for what keeps DNS answers longer (a resolver, the cache of a runtime such as Java), or connections open',
    },
  ];
};

/** Customers failed whose region nobody broke. */
export const othersFailed: Rule = (facts) => {
  const { fault, others } = facts;
  if (fault === null || !broke(facts, 'customer-failure-rate', 'sustained')) return [];
  return others.flatMap((other) => othersFailedIn(facts, fault, other));
};

/** Failures that begin so soon with the fault began with it. */
const AT_ONCE_MS = 60_000;

function othersFailedIn(facts: Facts, fault: Window, other: DeployedRegion): Diagnosis[] {
  const { evidence, failed, steadyState } = facts;
  const buckets = customersOf(evidence, other, fault);
  const { requests, failed: lost } = count(buckets);
  const first = buckets.find((bucket) => count([bucket]).failed > 0);
  const before = count(steadyState === null ? [] : customersOf(evidence, other, steadyState));
  // What fails without a fault says nothing about the fault.
  if (first === undefined || before.failed > 0) return [];
  // Before Route 53 had marked the region unhealthy, it sent nobody away because of the fault.
  const sentAway = evidence.detectedAt === null ? null : { from: evidence.detectedAt, to: fault.to };
  const arrival = (sentAway === null ? [] : customersOf(evidence, failed, sentAway)).find(
    (bucket) => answersOf(bucket, other) > 0,
  );
  const lostWords = `${lost} of ${requests} requests of ${other.region} customers failed, the first at ${timeOfDay(first.at)}`;
  if (arrival !== undefined && first.at >= arrival.at) {
    const rate = (window: Window | null) => answeredPerMinute(evidence, other, window) ?? '?';
    return [
      {
        finding: `${other.region} could not bear the customers of ${failed.region} too`,
        evidence:
          `${lostWords}, ${secondsBetween(arrival.at, first.at)} s after ${other.region} had answered the first customers of ${failed.region}; ` +
          `it answered ${rate(steadyState)} requests a minute before the fault, and ${rate({ from: arrival.at, to: fault.to })} from then on`,
        advice: `raise what bounds ${other.region}: the concurrency of its functions and of the account there, the throttling of its API; and what stands behind them`,
      },
    ];
  }
  if (first.at - fault.from > AT_ONCE_MS) return [];
  const arrived =
    arrival === undefined
      ? `no customers of ${failed.region} were sent there`
      : `the first customers of ${failed.region} came ${secondsBetween(first.at, arrival.at)} s later`;
  return [
    {
      finding: `${other.region} depends on something that failed with ${failed.region}`,
      evidence: `${lostWords}, ${secondsBetween(fault.from, first.at)} s after the fault started; ${arrived}`,
      advice: `find out what ${other.region} needs of ${failed.region}: a call, a database, a queue, an authoriser, a name`,
    },
  ];
}

function answersOf({ answeredBy: sums }: CustomerBucket, { region }: DeployedRegion): number {
  return sums[region] ?? 0;
}

function sumOf(values: Readonly<Record<string, number>>): number {
  return Object.values(values).reduce((sum, value) => sum + value, 0);
}
