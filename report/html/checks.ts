import type { CheckKind, CheckResult, Journal } from '../../experiment/journal/journal';
import { checkValues } from '../content/check-values';
import { escape } from '../escape';
import { unbroken } from '../content/format';
import { section, sign, table, type Column, type Group } from './elements';
import { isRunning, wasStarted } from '../content/journal-status';
import { KINDS, outcome } from '../content/labels';

/** Every check with what was measured, by kind and in the order of the hypothesis; beside it what a rehearsal found. */
export function checksSection(journal: Journal): string {
  const { checks, expected } = journal;
  if (checks.length === 0) {
    if (!wasStarted(journal)) return '';
    const none = isRunning(journal) ? 'No check had been made yet.' : 'No check was made.';
    return section('checks', 'Checks', `<p>${none}</p>`);
  }
  const kinds = [...new Set(checks.map(({ kind }) => kind))];
  const rehearsed: Column[] = expected === null ? [] : [{ title: 'Expected', kind: 'value' }];
  return section(
    'checks',
    'Checks',
    table({
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
  );
}

function groupOf(kind: CheckKind, checks: readonly CheckResult[], journal: Journal): Group {
  const { word, question } = KINDS[kind];
  return {
    heading: `<b>${escape(word)}.</b> ${escape(question)}`,
    rows: checks
      .filter((check) => check.kind === kind)
      .map((check) => {
        const { measured, tolerance, expected } = checkValues(check, journal);
        const said = outcome(check);
        const beside = journal.expected === null ? [] : [escape(expected ?? '–')];
        return {
          cells: [
            sign(said),
            escape(check.name),
            `<span class="${said.verdict}">${escape(measured)}</span>`,
            escape(tolerance),
            ...beside,
          ],
          more: escape(unbroken(check.detail)),
        };
      }),
  };
}
