import {
  hurtNobody,
  notRerouted,
  othersFailed,
  reroutedLate,
  servedElsewhere,
} from './diagnosis/customer-rules';
import { factsOf, type DiagnosisSources, type Rule } from './diagnosis/facts';
import { neverLive, stopAlarm } from './diagnosis/game-day-rules';
import {
  detectedLate,
  failsWithoutFault,
  notDetected,
  othersUnhealthy,
} from './diagnosis/health-check-rules';
import { attachedOnly, ifItMayHaveStruck, notInvoked, unlessItStruck } from './diagnosis/in-effect-rules';
import { noHealthStatus, notCounted } from './diagnosis/missing-rules';
import { notBack } from './diagnosis/recovery-rules';
import { throttled } from './diagnosis/throttling-rules';
import type { Diagnosis } from './journal';
import { verdictOf } from './judge';

/** In the order in which a game day goes, after what may be behind all the others. Each speaks only where the evidence supports it. */
const RULES: readonly Rule[] = [
  throttled,
  failsWithoutFault,
  servedElsewhere,
  unlessItStruck(neverLive),
  attachedOnly,
  notInvoked,
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

/**
 * Says what the evidence points at, where the hypothesis did not hold or could not be judged. Where nothing fits, it says nothing.
 * @returns one for each thing that was found, in the order of the game day; empty where the hypothesis held
 */
export function diagnose(sources: DiagnosisSources): readonly Diagnosis[] {
  const { evidence, record } = sources;
  if (evidence === null || verdictOf(record.ending, record.checks) === 'held') return [];
  const facts = factsOf(sources, evidence);
  return RULES.flatMap((rule) => rule(facts));
}
