import type { CheckKind } from '../../schemas/hypothesis';
import { diagnose } from '../diagnosis';
import type { Evidence } from '../evidence';
import type { Findings, GameDayContext } from './context';
import { gatherDashboard, gatherEvidence } from './gather-evidence';
import type { Journal } from '../journal';
import { judgeCheck } from '../judge';
import { messageOf } from '../message-of';
import { doubted, noteDetection, type Detection } from './unseen-detection';

/** Reads the metrics, and judges what has not been judged yet. Returns the journal of a game day that is over. */
export async function conclude(day: GameDayContext): Promise<Journal> {
  day.begin('judging', 'reading the metrics');
  const findings: { -readonly [Part in keyof Findings]: Findings[Part] } = {
    evidence: null,
    diagnosis: [],
    dashboard: null,
  };
  try {
    const measured = await gatherEvidence(day);
    const detection = noteDetection(day, measured);
    const evidence = { ...measured, detectedAt: day.record.moments.detectedAt };
    findings.evidence = evidence;
    findings.dashboard = await gatherDashboard(day);
    if (day.experiment !== null) judge(day, ['sustained', 'recovery', 'restoration'], evidence, detection);
    findings.diagnosis = diagnose({
      hypothesis: day.hypothesis,
      failed: day.region,
      evidence,
      record: day.record,
    });
  } catch (error) {
    day.record.end('failed', `the metrics could not be read: ${messageOf(error)}`);
  }
  return day.over(findings);
}

/** Judges the checks of some kinds, but for those that have been judged. */
export function judge(
  day: GameDayContext,
  kinds: readonly CheckKind[],
  evidence: Evidence,
  detection: Detection = { kind: 'seen' },
): void {
  const judged = new Set(day.record.checks.map(({ name }) => name));
  for (const check of day.hypothesis.checks) {
    if (!kinds.includes(check.kind) || judged.has(check.name)) continue;
    const result = doubted(check, judgeCheck(check, evidence), detection);
    day.record.checks.push(result);
    day.report({ kind: 'check', check: result });
  }
}
