import type { CheckKind, CheckResult, Journal } from '../../experiment/journal/journal';
import { checkValues } from '../content/check-values';
import { unbroken } from '../content/format';
import { sign, table, type Column, type Group, type Section } from './elements';
import { html } from './markup';
import { isRunning, wasStarted } from '../content/journal-status';
import { KINDS, outcome } from '../content/labels';

const HEAD = { id: 'checks', heading: 'Checks' };

/** Every check with what was measured, by kind and in the order of the hypothesis; beside it what a rehearsal found. */
export function checksSection(journal: Journal): Section | null {
  const { checks, expected } = journal;
  if (checks.length === 0) {
    if (!wasStarted(journal)) return null;
    const none = isRunning(journal) ? 'No check had been made yet.' : 'No check was made.';
    return { ...HEAD, content: html`<p>${none}</p>` };
  }
  const kinds = [...new Set(checks.map(({ kind }) => kind))];
  const rehearsed: Column[] = expected === null ? [] : [{ title: 'Expected', kind: 'value' }];
  return {
    ...HEAD,
    content: table({
      caption: `Each check of the hypothesis, what was measured, and what is tolerated${expected === null ? '' : `; expected is what the rehearsal in ${expected.source} found`}`,
      columns: [
        { title: 'Outcome', kind: 'sign' },
        { title: 'Check', kind: 'name' },
        { title: 'Measured', kind: 'value' },
        { title: 'Tolerance', kind: 'value' },
        ...rehearsed,
      ],
      groups: kinds.map((kind) => groupOf(kind, checks, journal)),
      className: 'checks',
    }),
  };
}

function groupOf(kind: CheckKind, checks: readonly CheckResult[], journal: Journal): Group {
  const { word, question } = KINDS[kind];
  return {
    heading: html`<b>${word}.</b> ${question}`,
    rows: checks
      .filter((check) => check.kind === kind)
      .map((check) => {
        const { measured, tolerance, expected } = checkValues(check, journal);
        const said = outcome(check);
        const beside = journal.expected === null ? [] : [expected ?? '–'];
        return {
          cells: [
            sign(said),
            check.name,
            html`<span class="${said.verdict}">${measured}</span>`,
            tolerance,
            ...beside,
          ],
          more: unbroken(check.detail),
        };
      }),
  };
}
