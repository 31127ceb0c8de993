import type { Journal } from '../journal';
import { escape } from './escape';
import { duration, failedShare, moment, offset, startOf, STATUSES, WORLDS } from './format';
import { section, table } from './html';

/** How many requests the customers of each region sent during the experiment, and how many failed. */
export function customersSection(journal: Journal): string {
  const rows = Object.entries(journal.customers).map(([region, count]) => {
    const note =
      region === journal.experiment.region ? ' <span class="quiet">(the failed region)</span>' : '';
    return `<tr><th scope="row">${escape(region)}${note}</th><td class="value">${count.requests}</td><td class="value">${count.failed}</td><td class="value">${escape(failedShare(count))}</td></tr>`;
  });
  return section(
    'customers',
    'Customers',
    rows.length === 0
      ? '<p>No request of any customer was counted.</p>'
      : table(
          'Requests during the experiment, by the region that the customers are in',
          ['Customers in', 'Requests>', 'Failed>', 'Share>'],
          [`<tbody>${rows.join('')}</tbody>`],
        ),
  );
}

/** Whether the functions are as before, and what differs. */
export function restorationSection(journal: Journal): string {
  const { proven, differences } = journal.restored;
  const words = proven
    ? '<p><b class="held">✓ Proven.</b> Every target was read after the experiment and equals its snapshot from before.</p>'
    : '<p><b class="refuted">✗ Not proven.</b> Look at the functions, and run <code>npm run restore</code> where one still carries the fault.</p>';
  const list = differences.map((difference) => `<li>${escape(difference)}</li>`).join('');
  return section('restoration', 'Restoration', words + (list === '' ? '' : `<ul>${list}</ul>`));
}

/** Everything that happened, in its order. */
export function timelineSection(journal: Journal): string {
  const start = startOf(journal);
  if (start === null || journal.timeline.length === 0) {
    return section('timeline', 'Timeline', '<p>Nothing was recorded.</p>');
  }
  const rows = journal.timeline.map(
    ({ at, event, detail }) =>
      `<tr><td class="time"><time datetime="${escape(at)}" title="${escape(moment(at))}">${escape(offset(at, start))}</time></td><td><code>${escape(event)}</code></td><td>${escape(detail)}</td></tr>`,
  );
  return section(
    'timeline',
    'Timeline',
    table(
      `Minutes and seconds since ${moment(start)}`,
      ['Time', 'Event', 'What happened'],
      [`<tbody>${rows.join('')}</tbody>`],
      'timeline',
    ),
  );
}

/** Where the game day took place, and which experiment it was. */
export function worldSection(journal: Journal): string {
  const { id, templateId, region, faultMinutes } = journal.experiment;
  const facts: [string, string][] = [
    ['World', WORLDS[journal.world].word],
    ['Status', `${journal.status}. ${STATUSES[journal.status]}`],
    ['Experiment', id ?? 'never started'],
    ['Template', templateId],
    ['Failed region', region],
    ['Fault', duration(faultMinutes * 60)],
    ...(journal.dashboard === null ? [] : ([['Dashboard', journal.dashboard.name]] as [string, string][])),
  ];
  const list = facts.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('');
  return section(
    'world',
    'What this was',
    `<p>${escape(WORLDS[journal.world].meaning)} The journal beside this page has every value.</p><dl class="facts">${list}</dl>`,
  );
}
