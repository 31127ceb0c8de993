import type { Journal } from '../../experiment/journal/journal';
import { unbroken } from '../content/format';
import { sign, table, type Section } from './elements';
import { html } from './markup';
import { inEffectWords } from '../content/in-effect-labels';

/** Whether the fault struck in each target, and by what that is known; empty where there was no fault, or nobody asked. */
export function inEffectSection(journal: Journal): Section | null {
  const words = inEffectWords(journal);
  if (words === null) return null;
  const head = { id: 'in-effect', heading: 'In effect' };
  if (words.sentence !== null) return { ...head, content: html`<p>${words.sentence}</p>` };
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
          rows: words.rows.map((row) => ({
            cells: [sign(row), row.functionName, row.word, row.struck, row.errors, unbroken(row.longest)],
            more: html`<p>${unbroken(row.detail)}</p>`,
          })),
        },
      ],
    }),
  };
}
