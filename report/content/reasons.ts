import type { Journal } from '../../experiment/journal/journal';
import { checkRow, type CheckRow } from './check-rows';
import { isRunning, wasStarted } from './journal-status';
import { counted } from './format';
import { STATUSES } from './labels';
import { preflightRow, type PreflightRow } from './preflight-rows';
import { restoration } from './restoration';

/** Why the verdict is what it is: sentences first, then the checks that did not pass. */
export interface Reasons {
  readonly sentences: readonly string[];
  /** The checks that did not hold; those that were not measured stand behind them. */
  readonly checks: readonly CheckRow[];
  /** The checks before the start that did not pass and were not forced. */
  readonly refused: readonly PreflightRow[];
}

/** Gathers why a journal has its verdict; a reader should need nothing else to know what to look at. */
export function reasons(journal: Journal): Reasons {
  const failed = journal.checks.filter((check) => check.held === false);
  const unmeasured = journal.checks.filter((check) => check.held === null);
  const notPassed = journal.preflight.filter(({ passed }) => passed !== true);
  const forced = notPassed.filter((result) => result.forced).map(({ name }) => name);
  const sentences: string[] = [];
  // Where nothing was started, or it is not over, the headline says so.
  if (wasStarted(journal) && journal.status !== 'completed' && !isRunning(journal)) {
    sentences.push(STATUSES[journal.status].sentence);
  }
  if (forced.length > 0 && wasStarted(journal)) {
    sentences.push(`It was started by force although ${forced.join(' and ')} had not passed.`);
  }
  sentences.push(...aboutChecks(journal, failed.length + unmeasured.length));
  const { verdict, sentence } = restoration(journal);
  if (verdict === 'refuted') sentences.push(sentence);
  return {
    sentences,
    checks: [...failed, ...unmeasured].map((check) => checkRow(check, journal)),
    refused: notPassed.filter((result) => !result.forced).map(preflightRow),
  };
}

function aboutChecks(journal: Journal, against: number): string[] {
  const made = journal.checks.length;
  if (isRunning(journal)) {
    if (made === 0) return ['No check had been made yet.'];
    const all = counted(journal.hypothesis.checks.length, 'check');
    return [`${made} of ${all} had been made; ${against === 0 ? 'all of them' : made - against} held.`];
  }
  if (made === 0) return wasStarted(journal) ? ['No check was made.'] : [];
  if (against > 0) return [];
  return [made === 1 ? 'The only check held.' : `All ${made} checks held.`];
}
