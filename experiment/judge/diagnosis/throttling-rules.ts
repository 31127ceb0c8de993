import type { DeployedRegion } from '../../deployment/deployment';
import { THROTTLES_PERIOD_MS, type Throttling } from '../../measure/throttling';
import type { Series } from '../../measure/metrics';
import type { Rule } from './facts';
import { timeOfDay } from '../../time/time-of-day';

/** Lambda refused invocations: whatever else is found then may only follow from that. */
export const throttled: Rule = ({ evidence }) =>
  evidence.deployment.regions.flatMap((region) => {
    const throttling = evidence.throttled.get(region.region);
    if (throttling === undefined) return [];
    const { refused, limit } = throttling;
    return [
      {
        finding: `Lambda refused invocations in ${region.region}: ${
          limit === null
            ? 'no more were allowed to run at once'
            : `no more than ${limit} may run there at once`
        }`,
        evidence: `${spanOf(throttling)}: ${[...refused].map(([name, minutes]) => `${name} ${times(sum(minutes))}`).join(', ')}${ofSimulator(region, throttling)}`,
        advice:
          `ask for more concurrent executions in ${region.region} (Service Quotas, AWS Lambda), or shorten the time-out of the functions, ` +
          'for which a slow one holds its execution; the check account-limits says before the start how many are needed',
      },
    ];
  });

/** `from 12:05:00 to 12:15:00`, the minutes of CloudWatch in which something was refused. */
function spanOf({ refused }: Throttling): string {
  const minutes = [...refused.values()].flat().map(([at]) => at);
  return `from ${timeOfDay(Math.min(...minutes))} to ${timeOfDay(Math.max(...minutes) + THROTTLES_PERIOD_MS)}`;
}

function ofSimulator({ loadFunction, region }: DeployedRegion, { refused }: Throttling): string {
  const minutes = refused.get(loadFunction);
  return minutes === undefined
    ? ''
    : `; ${loadFunction} simulates the customers of ${region}, who were not simulated, and not counted, for as many minutes`;
}

function sum(minutes: Series): number {
  return minutes.reduce((all, [, count]) => all + count, 0);
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
