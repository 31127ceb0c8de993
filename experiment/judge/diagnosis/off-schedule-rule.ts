import { count } from '../../measure/evidence';
import type { Rule } from './facts';

/** A simulator could not keep its own rate: what it counted is true, and not all that was asked for. */
export const offSchedule: Rule = ({ evidence }) =>
  evidence.deployment.regions.flatMap(({ region, loadFunction, requestsPerMinute }) => {
    const found = evidence.offSchedule.get(region);
    if (found === undefined) return [];
    const { late, dropped } = found;
    const { requests } = count(evidence.customers.get(region) ?? []);
    return [
      {
        finding: `the simulator of ${region} did not keep its rate of ${requestsPerMinute} requests a minute`,
        evidence: `${loadFunction} sent ${late} of ${requests} requests more than 1 s late, and dropped ${dropped} that would have come more than 5 s late`,
        advice: `share the rate among more of them (regions[].customers.workers of lab.config.json), and see in its log and metrics whether ${loadFunction} was slowed down`,
      },
    ];
  });
