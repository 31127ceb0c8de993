import { answeredPerMinute, customersOf } from '../../measure/customers';
import type { DeployedRegion } from '../../deployment/deployment';
import { count, type CustomerBucket } from '../../measure/evidence';
import type { Diagnosis } from '../../journal/journal';
import { secondsBetween, type Window } from '../../measure/metrics';
import { breaks, type Facts, type Rule } from './facts';
import { duration } from '../../time/duration';
import { timeOfDay } from '../../time/time-of-day';

/** Failures that begin so soon with the fault began with it; and those that last no longer have not to do with what stays broken. */
const AT_ONCE_MS = 60_000;

/** Customers failed whose region nobody broke. */
export const othersFailed: Rule = (facts) => {
  const { fault, others } = facts;
  return fault === null ? [] : others.flatMap((other) => failedIn(facts, fault, other));
};

function failedIn(facts: Facts, fault: Window, other: DeployedRegion): Diagnosis[] {
  const { evidence, failed, steadyState } = facts;
  const buckets = customersOf(evidence, other, fault);
  const { requests, failed: lost } = count(buckets);
  // Another region may have broken the check, and this one only have had a hiccup.
  if (lost === 0 || !breaks(facts, 'customer-failure-rate', 'sustained', lost / requests)) return [];
  const failing = buckets.filter((bucket) => count([bucket]).failed > 0);
  const [first, last] = [failing[0], failing.at(-1)];
  const before = count(steadyState === null ? [] : customersOf(evidence, other, steadyState));
  // What fails without a fault says nothing about the fault, and neither does what was not counted without it.
  if (first === undefined || last === undefined || before.requests === 0 || before.failed > 0) return [];
  const lostWords = `${lost} of ${requests} requests of ${other.region} customers failed, the first at ${timeOfDay(first.at)}`;
  const arrival = arrivalAt(facts, fault, other);
  if (arrival !== null && first.at >= arrival) {
    return overloaded(facts, { other, lostWords, first, arrived: { from: arrival, to: fault.to } });
  }
  if (first.at - fault.from > AT_ONCE_MS || evidence.detectedNotBefore !== evidence.detectedAt) return [];
  // It healed while the fault went on: then it does not depend on what stayed broken.
  if (last.at - first.at < AT_ONCE_MS && fault.to - last.at > 2 * AT_ONCE_MS) return [];
  const arrived =
    arrival === null
      ? `no customers of ${failed.region} were sent there`
      : `the first customers of ${failed.region} came ${duration(secondsBetween(first.at, arrival))} later`;
  return [
    {
      finding: `${other.region} depends on something that failed with ${failed.region}`,
      evidence: `${lostWords}, ${duration(secondsBetween(fault.from, first.at))} after the fault started; ${arrived}`,
      advice: `find out what ${other.region} needs of ${failed.region}: a call, a database, a queue, an authoriser, a name`,
    },
  ];
}

/** When the other region answered the first customers of the failed one whom Route 53 had sent there; null where it sent none. */
function arrivalAt({ evidence, failed }: Facts, fault: Window, { region }: DeployedRegion): number | null {
  // Before Route 53 had marked the region unhealthy, it sent nobody away because of the fault.
  if (evidence.detectedNotBefore === null) return null;
  const sentAway = { from: evidence.detectedNotBefore, to: fault.to };
  const found = customersOf(evidence, failed, sentAway).find(
    ({ answeredBy }) => (answeredBy[region] ?? 0) > 0,
  );
  return found?.at ?? null;
}

interface Overload {
  readonly other: DeployedRegion;
  readonly lostWords: string;
  readonly first: CustomerBucket;
  /** From the first customers of the failed region on. */
  readonly arrived: Window;
}

function overloaded(
  { evidence, failed, steadyState }: Facts,
  { other, lostWords, first, arrived }: Overload,
): Diagnosis[] {
  const [before, after] = [steadyState, arrived].map(
    (window) => answeredPerMinute(evidence, other, window) ?? 0,
  );
  // It answered no more than without them: they were not what it could not bear.
  if (before === undefined || after === undefined || after <= before) return [];
  return [
    {
      finding: `${other.region} could not bear the customers of ${failed.region} too`,
      evidence:
        `${lostWords}, ${duration(secondsBetween(arrived.from, first.at))} after ${other.region} had answered the first customers of ${failed.region}; ` +
        `it answered ${before} requests a minute before the fault, and ${after} from then on`,
      advice: `raise what bounds ${other.region}: the concurrency of its functions and of the account there, the throttling of its API; and what stands behind them`,
    },
  ];
}
