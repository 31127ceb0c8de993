import type { Journal } from '../../experiment/journal/journal';
import { isRunning } from '../content/journal-status';
import { escape } from '../escape';
import { moment, offset, startOf, timeOfDay } from '../content/format';
import { code, section, table, time, type Row } from './elements';
import { missedMoments } from '../content/milestones';
import { timelineRows, type TimelineRow } from '../content/timeline-rows';

/** Everything that happened, in its order; the moments carry the numbers that they have in the dashboard. */
export function timelineSection(journal: Journal): string {
  const rows = timelineRows(journal);
  if (rows.length === 0) return section('timeline', 'What happened when', '<p>Nothing was recorded.</p>');
  const start = startOf(journal);
  return section(
    'timeline',
    'What happened when',
    missing(journal) +
      table({
        caption: `Times in UTC and since ${moment(start)}`,
        columns: [
          { title: 'Time', kind: 'time' },
          { title: 'Since start', kind: 'time' },
          { title: 'Event' },
          { title: 'What happened' },
        ],
        groups: [{ rows: rows.map((row) => rowOf(row, start)) }],
        className: 'timeline',
      }),
  );
}

function rowOf({ at, event, detail, moment: one }: TimelineRow, start: string): Row {
  const mark = one === null ? '' : `<span class="number">${one.number}</span>`;
  const after = one?.after == null ? '' : `<b>${escape(one.after)}.</b> `;
  return {
    className: one === null ? '' : 'moment',
    cells: [time(at, timeOfDay(at)), escape(offset(at, start)), mark + code(event), after + escape(detail)],
  };
}

function missing(journal: Journal): string {
  if (journal.times.startedAt === null) return '';
  const labels = missedMoments(journal).map(
    ({ label, meaning }) =>
      `<li><b class="${isRunning(journal) ? 'inconclusive' : 'refuted'}">${escape(label)}</b> <span class="quiet">(${escape(meaning)})</span></li>`,
  );
  return labels.length === 0 ? '' : `<ul class="missing">${labels.join('')}</ul>\n`;
}
