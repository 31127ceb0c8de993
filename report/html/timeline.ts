import type { ReportContent } from '../content/report-content';
import type { TimelineRow } from '../content/timeline-rows';
import { code, table, time, unbroken, type Row, type Section } from './elements';
import { html, type Markup } from './markup';

/** Everything that happened, in its order; the moments carry the numbers that they have in the dashboard. */
export function timelineSection(content: ReportContent): Section {
  const { timeline, summary } = content;
  const head = { id: 'timeline', heading: 'What happened when' };
  if (timeline.length === 0) return { ...head, content: html`<p>Nothing was recorded.</p>` };
  const events = table({
    caption: `Times in UTC and since ${summary.begun}`,
    columns: [
      { title: 'Time', kind: 'time' },
      { title: 'Since start', kind: 'time' },
      { title: 'Event' },
      { title: 'What happened' },
    ],
    groups: [{ rows: timeline.map(rowOf) }],
    className: 'timeline',
  });
  return { ...head, content: html`${missing(content)}${events}` };
}

function rowOf({ at, time: shown, sinceStart, event, detail, moment: one }: TimelineRow): Row {
  const mark = one === null ? null : html`<span class="number">${one.number}</span>`;
  const after = one?.after == null ? null : html`<b>${one.after}.</b> `;
  return {
    className: one === null ? '' : 'moment',
    cells: [time(at, shown), sinceStart, html`${mark}${code(event)}`, html`${after}${unbroken(detail)}`],
  };
}

function missing({ journal, summary, missedMoments }: ReportContent): Markup | null {
  if (journal.times.startedAt === null) return null;
  const labels = missedMoments.map(
    ({ label, meaning }) =>
      html`<li><b class="${summary.isRunning ? 'inconclusive' : 'refuted'}">${label}</b> <span class="quiet">(${meaning})</span></li>`,
  );
  return labels.length === 0 ? null : html`<ul class="missing">${labels}</ul>\n`;
}
