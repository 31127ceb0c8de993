import type { Journal } from '../../experiment/journal/journal';
import { chartFrame } from '../chart/frame';
import { footnote, panelSize } from '../chart/dashboard-svg';
import { isRunning, wasStarted } from '../content/journal-status';
import { offset, startOf } from '../content/format';
import type { Section } from './elements';
import { html, joined, trusted, type Markup } from './markup';
import { moments } from '../content/milestones';
import { panelSvg } from '../chart/panel-svg';
import { element } from '../chart/svg';
import { FONT } from '../chart/theme';

/**
 * The dashboard with each panel as an image of its own, so a phone can put them one below the other at a size that can be read.
 */
export function dashboardSection(journal: Journal): Section | null {
  const { dashboard } = journal;
  const head = { id: 'dashboard', heading: 'Dashboard' };
  if (dashboard === null) {
    if (!wasStarted(journal)) return null;
    const why = isRunning(journal)
      ? 'The metrics are read at the end, so there is no dashboard yet.'
      : 'The dashboard was not read; the timeline says why.';
    return { ...head, content: html`<p>${why}</p>` };
  }
  const frame = chartFrame(journal, dashboard);
  const panels = dashboard.panels.map((panel, index) => {
    const size = panelSize(panel);
    const title = `${panel.title}: ${panel.series.map(({ label }) => label).join(', ')}`;
    const picture = element(
      'svg',
      { viewBox: `0 0 ${size.width} ${size.height}`, class: 'lab-chart', role: 'img', 'font-family': FONT },
      html`<title>${title}</title>${trusted(panelSvg(panel, frame, size, `panel${index}`))}`.toString(),
    );
    // On a phone a wide panel scrolls sideways rather than shrink beyond reading.
    const place = `--natural:${size.width}px;grid-column:${panel.x + 1}/span ${panel.width};grid-row:${panel.y + 1}/span ${panel.height}`;
    return html`<div style="${place}">${trusted(picture)}</div>`;
  });
  return {
    ...head,
    content: html`<figure>
<figcaption>${caption(journal)} ${footnote(dashboard)}</figcaption>
<div class="panels">
${joined(panels, '\n')}
</div>
</figure>`,
  };
}

function caption(journal: Journal): Markup {
  const start = startOf(journal);
  if (journal.times.faultLiveAt === null) return html`<p>No fault went live.</p>`;
  const marks = moments(journal).flatMap(({ number, label, at }) =>
    at === null
      ? []
      : [html`<span><span class="number">${number}</span>${`${label} ${offset(at, start)}`}</span>`],
  );
  const shade = journal.times.restoredAt === null ? 'the fault, whose end was not seen' : 'the fault';
  return html`<div class="legend">${joined(marks, ' ')} <span><span class="swatch"></span> ${shade}</span></div>`;
}
