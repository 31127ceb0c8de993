import type { ReportContent } from '../content/report-content';
import { sign, table, unbroken, type Section } from './elements';
import { html } from './markup';

/** Whether the fault struck in each target, and by what that is known; empty where there was no fault, or nobody asked. */
export function inEffectSection({ inEffect }: ReportContent): Section | null {
  if (inEffect === null) return null;
  const head = { id: 'in-effect', heading: 'In effect' };
  if (inEffect.rows.length === 0) return { ...head, content: html`<p>${inEffect.none}</p>` };
  return {
    ...head,
    content: table({
      caption:
        'Whether the fault struck: invocations from the start of the experiment to its end, by the extension and by Lambda',
      columns: [
        { title: 'Outcome', kind: 'sign' },
        { title: 'Function', kind: 'name' },
        { title: 'Effect' },
        { title: 'Struck', kind: 'value' },
        { title: 'Errors', kind: 'value' },
        { title: 'Longest', kind: 'value' },
      ],
      groups: [
        {
          rows: inEffect.rows.map((row) => ({
            cells: [sign(row), row.functionName, row.word, row.struck, row.errors, unbroken(row.longest)],
            more: html`<p>${unbroken(row.detail)}</p>`,
          })),
        },
      ],
    }),
  };
}
