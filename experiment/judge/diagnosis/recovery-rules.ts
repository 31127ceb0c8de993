import { answeredBy, customersOf } from '../../measure/customers';
import { healthWithin } from '../../measure/health-minutes';
import type { Diagnosis } from '../../journal/journal';
import { secondsBetween, type Window } from '../../measure/metrics';
import { minutesWithin } from '../../measure/gaps';
import { askedUrl, broke, lastReport, type Facts, type Rule } from './facts';
import { healthCheckTime } from './health-check-time';
import { duration } from '../../time/duration';

/** The region did not come back after the fault. */
export const notBack: Rule = (facts) => {
  const { evidence, failed, fault, restoration } = facts;
  const differences = evidence.differences ?? [];
  if (differences.length > 0) {
    return [
      {
        finding: `the functions of ${failed.region} are not as they were before the experiment`,
        evidence: differences.join('; '),
        advice: 'run npm run restore, and then terraform plan: it should find nothing to change',
      },
    ];
  }
  if (fault === null || restoration === null) return [];
  const health = healthWithin(evidence, failed, restoration);
  if (broke(facts, 'health-check-status', 'restoration') && health.unhealthy > 0)
    return [stillUnhealthy(facts, fault, restoration)];
  // Where it was unhealthy still, they belong elsewhere.
  if (!broke(facts, 'answered-by-own-region', 'restoration') || health.found === 0 || health.unhealthy > 0)
    return [];
  const buckets = customersOf(evidence, failed, restoration);
  const answered = answeredBy(buckets);
  const all = Object.values(answered).reduce((sum, value) => sum + value, 0);
  const isBack = (buckets.at(-1)?.answeredBy[failed.region] ?? 0) > 0;
  return [
    {
      finding: isBack
        ? `customers of ${failed.region} came back to it late`
        : `customers of ${failed.region} had not come back to it`,
      evidence:
        `its health check was healthy, but it answered ${answered[failed.region] ?? 0} of the ${all} requests of its customers that were answered ` +
        afterFault(fault, restoration),
      advice:
        'DNS answers are kept for 60 s after the health check has recovered: watch for longer (recoveryMinutes of the hypothesis); ' +
        'if that changes nothing, see that its latency record is still there',
    },
  ];
};

function stillUnhealthy(facts: Facts, fault: Window, restoration: Window): Diagnosis {
  const { evidence, failed } = facts;
  const { unhealthy, due } = healthWithin(evidence, failed, restoration);
  const { toRecover } = healthCheckTime(facts, failed);
  const functions =
    evidence.differences === null
      ? 'whether its functions are as they were is not known, and it'
      : 'its functions are as they were, but it';
  const seen =
    `${functions} was unhealthy in ${unhealthy} of ${due} whole minutes ${afterFault(fault, restoration)}; ` +
    `recovering takes up to ${toRecover} s, by the same threshold as failing`;
  // CloudWatch tells the status of whole minutes.
  const isBack =
    new Map(evidence.health.get(failed.region)).get(minutesWithin(restoration).at(-1) ?? NaN) === 1;
  if (isBack || secondsBetween(fault.to, restoration.from) < toRecover + 60) {
    return {
      finding: `the health check of ${failed.region} was not given time to recover`,
      evidence: seen,
      advice: 'watch for longer: raise recoveryMinutes of the hypothesis',
    };
  }
  return {
    finding: `${failed.region} did not become healthy again after the fault`,
    evidence: `${seen}; last report: ${lastReport(facts, failed)}`,
    advice: `see what ${askedUrl(facts, failed) ?? 'its health check asks'} answers now`,
  };
}

function afterFault(fault: Window, window: Window): string {
  return `${duration(secondsBetween(fault.to, window.from))} to ${duration(secondsBetween(fault.to, window.to))} after the fault was gone`;
}
