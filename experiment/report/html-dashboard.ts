import type { Journal } from '../journal';
import { chartFrame } from './chart-frame';
import { footnote, panelSize } from './dashboard-svg';
import { escape } from './escape';
import { offset, startOf } from './format';
import { paragraphs, section } from './html';
import { moments } from './moments';
import { panelSvg } from './panel-svg';
import { element } from './svg';
import { FONT } from './theme';

/**
 * The dashboard with each panel as an image of its own, so a phone can put them one below the other at a size that can be read.
 */
export function dashboardSection(journal: Journal): string {
  const { dashboard } = journal;
  if (dashboard === null) {
    return section(
      'dashboard',
      'Dashboard',
      `<p>No metrics were read, so there is no dashboard.</p>${paragraphs(journal.reason ?? '')}`,
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
  if (journal.times.faultLiveAt === null || start === null) return 'No fault went live.';
  const marks = moments(journal).flatMap(({ number, label, at }) =>
    at === null
      ? []
      : [
          `<span class="mark"><span class="number">${number}</span>${escape(`${label} ${offset(at, start)}`)}</span>`,
        ],
  );
  const shade = journal.times.restoredAt === null ? 'the fault, whose end was not seen' : 'the fault';
  return `${marks.join(' &ensp;')} &ensp;<span class="swatch"></span> ${shade}.<br>`;
}
