import type { DashboardPanel } from '../../experiment/journal/dashboard-record';
import { lineStyle } from './plot-option';
import { element, text } from './svg';
import { fit, textWidth } from './text-width';
import { COLORS } from './theme';

const FONT_SIZE = 12;
const ROW = 18;
const SAMPLE = 18;

/** A panel's legend as SVG, and the height that it takes. */
export interface Legend {
  readonly markup: string;
  readonly height: number;
}

/** One sample of line and its label for each series, in as many rows as the width asks for. A series without any data says so. */
export function panelLegend(panel: DashboardPanel, left: number, top: number, width: number): Legend {
  let x = left;
  let row = 0;
  const entries = panel.series.map((series, index) => {
    const label = fit(
      series.points.length === 0 ? `${series.label} (no data)` : series.label,
      FONT_SIZE,
      width - SAMPLE - 6,
    );
    const needed = SAMPLE + 6 + textWidth(label, FONT_SIZE);
    if (x > left && x + needed > left + width) {
      x = left;
      row += 1;
    }
    const { color, dash } = lineStyle(series, index);
    const y = top + row * ROW;
    const entry =
      element('line', {
        x1: x,
        y1: y - 4,
        x2: x + SAMPLE,
        y2: y - 4,
        stroke: color,
        'stroke-width': 2.5,
        ...(dash.length === 0 ? {} : { 'stroke-dasharray': dash.join(' ') }),
      }) + text(x + SAMPLE + 6, y, label, { 'font-size': FONT_SIZE, fill: COLORS.quiet });
    x += needed + 14;
    return entry;
  });
  return { markup: entries.join(''), height: panel.series.length === 0 ? 0 : (row + 1) * ROW };
}
