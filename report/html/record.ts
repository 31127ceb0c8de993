import type { CustomerCount, Journal } from '../../experiment/journal/journal';
import { isRunning, restorationWords, wasStarted } from '../content/journal-status';
import { deniedWords } from '../content/denied';
import { escape } from '../escape';
import { failedShare, grouped } from '../content/format';
import { code, section, sign, table, type Row } from './elements';
import { preflightOutcome, PREFLIGHT } from '../content/labels';

/** How many requests the customers of each region sent during the experiment, and how many failed; empty where nothing was started. */
export function customersSection(journal: Journal): string {
  const { customers, expected } = journal;
  if (!Object.values(customers).some(({ requests }) => requests > 0)) {
    if (!wasStarted(journal)) return '';
    const none = isRunning(journal)
      ? 'The requests had not been counted yet.'
      : 'No request of any customer was counted.';
    return section('customers', 'Customers', `<p>${none}</p>`);
  }
  const what =
    'Requests from the start of the experiment to its end, by the region that the customers are in';
  return section(
    'customers',
    'Customers',
    table({
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
  );
}

/** Whether the functions are as before, and what differs. */
export function restorationSection(journal: Journal): string {
  const { symbol, word, sentence, verdict, command } = restorationWords(journal);
  const list = journal.restored.differences.map((difference) => `<li>${escape(difference)}</li>`).join('');
  const said =
    verdict === null
      ? `<p>${escape(sentence)}</p>`
      : `<p><b class="${verdict}">${symbol} ${escape(word)}.</b> ${escape(sentence)}</p>`;
  return section(
    'restoration',
    'Restoration',
    said +
      (list === '' ? '' : `<ul>${list}</ul>`) +
      (command === null ? '' : `<p>To restore the functions, and prove it: ${code(command)}</p>`),
  );
}

/** The calls that AWS denied; empty where none is known. */
export function deniedSection(journal: Journal): string {
  const said = deniedWords(journal);
  if (said === null) return '';
  const list = said.sentences.map((sentence) => `<li>${escape(sentence)}</li>`).join('');
  return section('denied', said.heading, `<ul>${list}</ul>`);
}

/** What was checked before the start; empty in a rehearsal, which has nothing to check. */
export function preflightSection({ preflight, world }: Journal): string {
  if (preflight.length === 0) {
    return world === 'rehearsal'
      ? ''
      : section('preflight', 'Before the start', '<p>Nothing was checked before the start.</p>');
  }
  return section(
    'preflight',
    'Before the start',
    table({
      caption: 'What must be so before a game day starts, and what was found',
      columns: [{ title: 'Outcome', kind: 'sign' }, { title: 'Check', kind: 'name' }, { title: 'Found' }],
      groups: [
        {
          rows: preflight.map((result) => {
            const forced =
              result.passed !== true && result.forced ? ' <span class="pill inconclusive">forced</span>' : '';
            const advice = result.advice === '' ? '' : `<p class="advice">${escape(result.advice)}</p>`;
            return {
              cells: [
                sign(preflightOutcome(result)),
                `${escape(PREFLIGHT[result.name])}${forced}<br><code>${escape(result.name)}</code>`,
                escape(result.measured) + advice,
              ],
            };
          }),
        },
      ],
      className: 'preflight',
    }),
  );
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
  const note = notes.length === 0 ? '' : ` <span class="quiet">(${escape(notes.join(', '))})</span>`;
  const rehearsed = new Map(Object.entries(expected?.customers ?? {})).get(region);
  return {
    cells: [
      escape(region) + note,
      grouped(count.requests),
      count.failed > 0 ? `<span class="refuted">${grouped(count.failed)}</span>` : '0',
      escape(failedShare(count)),
      ...(expected === null ? [] : [escape(rehearsed === undefined ? '–' : failedShare(rehearsed))]),
    ],
  };
}
