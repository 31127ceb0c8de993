import type { Journal } from '../../experiment/journal/journal';
import { escape } from '../escape';
import { unbroken } from '../content/format';
import { section, sign, table } from './elements';
import { inEffectWords } from '../content/in-effect-labels';

/** Whether the fault struck in each target, and by what that is known; empty where there was no fault, or nobody asked. */
export function inEffectSection(journal: Journal): string {
  const words = inEffectWords(journal);
  if (words === null) return '';
  if (words.sentence !== null) return section('in-effect', 'In effect', `<p>${escape(words.sentence)}</p>`);
  return section(
    'in-effect',
    'In effect',
    table({
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
            cells: [
              sign(row),
              escape(row.functionName),
              escape(row.word),
              escape(row.struck),
              escape(row.errors),
              escape(unbroken(row.longest)),
            ],
            more: `<p>${escape(unbroken(row.detail))}</p>`,
          })),
        },
      ],
    }),
  );
}
