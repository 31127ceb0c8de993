import type { CheckResult, Journal, Verdict } from '../../experiment/journal/journal';
import { checkValues, type CheckValues } from './check-values';
import { isRunning, wasStarted } from './journal-status';
import { KINDS, outcome } from './labels';

/** A check of the hypothesis as every report shows it. */
export interface CheckRow extends CheckValues {
  readonly name: string;
  readonly symbol: string;
  readonly word: string;
  /** The colour. */
  readonly verdict: Verdict;
  readonly detail: string;
}

/** The checks of one kind, in the order of the hypothesis. */
export interface CheckGroup {
  /** `Steady state` */
  readonly word: string;
  /** `Was everything healthy before the fault?` */
  readonly question: string;
  readonly rows: readonly CheckRow[];
}

/** All checks that were made. */
export interface CheckGroups {
  readonly groups: readonly CheckGroup[];
  /** The file of the rehearsal that the rows' `expected` is of; null where there is none. */
  readonly expectedFrom: string | null;
  /** Why there are no groups, in a sentence. */
  readonly none: string;
}

/** The checks by their kind; null where nothing was started and none was made. */
export function checkGroups(journal: Journal): CheckGroups | null {
  const { checks, expected } = journal;
  if (checks.length === 0 && !wasStarted(journal)) return null;
  const kinds = [...new Set(checks.map(({ kind }) => kind))];
  return {
    groups: kinds.map((kind) => ({
      ...KINDS[kind],
      rows: checks.filter((check) => check.kind === kind).map((check) => checkRow(check, journal)),
    })),
    expectedFrom: expected === null ? null : expected.source,
    none: isRunning(journal) ? 'No check had been made yet.' : 'No check was made.',
  };
}

/** One check with its values in words. */
export function checkRow(check: CheckResult, journal: Journal): CheckRow {
  return { name: check.name, ...outcome(check), ...checkValues(check, journal), detail: check.detail };
}
