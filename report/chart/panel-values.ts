import type { DashboardPanel } from '../../experiment/journal/dashboard-record';
import { clockFace } from '../content/format';
import { escape } from '../escape';
import type { ChartFrame } from './frame';
import { placeOf, type PlotArea } from './plot-option';
import { element } from './svg';

/** What stands at the pointer: over each period an area that nobody sees, whose title is the period with the value of each line. */
export function panelValues(panel: DashboardPanel, frame: ChartFrame, area: PlotArea): string {
  const period = panel.periodSeconds * 1000;
  const lines = panel.series.map(({ label, points }) => ({ label, values: new Map(points) }));
  const starts = new Set(lines.flatMap(({ values }) => [...values.keys()]));
  return [...starts]
    .sort((one, other) => one - other)
    .filter((at) => at < frame.to && at + period > frame.from)
    .map((at) => {
      const left = placeOf(Math.max(at, frame.from), frame, area);
      const right = placeOf(Math.min(at + period, frame.to), frame, area);
      const place = { x: left, y: area.top, width: right - left, height: area.height };
      const title = element(
        'title',
        {},
        escape([span(at, period, frame), ...lines.map((line) => valueText(line, at))].join('\n')),
      );
      return element('rect', { ...place, fill: 'none', 'pointer-events': 'all' }, title);
    })
    .join('');
}

/** `05:00 to 06:00` */
function span(at: number, period: number, { origin }: ChartFrame): string {
  return `${clockFace(at - origin)} to ${clockFace(at - origin + period)}`;
}

function valueText(
  { label, values }: { label: string; values: ReadonlyMap<number, number> },
  at: number,
): string {
  const value = values.get(at);
  return `${label}: ${value === undefined ? 'no data' : Number(value.toPrecision(6))}`;
}
