import type { DashboardPanel, DashboardRecord } from '../../experiment/journal/dashboard-record';
import type { ReportContent } from '../content/report-content';
import { escape } from '../escape';
import { chartFrame } from './frame';
import { panelSize, type Size } from './grid';
import { panelSvg } from './panel-svg';
import { element } from './svg';
import { FONT } from './theme';

/** A panel of the dashboard as an image of its own. */
export interface PanelPicture {
  readonly panel: DashboardPanel;
  /** As it is drawn, in pixels. */
  readonly size: Size;
  readonly svg: string;
}

/** Each panel of a dashboard as an SVG, with its title and lines as its accessible name. */
export function panelPictures(content: ReportContent, dashboard: DashboardRecord): PanelPicture[] {
  const frame = chartFrame(content, dashboard);
  return dashboard.panels.map((panel, index) => {
    const size = panelSize(panel);
    const title = `${panel.title}: ${panel.series.map(({ label }) => label).join(', ')}`;
    const svg = element(
      'svg',
      { viewBox: `0 0 ${size.width} ${size.height}`, class: 'lab-chart', role: 'img', 'font-family': FONT },
      `<title>${escape(title)}</title>${panelSvg(panel, frame, size, `panel${index}`)}`,
    );
    return { panel, size, svg };
  });
}
