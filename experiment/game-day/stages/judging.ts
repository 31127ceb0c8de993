import type { CheckKind } from '../../../validation/hypothesis/check-kinds';
import { diagnose } from '../../judge/diagnosis/diagnosis';
import { gatherDenials, type DenialsProps } from '../../denials/gather-denials';
import type { Evidence } from '../../measure/evidence';
import type { GameDayContext } from '../context';
import { NOTHING, type Findings } from '../findings';
import { gatherDashboard, gatherEvidence, type EvidenceView } from './gather-evidence';
import type { Diagnosis } from '../../journal/journal';
import { judgeCheck } from '../../judge/judge';
import { messageOf } from '../../message-of';
import { CredentialsLost } from '../../aws/new-credentials';
import { RESUMED } from '../resume/resumable';
import { doubted, inferDetection, type Detection } from '../resume/infer-detection';

/** What judging checks reads, and the record that it changes. */
export type JudgingContext = Pick<GameDayContext, 'hypothesis' | 'record' | 'report'>;

/**
 * Reads the metrics, and judges what has not been judged yet.
 * @param look what the evidence points at; what it throws becomes the diagnosis, and costs nothing else
 */
export async function conclude(
  day: EvidenceView & JudgingContext & DenialsProps & Pick<GameDayContext, 'denied' | 'progress'>,
  look: typeof diagnose = diagnose,
): Promise<Findings> {
  const { hypothesis, region: failed, record, timeline } = day;
  day.progress.begin('judging', 'reading the metrics');
  const findings: { -readonly [Part in keyof Findings]: Findings[Part] } = { ...NOTHING };
  try {
    const measured = await gatherEvidence(day);
    const detection = inferDetection(day, measured);
    const { detectedAt, faultStartedAt } = record.moments;
    const detectedNotBefore =
      detection.kind === 'bounded' ? (faultStartedAt ?? 0) + detection.least * 1000 : detectedAt;
    const evidence = { ...measured, detectedAt, detectedNotBefore };
    findings.evidence = evidence;
    findings.dashboard = await gatherDashboard(day);
    if (record.fisExperiment !== null) {
      judge(day, ['sustained', 'recovery', 'restoration'], evidence, detection);
    }
  } catch (error) {
    // They can be read when somebody has logged in; then the game day is resumed.
    if (error instanceof CredentialsLost && record.reason === null) throw error;
    record.end('failed', `the metrics could not be read: ${messageOf(error)}`);
  }
  try {
    findings.diagnosis = look({
      ...{ hypothesis, failed, evidence: findings.evidence, record },
      isWatched: !timeline.entries.some(({ event }) => event === RESUMED),
    });
  } catch (error) {
    findings.diagnosis = [undiagnosed(error)];
  }
  if (day.denied === undefined) findings.denied = await gatherDenials(day);
  return findings;
}

/** The rules over the evidence are the lab's own: what they throw is a fault of the lab, and says nothing about the system. */
function undiagnosed(error: unknown): Diagnosis {
  return {
    finding: 'what the evidence points at could not be worked out',
    evidence: `the diagnosis ended with an error: ${messageOf(error)}`,
    advice:
      'judge by the checks and the timeline, which do not depend on it; and report the error together with this journal',
  };
}

/** Judges the checks of some kinds, but for those that have been judged. */
export function judge(
  { hypothesis, record, report }: JudgingContext,
  kinds: readonly CheckKind[],
  evidence: Evidence,
  detection: Detection = { kind: 'seen' },
): void {
  const judged = new Set(record.checks.map(({ name }) => name));
  for (const check of hypothesis.checks) {
    if (!kinds.includes(check.kind) || judged.has(check.name)) continue;
    const result = doubted(check, judgeCheck(check, evidence), detection);
    record.checks.push(result);
    report({ kind: 'check', check: result });
  }
}
