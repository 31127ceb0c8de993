import { targetsOf } from '../../deployment/deployment';
import { secondsBetween } from '../../measure/metrics';
import { count } from '../../measure/evidence';
import { customersOf } from '../../measure/customers';
import { healthWithin } from '../../measure/health-minutes';
import { expiresAfterMs } from '../../fault/fault-record';
import { ownCustomers, targetNames, type Facts, type Rule } from './facts';
import { duration } from '../../time/duration';
import { timeOfDay } from '../../time/time-of-day';

/** FIS says that all was done, and yet there was no fault. */
export const neverLive: Rule = (facts) => {
  const { evidence, failed, record, isWatched } = facts;
  const { ending, startedAt: from, endedAt: to, moments, experiment } = record;
  // Where nobody watched all the time, a fault may have come and gone.
  if (ending !== 'completed' || from === null || moments.faultStartedAt !== null || !isWatched) return [];
  const window = { from, to: to ?? Infinity };
  const isStruck =
    moments.detectedAt !== null ||
    ownCustomers(evidence, failed, window).failed > 0 ||
    (to !== null && healthWithin(evidence, failed, { from, to }).unhealthy > 0);
  // Something failed, whatever was seen of the functions.
  if (isStruck) return [];
  const actions = experiment?.actions ?? [];
  const isSkipped = actions.length > 0 && actions.every(({ status }) => status === 'skipped');
  return [
    {
      finding: 'the fault never went live',
      evidence: `FIS completed the experiment, and at none of the looks, one every 5 s, did ${targetsOf(failed).join(' or ')} carry the fault`,
      advice: isSkipped
        ? 'FIS skipped every action, as it does with the option actionsMode: skip-all: start the experiment without it'
        : 'look at the automations of the S00 actions in Systems Manager: one that takes longer than the maxDuration of its action is cancelled, ' +
          'and FIS counts the action as completed',
    },
  ];
};

/** The fault came to some of the functions, and not to the others. */
export const onlySome: Rule = (facts) => {
  const { evidence, failed, fault, own, record, isWatched } = facts;
  const { ending, moments, targetLiveAt } = record;
  const carried = targetsOf(failed).filter((name) => targetLiveAt.has(name));
  const missing = targetsOf(failed).filter((name) => !targetLiveAt.has(name));
  if (ending !== 'completed' || fault === null || moments.faultLiveAt !== null) return [];
  if (carried.length === 0 || missing.length === 0) return [];
  const planned = evidence.fault.targets.map(({ functionName }) => functionName);
  const isPlanned = planned.length > 0 && !missing.some((name) => planned.includes(name));
  if (!isPlanned && !isWatched) return [];
  const [has, hasNot] = [carried.join(' and '), missing.join(' and ')];
  const met = `${own.failed} of ${own.requests} requests of ${failed.region} customers failed, and its health check ${evidence.detectedAt === null ? 'stayed healthy' : 'turned unhealthy'}`;
  return [
    {
      finding: `the fault was in ${has} only`,
      evidence: isPlanned
        ? `the template attaches it to ${has}, and not to ${hasNot}; ${met}`
        : `${has} carried it from ${timeOfDay(fault.from)} on, and at none of the looks, one every 5 s, did ${hasNot}; ${met}`,
      advice: isPlanned
        ? `attach it to ${targetNames(failed)}, as a failure of Lambda in the region would strike both; or read the verdict as one about ${has} alone`
        : `look at the automation of the S00 action for ${hasNot} in Systems Manager: one that takes longer than the maxDuration of its action is cancelled, and FIS counts the action as completed`,
    },
  ];
};

/** The fault ended by itself before the experiment did. */
export const expiredEarly: Rule = ({ evidence, failed, fault, record }) => {
  const { restoredAt } = record.moments;
  const expiresMs = expiresAfterMs(evidence.fault);
  if (fault === null || restoredAt === null || fault.from + expiresMs >= restoredAt) return [];
  return [
    {
      finding: `the fault in ${failed.region} expired before it was taken away`,
      evidence: `it expires ${expiresMs / 60_000} min after it is attached, and was taken away after ${duration(secondsBetween(fault.from, restoredAt))}; only the time until then is judged`,
      advice: 'let it live longer than the experiment: raise ExpiresAfterMinutes in the template',
    },
  ];
};

/** A stop alarm ended the experiment: whose customers failed? */
export const stopAlarm: Rule = (facts) => {
  const { evidence, others, record } = facts;
  const { ending, reason, startedAt: from } = record;
  const to = stoppedAt(facts);
  // In FIS' words: "Experiment halted by stop condition."
  if (ending !== 'stopped' || !/stop condition/i.test(reason ?? '') || from === null || to === null)
    return [];
  const counts = others.map((other) => ({ other, ...count(customersOf(evidence, other, { from, to })) }));
  const span = `from ${timeOfDay(from)} to ${timeOfDay(to)}`;
  const seen = counts.map(
    ({ other, requests, failed }) => `${other.region}: ${failed} of ${requests} requests failed`,
  );
  const hurt = counts.filter(({ failed }) => failed > 0).map(({ other }) => other.region);
  return [
    {
      finding:
        hurt.length > 0
          ? `the stop alarm ended the experiment, because customers of ${hurt.join(' and ')} failed`
          : 'the stop alarm ended the experiment, although no customers of other regions are known to have failed',
      evidence: `${span}: ${seen.join('; ')}`,
      advice:
        hurt.length > 0
          ? 'find out why they failed before the next game day; until then the fault reaches further than the region that it is meant for'
          : 'look at the history of the stop alarms in CloudWatch: what did they see, and what do they make of missing values?',
    },
  ];
};

/** When FIS stopped the experiment, by its actions; else when the functions had been restored, which is later. */
function stoppedAt({ record: { experiment, endedAt } }: Facts): number | null {
  const stopped = (experiment?.actions ?? []).flatMap(({ status, endedAt: end }) =>
    status === 'stopped' && end !== null ? [Date.parse(end)] : [],
  );
  return stopped.length === 0 ? endedAt : Math.max(...stopped);
}
