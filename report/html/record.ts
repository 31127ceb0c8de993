import type { CustomerRow } from '../content/customer-rows';
import type { ReportContent } from '../content/report-content';
import { code, list, sign, table, unbroken, type Row, type Section } from './elements';
import { html } from './markup';

/** How many requests the customers of each region sent during the experiment, and how many failed; empty where nothing was started. */
export function customersSection({ customers }: ReportContent): Section | null {
  if (customers === null) return null;
  const { rows, hasExpected, none } = customers;
  const head = { id: 'customers', heading: 'Customers' };
  if (rows.length === 0) return { ...head, content: html`<p>${none}</p>` };
  const what =
    'Requests from the start of the experiment to its end, by the region that the customers are in';
  return {
    ...head,
    content: table({
      caption: hasExpected ? `${what}; expected is the share that failed in the rehearsal` : what,
      columns: [
        { title: 'Customers in', kind: 'name' },
        { title: 'Requests', kind: 'value' },
        { title: 'Failed', kind: 'value' },
        { title: 'Share', kind: 'value' },
        ...(hasExpected ? [{ title: 'Expected', kind: 'value' } as const] : []),
      ],
      groups: [{ rows: rows.map((row) => customersRow(row, hasExpected)) }],
    }),
  };
}

/** Whether the functions are as before, and what differs. */
export function restorationSection({ restoration }: ReportContent): Section {
  const { symbol, word, sentence, verdict, command, differences } = restoration;
  const said =
    verdict === null
      ? html`<p>${sentence}</p>`
      : html`<p><b class="${verdict}">${symbol} ${word}.</b> ${sentence}</p>`;
  const how = command === null ? null : html`<p>To restore the functions, and prove it: ${code(command)}</p>`;
  return { id: 'restoration', heading: 'Restoration', content: html`${said}${list(differences)}${how}` };
}

/** The calls that AWS denied; empty where none is known. */
export function deniedSection({ denied }: ReportContent): Section | null {
  if (denied === null) return null;
  return { id: 'denied', heading: denied.heading, content: html`${list(denied.sentences)}` };
}

/** What was checked before the start; empty in a rehearsal, which has nothing to check. */
export function preflightSection({ preflight, summary }: ReportContent): Section | null {
  const head = { id: 'preflight', heading: 'Before the start' };
  if (preflight.length === 0) {
    if (summary.world.isRehearsal) return null;
    return { ...head, content: html`<p>Nothing was checked before the start.</p>` };
  }
  return {
    ...head,
    content: table({
      caption: 'What must be so before a game day starts, and what was found',
      columns: [{ title: 'Outcome', kind: 'sign' }, { title: 'Check', kind: 'name' }, { title: 'Found' }],
      groups: [
        {
          rows: preflight.map((row) => {
            const forced = row.forced ? html` <span class="pill inconclusive">forced</span>` : null;
            const advice = row.advice === null ? null : html`<p class="advice">${unbroken(row.advice)}</p>`;
            return {
              cells: [
                sign(row),
                html`${row.statement}${forced}<br>${code(row.name)}`,
                html`${unbroken(row.measured)}${advice}`,
              ],
            };
          }),
        },
      ],
      className: 'preflight',
    }),
  };
}

function customersRow(row: CustomerRow, hasExpected: boolean): Row {
  const notes = [
    ...(row.label === null ? [] : [row.label]),
    ...(row.isFailedRegion ? ['the failed region'] : []),
  ];
  const note = notes.length === 0 ? null : html` <span class="quiet">(${notes.join(', ')})</span>`;
  return {
    cells: [
      html`${unbroken(row.region)}${note}`,
      row.requests,
      row.hasFailures ? html`<span class="refuted">${row.failed}</span>` : row.failed,
      row.share,
      ...(hasExpected ? [row.expected ?? '–'] : []),
    ],
  };
}
