import { footnote } from '../chart/dashboard-svg';
import { panelPictures } from '../chart/panel-pictures';
import type { ReportContent } from '../content/report-content';
import type { Section } from './elements';
import { html, joined, trusted, type Markup } from './markup';

/**
 * The dashboard with each panel as an image of its own, so a phone can put them one below the other at a size that can be read.
 */
export function dashboardSection(content: ReportContent): Section | null {
  const { dashboard } = content.journal;
  const { wasStarted, isRunning } = content.summary;
  const head = { id: 'dashboard', heading: 'Dashboard' };
  if (dashboard === null) {
    if (!wasStarted) return null;
    const why = isRunning
      ? 'The metrics are read at the end, so there is no dashboard yet.'
      : 'The dashboard was not read; the timeline says why.';
    return { ...head, content: html`<p>${why}</p>` };
  }
  const panels = panelPictures(content, dashboard).map(({ panel: { x, y, width, height }, size, svg }) => {
    // On a phone a wide panel scrolls sideways rather than shrink beyond reading.
    const place = `--natural:${size.width}px;grid-column:${x + 1}/span ${width};grid-row:${y + 1}/span ${height}`;
    return html`<div style="${place}">${trusted(svg)}</div>`;
  });
  return {
    ...head,
    content: html`<figure>
<figcaption>${caption(content)} ${footnote(dashboard)}</figcaption>
<div class="panels">
${joined(panels, '\n')}
</div>
</figure>`,
  };
}

function caption({ summary: { fault }, moments }: ReportContent): Markup {
  if (fault.startedAt === null) return html`<p>No target carried the fault.</p>`;
  const marks = moments.flatMap(({ number, label, at, sinceStart }) =>
    at === null ? [] : [html`<span><span class="number">${number}</span>${`${label} ${sinceStart}`}</span>`],
  );
  const shade = fault.endedAt === null ? 'the fault, whose end was not seen' : 'the fault';
  return html`<div class="legend">${joined(marks, ' ')} <span><span class="swatch"></span> ${shade}</span></div>`;
}
