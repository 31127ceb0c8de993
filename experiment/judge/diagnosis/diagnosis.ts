import { hurtNobody, servedElsewhere, slowNotFailing } from './customer-rules';
import { detectedLate, notDetected } from './detection-rules';
import { factsOf, type DiagnosisSources, type Rule } from './facts';
import { expiredEarly, neverLive, onlySome, stopAlarm } from './game-day-rules';
import { failsWithoutFault, othersUnhealthy } from './health-check-rules';
import { attachedOnly, ifItMayHaveStruck, notInvoked, unlessItStruck } from './in-effect-rules';
import { noHealthStatus, notCounted } from './gaps-rules';
import { othersFailed } from './other-region-rules';
import { offSchedule } from './off-schedule-rule';
import { notBack } from './recovery-rules';
import { released } from './release-rule';
import { notRerouted, reroutedLate } from './reroute-rules';
import { throttled } from './throttling-rules';
import type { Diagnosis } from '../../journal/journal';
import { verdictOf } from '../judge';

/**
 * In the order in which a game day goes, after what may be behind all the others. Each speaks only where the evidence supports it, and
 * says nothing where something contradicts it.
 */
const RULES: readonly Rule[] = [
  throttled,
  offSchedule,
  failsWithoutFault,
  servedElsewhere,
  unlessItStruck(neverLive),
  onlySome,
  expiredEarly,
  attachedOnly,
  notInvoked,
  ifItMayHaveStruck(slowNotFailing),
  ifItMayHaveStruck(hurtNobody),
  notDetected,
  detectedLate,
  notRerouted,
  reroutedLate,
  othersFailed,
  othersUnhealthy,
  stopAlarm,
  notBack,
  notCounted,
  noHealthStatus,
];

/** Those that say that the fault was not what the hypothesis is about: worth knowing where it held, too. */
const ALSO_WHERE_IT_HELD: readonly Rule[] = [
  offSchedule,
  onlySome,
  expiredEarly,
  attachedOnly,
  slowNotFailing,
];

/**
 * Says what the evidence points at, where the hypothesis did not hold or could not be judged; where it held, only what makes that worth
 * less than it seems. Where nothing fits, it says nothing.
 * @returns one for each thing that was found, in the order of the game day
 */
export function diagnose(sources: DiagnosisSources): readonly Diagnosis[] {
  const { evidence, record } = sources;
  if (evidence === null) return [];
  const facts = factsOf(sources, evidence);
  // What else the evidence points at may come from what was released.
  if (record.releases.length > 0) return [released(facts)];
  const held = verdictOf(record.ending, record.checks) === 'held';
  return (held ? ALSO_WHERE_IT_HELD : RULES).flatMap((rule) => rule(facts));
}
