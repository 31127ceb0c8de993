import type { CustomerCount, Journal } from '../../experiment/journal/journal';
import { isRunning, restorationWords, wasStarted } from '../content/journal-status';
import { deniedWords } from '../content/denied';
import { failedShare, grouped } from '../content/format';
import { code, list, sign, table, type Row, type Section } from './elements';
import { html } from './markup';
import { preflightOutcome, PREFLIGHT } from '../content/labels';

/** How many requests the customers of each region sent during the experiment, and how many failed; empty where nothing was started. */
export function customersSection(journal: Journal): Section | null {
  const { customers, expected } = journal;
  const head = { id: 'customers', heading: 'Customers' };
  if (!Object.values(customers).some(({ requests }) => requests > 0)) {
    if (!wasStarted(journal)) return null;
    const none = isRunning(journal)
      ? 'The requests had not been counted yet.'
      : 'No request of any customer was counted.';
    return { ...head, content: html`<p>${none}</p>` };
  }
  const what =
    'Requests from the start of the experiment to its end, by the region that the customers are in';
  return {
    ...head,
    content: table({
      caption: expected === null ? what : `${what}; expected is the share that failed in the rehearsal`,
      columns: [
        { title: 'Customers in', kind: 'name' },
        { title: 'Requests', kind: 'value' },
        { title: 'Failed', kind: 'value' },
        { title: 'Share', kind: 'value' },
        ...(expected === null ? [] : [{ title: 'Expected', kind: 'value' } as const]),
      ],
      groups: [
        { rows: Object.entries(customers).map(([region, count]) => customersRow(region, count, journal)) },
      ],
    }),
  };
}

/** Whether the functions are as before, and what differs. */
export function restorationSection(journal: Journal): Section {
  const { symbol, word, sentence, verdict, command } = restorationWords(journal);
  const said =
    verdict === null
      ? html`<p>${sentence}</p>`
      : html`<p><b class="${verdict}">${symbol} ${word}.</b> ${sentence}</p>`;
  const how = command === null ? null : html`<p>To restore the functions, and prove it: ${code(command)}</p>`;
  return {
    id: 'restoration',
    heading: 'Restoration',
    content: html`${said}${list(journal.restored.differences)}${how}`,
  };
}

/** The calls that AWS denied; empty where none is known. */
export function deniedSection(journal: Journal): Section | null {
  const said = deniedWords(journal);
  if (said === null) return null;
  return { id: 'denied', heading: said.heading, content: html`${list(said.sentences)}` };
}

/** What was checked before the start; empty in a rehearsal, which has nothing to check. */
export function preflightSection({ preflight, world }: Journal): Section | null {
  const head = { id: 'preflight', heading: 'Before the start' };
  if (preflight.length === 0) {
    if (world === 'rehearsal') return null;
    return { ...head, content: html`<p>Nothing was checked before the start.</p>` };
  }
  return {
    ...head,
    content: table({
      caption: 'What must be so before a game day starts, and what was found',
      columns: [{ title: 'Outcome', kind: 'sign' }, { title: 'Check', kind: 'name' }, { title: 'Found' }],
      groups: [
        {
          rows: preflight.map((result) => {
            const forced =
              result.passed !== true && result.forced
                ? html` <span class="pill inconclusive">forced</span>`
                : null;
            const advice = result.advice === '' ? null : html`<p class="advice">${result.advice}</p>`;
            return {
              cells: [
                sign(preflightOutcome(result)),
                html`${PREFLIGHT[result.name]}${forced}<br>${code(result.name)}`,
                html`${result.measured}${advice}`,
              ],
            };
          }),
        },
      ],
      className: 'preflight',
    }),
  };
}

function customersRow(
  region: string,
  count: CustomerCount,
  { deployment, experiment, expected }: Journal,
): Row {
  const label = deployment.regions.find((one) => one.region === region)?.label;
  const notes = [
    ...(label === undefined ? [] : [label]),
    ...(region === experiment.region ? ['the failed region'] : []),
  ];
  const note = notes.length === 0 ? null : html` <span class="quiet">(${notes.join(', ')})</span>`;
  const rehearsed = new Map(Object.entries(expected?.customers ?? {})).get(region);
  return {
    cells: [
      html`${region}${note}`,
      grouped(count.requests),
      count.failed > 0 ? html`<span class="refuted">${grouped(count.failed)}</span>` : '0',
      failedShare(count),
      ...(expected === null ? [] : [rehearsed === undefined ? '–' : failedShare(rehearsed)]),
    ],
  };
}
