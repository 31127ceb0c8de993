import type { Journal } from '../../experiment/journal/journal';
import { checkGroups, type CheckGroups } from './check-rows';
import { customerRows, type CustomerRows } from './customer-rows';
import { deniedCalls, type DeniedCalls } from './denied';
import { figures, type Figure } from './key-figures';
import { inEffectRows, type InEffectRows } from './in-effect-rows';
import { missedMoments, moments, type Moment } from './milestones';
import { preflightRow, type PreflightRow } from './preflight-rows';
import { reasons, type Reasons } from './reasons';
import { restoration, type RestorationContent } from './restoration';
import { summary, type Summary } from './summary';
import { timelineRows, type TimelineRow } from './timeline-rows';

/** What is said of a game day, in words and in its order; every form of the report is drawn from it. Null: nothing is to be said. */
export interface ReportContent {
  /** For what is shown as it was recorded: the hypothesis, the deployment, the dashboard's lines. */
  readonly journal: Journal;
  readonly summary: Summary;
  readonly figures: readonly Figure[];
  readonly reasons: Reasons;
  readonly timeline: readonly TimelineRow[];
  readonly moments: readonly Moment[];
  /** Those of the moments that a reader misses. */
  readonly missedMoments: readonly Moment[];
  readonly checks: CheckGroups | null;
  readonly customers: CustomerRows | null;
  readonly inEffect: InEffectRows | null;
  readonly restoration: RestorationContent;
  readonly denied: DeniedCalls | null;
  readonly preflight: readonly PreflightRow[];
}

/** Says all that there is to say of a journal, once. */
export function reportContent(journal: Journal): ReportContent {
  return {
    journal,
    summary: summary(journal),
    figures: figures(journal),
    reasons: reasons(journal),
    timeline: timelineRows(journal),
    moments: moments(journal),
    missedMoments: missedMoments(journal),
    checks: checkGroups(journal),
    customers: customerRows(journal),
    inEffect: inEffectRows(journal),
    restoration: restoration(journal),
    denied: deniedCalls(journal),
    preflight: journal.preflight.map(preflightRow),
  };
}
