import type { Journal } from '../../experiment/journal/journal';
import { chartFrame } from '../chart/frame';
import { footnote, panelSize } from '../chart/dashboard-svg';
import { isRunning, wasStarted } from '../content/journal-status';
import { escape } from '../escape';
import { offset, startOf } from '../content/format';
import { section } from './elements';
import { moments } from '../content/milestones';
import { panelSvg } from '../chart/panel-svg';
import { element } from '../chart/svg';
import { FONT } from '../chart/theme';

/**
 * The dashboard with each panel as an image of its own, so a phone can put them one below the other at a size that can be read.
 */
export function dashboardSection(journal: Journal): string {
  const { dashboard } = journal;
  if (dashboard === null) {
    if (!wasStarted(journal)) return '';
    return section(
      'dashboard',
      'Dashboard',
      `<p>${isRunning(journal) ? 'The metrics are read at the end, so there is no dashboard yet.' : 'The dashboard was not read; the timeline says why.'}</p>`,
    );
  }
  const frame = chartFrame(journal, dashboard);
  const panels = dashboard.panels.map((panel, index) => {
    const size = panelSize(panel);
    const picture = element(
      'svg',
      { viewBox: `0 0 ${size.width} ${size.height}`, class: 'lab-chart', role: 'img', 'font-family': FONT },
      `<title>${escape(`${panel.title}: ${panel.series.map(({ label }) => label).join(', ')}`)}</title>${panelSvg(panel, frame, size, `panel${index}`)}`,
    );
    // On a phone a wide panel scrolls sideways rather than shrink beyond reading.
    const place = `--natural:${size.width}px;grid-column:${panel.x + 1}/span ${panel.width};grid-row:${panel.y + 1}/span ${panel.height}`;
    return `<div style="${place}">${picture}</div>`;
  });
  return section(
    'dashboard',
    'Dashboard',
    `<figure>
<figcaption>${caption(journal)} ${escape(footnote(dashboard))}</figcaption>
<div class="panels">
${panels.join('\n')}
</div>
</figure>`,
  );
}

function caption(journal: Journal): string {
  const start = startOf(journal);
  if (journal.times.faultLiveAt === null) return '<p>No fault went live.</p>';
  const marks = moments(journal).flatMap(({ number, label, at }) =>
    at === null
      ? []
      : [`<span><span class="number">${number}</span>${escape(`${label} ${offset(at, start)}`)}</span>`],
  );
  const shade = journal.times.restoredAt === null ? 'the fault, whose end was not seen' : 'the fault';
  return `<div class="legend">${marks.join(' ')} <span><span class="swatch"></span> ${shade}</span></div>`;
}
