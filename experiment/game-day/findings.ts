import type { Denial, Diagnosis } from '../journal/journal';
import type { DashboardRecord } from '../journal/dashboard-record';
import type { Evidence } from '../measure/evidence';

/** What is known once a game day is over, and not before. */
export interface Findings {
  /** Null where the metrics could not be read. */
  readonly evidence: Evidence | null;
  readonly diagnosis: readonly Diagnosis[];
  /** What AWS denied to others than the runner, as far as its services tell. */
  readonly denied: readonly Denial[];
  readonly dashboard: DashboardRecord | null;
}

/** What is found out by a game day that has started nothing. */
export const NOTHING: Findings = { evidence: null, diagnosis: [], denied: [], dashboard: null };
