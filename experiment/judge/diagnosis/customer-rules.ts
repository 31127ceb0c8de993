import { answeredBy, customersOf } from '../../measure/customers';
import { count } from '../../measure/evidence';
import { healthWithin } from '../../measure/health-minutes';
import { secondsBetween } from '../../measure/metrics';
import { gapsIn } from '../../measure/gaps';
import { ownCustomers, secondsOf, type Facts, type Rule } from './facts';
import { ANSWER_SECONDS } from './health-check-time';
import { carriedBy, faultIn } from './strike';
import { isHeldLess, isSlow, mustStrike, settingOf, wordsOf } from '../../fault/struck';
import { duration } from '../../time/duration';

/** Most requests of a region's customers are answered by another region without any fault, although Route 53 holds their own for healthy. */
export const servedElsewhere: Rule = ({ evidence, steadyState }) => {
  if (steadyState === null) return [];
  return evidence.deployment.regions.flatMap((region) => {
    const buckets = customersOf(evidence, region, steadyState);
    const answered = answeredBy(buckets);
    const all = Object.values(answered).reduce((sum, value) => sum + value, 0);
    const [most, share = 0] = Object.entries(answered).sort(([, a], [, b]) => b - a)[0] ?? [];
    if (most === undefined || most === region.region || share * 2 <= count(buckets).requests) return [];
    if (healthWithin(evidence, region, steadyState).unhealthy > 0) return [];
    return {
      finding: `customers of ${region.region} are served by ${most} even without a fault`,
      evidence: `before the fault, ${most} answered ${share} of the ${all} requests of ${region.region} customers that were answered`,
      advice: `see that the shared name has a latency record for ${region.region}, and that it is the nearest region of its customers`,
    };
  });
};

/** The function that customers call carried a fault that no invocation survives, and yet they were answered. */
export const hurtNobody: Rule = (facts) => {
  const { evidence, failed } = facts;
  const { helloFunction: name } = failed;
  const target = faultIn(facts, name);
  const carried = carriedBy(facts, name);
  if (target === null || carried === null) return [];
  const own = ownCustomers(evidence, failed, carried);
  if (own.failed > 0 || own.answered === 0) return [];
  // Those who were with another region all the time could not be hurt.
  if (!mustStrike(target, target.timeoutSeconds, own.answered)) return [];
  if (gapsIn(customersOf(evidence, failed, carried), carried, failed).length > 0) return [];
  return [
    {
      finding: `requests of ${failed.region} customers did not meet the fault`,
      evidence:
        `${name} carried ${wordsOf(target)} for ${duration(secondsOf(carried))}, and times out after ${target.timeoutSeconds ?? '?'} s; ` +
        `in that time ${failed.region} answered ${own.answered} of ${own.requests} requests of its customers, and none failed; its health check ${healthWords(facts)}`,
      advice:
        `see that the API calls ${name}, and through the alias ${evidence.deployment.alias}; and that the extension holds invocations back: ` +
        'it says so in the log of the function',
    },
  ];
};

/** The fault could not make anybody fail, and nobody did. */
export const slowNotFailing: Rule = (facts) => {
  const { evidence, failed, fault, own } = facts;
  const { helloFunction: name } = failed;
  const target = faultIn(facts, name);
  if (fault === null || target === null || !isSlow(target)) return [];
  if (!facts.record.targetLiveAt.has(name) || own.failed > 0 || own.answered === 0) return [];
  if (gapsIn(customersOf(evidence, failed, fault), fault, failed).length > 0) return [];
  const { timeoutSeconds } = target;
  const waits = isHeldLess(target, ANSWER_SECONDS)
    ? `, whose checkers wait ${ANSWER_SECONDS} s for an answer,`
    : '';
  return [
    {
      finding: `slow, not failing: ${wordsOf(target)} is less than the ${timeoutSeconds ?? '?'} s after which ${name} times out`,
      evidence:
        `none of ${own.requests} requests of ${failed.region} customers failed in the ${duration(secondsOf(fault))} of the fault: ${failed.region} answered ` +
        `${own.answered} of them, and other regions ${own.elsewhere}; its health check${waits} ${healthWords(facts)}`,
      advice: `how slow these answers were is not measured; to see ${failed.region} fail, hold requests back for ${timeoutSeconds ?? '?'} s or more (${settingOf(target)})`,
    },
  ];
};

function healthWords({ evidence, fault }: Facts): string {
  const { detectedAt } = evidence;
  if (detectedAt === null || fault === null) return 'stayed healthy';
  return `turned unhealthy ${duration(secondsBetween(fault.from, detectedAt))} after the fault started`;
}
