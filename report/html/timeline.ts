import type { Journal } from '../../experiment/journal/journal';
import { isRunning } from '../content/journal-status';
import { moment, offset, startOf, timeOfDay } from '../content/format';
import { code, table, time, type Row, type Section } from './elements';
import { html, type Markup } from './markup';
import { missedMoments } from '../content/milestones';
import { timelineRows, type TimelineRow } from '../content/timeline-rows';

/** Everything that happened, in its order; the moments carry the numbers that they have in the dashboard. */
export function timelineSection(journal: Journal): Section {
  const rows = timelineRows(journal);
  const head = { id: 'timeline', heading: 'What happened when' };
  if (rows.length === 0) return { ...head, content: html`<p>Nothing was recorded.</p>` };
  const start = startOf(journal);
  const events = table({
    caption: `Times in UTC and since ${moment(start)}`,
    columns: [
      { title: 'Time', kind: 'time' },
      { title: 'Since start', kind: 'time' },
      { title: 'Event' },
      { title: 'What happened' },
    ],
    groups: [{ rows: rows.map((row) => rowOf(row, start)) }],
    className: 'timeline',
  });
  return { ...head, content: html`${missing(journal)}${events}` };
}

function rowOf({ at, event, detail, moment: one }: TimelineRow, start: string): Row {
  const mark = one === null ? null : html`<span class="number">${one.number}</span>`;
  const after = one?.after == null ? null : html`<b>${one.after}.</b> `;
  return {
    className: one === null ? '' : 'moment',
    cells: [time(at, timeOfDay(at)), offset(at, start), html`${mark}${code(event)}`, html`${after}${detail}`],
  };
}

function missing(journal: Journal): Markup | null {
  if (journal.times.startedAt === null) return null;
  const labels = missedMoments(journal).map(
    ({ label, meaning }) =>
      html`<li><b class="${isRunning(journal) ? 'inconclusive' : 'refuted'}">${label}</b> <span class="quiet">(${meaning})</span></li>`,
  );
  return labels.length === 0 ? null : html`<ul class="missing">${labels}</ul>\n`;
}
