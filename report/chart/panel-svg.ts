import type { DashboardPanel } from '../../experiment/journal/dashboard-record';
import { badge, BADGE_RADIUS, spread } from './badges';
import type { ChartFrame } from './frame';
import type { Size } from './grid';
import { panelLegend } from './panel-legend';
import { panelPlot } from './panel-plot';
import { panelValues } from './panel-values';
import { placeOf, type PlotArea } from './plot-option';
import { element, text } from './svg';
import { fit, textWidth } from './text-width';
import { COLORS } from './theme';

const PADDING = 14;

/**
 * One panel of the dashboard: title, legend, and the plot with the fault's window and the numbered moments; a fragment of SVG. The
 * prefix keeps the ids of this panel apart from those of the others in a document.
 */
export function panelSvg(panel: DashboardPanel, frame: ChartFrame, size: Size, prefix: string): string {
  const inner = size.width - 2 * PADDING;
  const legend = panelLegend(panel, PADDING, 44, inner);
  const top = 38 + legend.height + 2 * BADGE_RADIUS;
  const area: PlotArea = {
    left: 46,
    top,
    width: size.width - 46 - 26,
    height: Math.max(40, size.height - top - 34),
  };
  return (
    element('rect', {
      ...{ x: 0.5, y: 0.5, width: size.width - 1, height: size.height - 1, rx: 6 },
      fill: COLORS.panel,
      stroke: COLORS.border,
    }) +
    heading(panel, inner) +
    legend.markup +
    panelPlot(panel, frame, size, area, prefix) +
    panelValues(panel, frame, area) +
    badges(frame, area) +
    (panel.series.some(({ points }) => points.length > 0) ? '' : emptyNote(area))
  );
}

function heading(panel: DashboardPanel, width: number): string {
  const title = fit(panel.title, 14, width, true);
  const used = textWidth(title, 14, true) + 10;
  const unit = panel.yAxis.label ?? '';
  return (
    text(PADDING, 24, title, { 'font-size': 14, 'font-weight': 600, fill: COLORS.text }) +
    (unit !== '' && used + textWidth(unit, 11.5) <= width
      ? text(PADDING + width, 24, unit, { 'font-size': 11.5, 'text-anchor': 'end', fill: COLORS.quiet })
      : '')
  );
}

function badges(frame: ChartFrame, area: PlotArea): string {
  const sorted = [...frame.marks].sort((one, other) => one.at - other.at || one.number - other.number);
  const places = spread(
    sorted.map(({ at }) => placeOf(at, frame, area)),
    area.left - BADGE_RADIUS,
    area.left + area.width + BADGE_RADIUS,
  );
  return sorted
    .map(({ number }, index) => badge(number, places[index] ?? area.left, area.top - BADGE_RADIUS - 2))
    .join('');
}

function emptyNote(area: PlotArea): string {
  return text(area.left + area.width / 2, area.top + area.height / 2, 'no data in this span', {
    'text-anchor': 'middle',
    'font-size': 12,
    fill: COLORS.quiet,
  });
}
