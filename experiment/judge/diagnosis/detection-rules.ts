import { HEALTHY_SHARE } from '../../measure/health-observer';
import { healthWithin } from '../../measure/health-minutes';
import type { Diagnosis } from '../../journal/journal';
import { secondsBetween, type Window } from '../../measure/metrics';
import { askedUrl, breaks, broke, lastReport, secondsOf, whoseHost, type Facts, type Rule } from './facts';
import { nameOf, watchesAnother } from './health-check-rules';
import { ANSWER_SECONDS, healthCheckTime } from './health-check-time';
import { faultIn, isInPart, reportsWithin } from './strike';
import { mustStrike } from '../../fault/struck';
import { duration } from '../../time/duration';

/** The failed region's customers failed, and its health check did not see it; or it cannot see it, for it looks elsewhere. */
export const notDetected: Rule = (facts) => {
  const { evidence, failed, fault, own } = facts;
  if (fault === null || evidence.detectedAt !== null) return [];
  const { due, found, unhealthy } = healthWithin(evidence, failed, fault);
  const url = askedUrl(facts, failed);
  if (unhealthy > 0 || url === null) return [];
  // In a minute that CloudWatch lacks it may have been unhealthy, where nobody watched the checkers either.
  const isKnown = found > 0 && (found === due || facts.isWatched);
  const status = isKnown
    ? 'the health check stayed healthy'
    : `CloudWatch has the status of the health check for ${found} of ${due} minutes, in which it was healthy`;
  const seen =
    `${own.failed} of ${own.requests} requests of ${failed.region} customers failed in the ${duration(secondsOf(fault))} of the fault, ` +
    `and ${found === 0 ? 'CloudWatch lacks the status of the health check' : status}: it asks ${url}`;
  const watched = whoseHost(facts, failed);
  // Whatever its status was, it was that of another host.
  if (watched !== failed) return [watchesAnother(facts, failed, `${seen}, ${nameOf(facts, watched)}`)];
  if (!isKnown || own.failed === 0) return [];
  const broken = brokenFor(facts, fault);
  // What lasts less than the check takes has not been overlooked, and what it asks has to be broken at all.
  if (broken === null || secondsOf(broken) <= healthCheckTime(facts, failed).toFail) return [];
  return [unnoticed(facts, broken, `${seen}, the region's own host`)];
};

/** While what the health check asks carried the fault; null where it was seen not to. */
function brokenFor({ failed, record }: Facts, fault: Window): Window | null {
  const { targetLiveAt } = record;
  if (targetLiveAt.size === 0) return fault;
  const from = targetLiveAt.get(failed.healthFunction);
  return from === undefined ? null : { from: Math.max(from, fault.from), to: fault.to };
}

function unnoticed(facts: Facts, broken: Window, seen: string): Diagnosis {
  const { evidence, failed, own } = facts;
  const { seen: reports, missed } = reportsWithin(facts, broken);
  const last = `last report: ${lastReport(facts, failed)}`;
  const counted =
    reports === 0
      ? last
      : `${missed} of ${reports} reports of its checkers in that time were failures; ${last}`;
  if (isInPart({ seen: reports, missed })) {
    const { failureThreshold } = evidence.healthChecks.get(failed.region)?.settings ?? {};
    const few = failureThreshold === 1 ? '1 failure' : `${failureThreshold ?? 'some'} failures in a row`;
    return {
      finding: `too few requests fail for the health check of ${failed.region} to notice`,
      evidence: `${seen}; ${counted}; a checker turns unhealthy after ${few}, and the region when ${HEALTHY_SHARE * 100} % of the checkers or fewer are healthy`,
      advice:
        'a health check like this one does not notice that a part of the requests fails: watch the rate of errors with an alarm, and let a health ' +
        'check follow the alarm; or inject into every invocation',
    };
  }
  const some = own.answered > 0 ? 'some of its customers fail' : 'its customers fail';
  const target = faultIn(facts, failed.healthFunction);
  const passesBy = reports > 0 && missed === 0 && mustStrike(target, ANSWER_SECONDS, reports);
  return {
    finding: `the health check of ${failed.region} does not notice that ${some}`,
    evidence: `${seen}; ${counted}`,
    advice: passesBy
      ? 'what it asks does not go through what the fault broke: let it ask something that fails when the service fails, ' +
        'and see that no cache or mock answers in its place'
      : `see whether what it asks fails when the service fails, and takes longer than the ${ANSWER_SECONDS} s that a checker waits`,
  };
}

/** The health check took longer than the hypothesis allows, and so perhaps did the rerouting that waits for it. */
export const detectedLate: Rule = (facts) => {
  const { evidence, failed, fault, reroute } = facts;
  const { detectedNotBefore: detectedAt } = evidence;
  if (fault === null || detectedAt === null || detectedAt < fault.from) return [];
  // They cannot have been moved before Route 53 had noticed.
  if (reroute.kind === 'rerouted' && reroute.at <= detectedAt) return [];
  const holdsUpReroute =
    broke(facts, 'seconds-to-reroute', 'recovery') &&
    reroute.kind === 'rerouted' &&
    detectedAt - fault.from > reroute.at - detectedAt;
  const seconds = secondsBetween(fault.from, detectedAt);
  if (!breaks(facts, 'seconds-to-detect', 'recovery', seconds) && !holdsUpReroute) return [];
  const { toFail, words } = healthCheckTime(facts, failed);
  const broken = brokenFor(facts, fault) ?? fault;
  const least = detectedAt === evidence.detectedAt ? '' : 'at least ';
  const seen = `Route 53's checkers marked ${failed.region} unhealthy ${least}${duration(seconds)} after the fault started`;
  const late = secondsBetween(fault.from, broken.from);
  if (late > SLACK_SECONDS && secondsBetween(broken.from, detectedAt) <= toFail + SLACK_SECONDS) {
    return [
      {
        finding: `the fault came late to what the health check of ${failed.region} asks`,
        evidence: `${seen}, and ${duration(secondsBetween(broken.from, detectedAt))} after it had come to ${failed.healthFunction}; ${words}`,
        advice:
          'see in the actions of the experiment what kept it: the other function failed for so long without anything that could notice',
      },
    ];
  }
  return [
    {
      finding: `the health check of ${failed.region} notices the fault late`,
      evidence: `${seen}; ${words}`,
      advice: lateAdvice(facts, { from: broken.from, to: detectedAt }),
    },
  ];
};

/** The game day looks every 5 s, and the checkers do not ask all at once. */
const SLACK_SECONDS = 15;

function lateAdvice(facts: Facts, { from, to }: Window): string {
  const { failed } = facts;
  const { toFail, settings } = healthCheckTime(facts, failed);
  const seconds = secondsBetween(from, to);
  const { seen, missed } = reportsWithin(facts, { from, to });
  if (settings === null || seconds <= toFail + SLACK_SECONDS) {
    return 'let it ask every 10 s if it asks every 30 s (which takes a new check), or lower its failure threshold, or allow for the time in the hypothesis';
  }
  if (isInPart({ seen, missed })) {
    return `only ${missed} of ${seen} reports of its checkers until then were failures, and ${settings.failureThreshold} in a row are needed: inject into every invocation, or allow for the time in the hypothesis`;
  }
  return `its settings do not account for ${seconds - toFail} s of that: see when ${askedUrl(facts, failed) ?? 'what it asks'} began to fail`;
}
