import type { CheckGroup } from '../content/check-rows';
import type { ReportContent } from '../content/report-content';
import { sign, table, type Column, type Group, type Section } from './elements';
import { html } from './markup';

/** Every check with what was measured, by kind and in the order of the hypothesis; beside it what a rehearsal found. */
export function checksSection({ checks }: ReportContent): Section | null {
  if (checks === null) return null;
  const { groups, expectedFrom, none } = checks;
  const head = { id: 'checks', heading: 'Checks' };
  if (groups.length === 0) return { ...head, content: html`<p>${none}</p>` };
  const rehearsed: Column[] = expectedFrom === null ? [] : [{ title: 'Expected', kind: 'value' }];
  return {
    ...head,
    content: table({
      caption: `Each check of the hypothesis, what was measured, and what is tolerated${expectedFrom === null ? '' : `; expected is what the rehearsal in ${expectedFrom} found`}`,
      columns: [
        { title: 'Outcome', kind: 'sign' },
        { title: 'Check', kind: 'name' },
        { title: 'Measured', kind: 'value' },
        { title: 'Tolerance', kind: 'value' },
        ...rehearsed,
      ],
      groups: groups.map((group) => groupOf(group, expectedFrom !== null)),
      className: 'checks',
    }),
  };
}

function groupOf({ word, question, rows }: CheckGroup, hasExpected: boolean): Group {
  return {
    heading: html`<b>${word}.</b> ${question}`,
    rows: rows.map((row) => ({
      cells: [
        sign(row),
        row.name,
        html`<span class="${row.verdict}">${row.measured}</span>`,
        row.tolerance,
        ...(hasExpected ? [row.expected ?? '–'] : []),
      ],
      more: row.detail,
    })),
  };
}
