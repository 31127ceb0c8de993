import type { CheckResult, Journal } from '../journal';
import { STATUSES } from './format';

/** Why the verdict is what it is: sentences first, then the checks that speak against the hypothesis. */
export interface Reasons {
  readonly sentences: readonly string[];
  /** The checks that did not hold; those that were not measured stand behind them. */
  readonly checks: readonly CheckResult[];
}

/** Gathers why a journal has its verdict; a reader should need nothing else to know what to look at. */
export function reasons(journal: Journal): Reasons {
  const failed = journal.checks.filter((check) => check.held === false);
  const unmeasured = journal.checks.filter((check) => check.held === null);
  const sentences: string[] = [];
  if (journal.status !== 'completed') sentences.push(STATUSES[journal.status]);
  if (journal.checks.length === 0) sentences.push('No check was made.');
  else sentences.push(countSentence(journal.checks.length, failed.length, unmeasured.length));
  if (!journal.restored.proven) {
    sentences.push('It is not proven that the functions are as they were before: see the restoration.');
  }
  return { sentences, checks: [...failed, ...unmeasured] };
}

function countSentence(all: number, failed: number, unmeasured: number): string {
  if (failed + unmeasured === 0) return all === 1 ? 'The only check held.' : `All ${all} checks held.`;
  const parts = [
    ...(failed > 0 ? [`${failed} did not hold`] : []),
    ...(unmeasured > 0 ? [`${unmeasured} could not be measured`] : []),
  ];
  return `Of ${all} ${all === 1 ? 'check' : 'checks'}, ${parts.join(' and ')}.`;
}
