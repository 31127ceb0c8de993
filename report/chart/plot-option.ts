import type * as ECharts from 'echarts';
import type { DashboardPanel, DashboardSeries } from '../../experiment/journal/dashboard-record';
import type { ChartFrame } from './frame';
import { timeTicks } from './frame';
import { compact, clockFace } from '../content/format';
import { COLORS, DASHES, FONT, LINES } from './theme';

/** The inner rectangle of a panel, in pixels: what lies between the axes. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a moment lies in the plot, in pixels. */
export function placeOf(at: number, frame: ChartFrame, area: PlotArea): number {
  return area.left + ((at - frame.from) / (frame.to - frame.from)) * area.width;
}

/** Colour and dashes of a panel's series by its place. */
export function lineStyle(
  series: DashboardSeries,
  index: number,
): { color: string; dash: readonly number[] } {
  return {
    color: isColor(series.color) ? series.color : (LINES[index % LINES.length] ?? LINES[0]),
    dash: DASHES[index % DASHES.length] ?? [],
  };
}

/** What ECharts is told to draw for a panel: axes, the fault's window, the marks and the lines. */
export function plotOption(panel: DashboardPanel, frame: ChartFrame, area: PlotArea): ECharts.EChartsOption {
  const label = { color: COLORS.quiet, fontFamily: FONT, fontSize: 12 };
  const ticks = timeTicks(frame);
  const { min = 0, max } = panel.yAxis;
  // Nobody reads quarters of a request or of a health status.
  const whole = panel.series.every(({ points }) => points.every(([, value]) => Number.isInteger(value)));
  return {
    animation: false,
    grid: { ...area, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: frame.from - frame.origin,
      max: frame.to - frame.origin,
      axisLabel: { ...label, customValues: ticks, formatter: (value: number) => clockFace(value) },
      axisTick: { show: true, customValues: ticks, lineStyle: { color: COLORS.border } },
      axisLine: { onZero: false, lineStyle: { color: COLORS.border } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min,
      max: max ?? (hasHeight(panel, min) ? undefined : min + 1),
      splitNumber: 4,
      minInterval: whole ? 1 : undefined,
      axisLabel: { ...label, formatter: compact },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: COLORS.grid } },
    },
    series: [backdrop(frame), ...panel.series.map((series, index) => line(series, index, panel, frame))],
  };
}

/** An empty series that carries the fault's window and the marks, so they lie beneath the lines. */
function backdrop(frame: ChartFrame): ECharts.LineSeriesOption {
  const fault = frame.fault?.map((at) => at - frame.origin);
  return {
    type: 'line',
    data: [],
    silent: true,
    z: 1,
    markArea:
      fault === undefined
        ? undefined
        : {
            silent: true,
            itemStyle: { color: COLORS.fault },
            data: [[{ xAxis: fault[0] }, { xAxis: fault[1] }]],
          },
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: COLORS.mark, width: 1, type: [3, 3], opacity: 0.75 },
      data: frame.marks.map(({ at }) => ({ xAxis: at - frame.origin })),
    },
  };
}

function line(
  series: DashboardSeries,
  index: number,
  panel: DashboardPanel,
  frame: ChartFrame,
): ECharts.LineSeriesOption {
  const { color, dash } = lineStyle(series, index);
  return {
    type: 'line',
    data: steps(series, panel, frame),
    symbol: 'none',
    clip: false,
    connectNulls: false,
    z: 3,
    lineStyle: { color, width: 2, type: dash.length === 0 ? 'solid' : [...dash], cap: 'butt', join: 'miter' },
  };
}

/**
 * A value of CloudWatch belongs to a whole period, so it is drawn as one: level from the period's start to its end. Where what changed it
 * lies within the period, it begins there: no line may rise before its cause. Between periods that do not touch stands a null, which
 * ECharts shows as a gap.
 */
function steps(series: DashboardSeries, panel: DashboardPanel, frame: ChartFrame): [number, number | null][] {
  const period = panel.periodSeconds * 1000;
  const causes = causesOf(series, panel, frame);
  const data: [number, number | null][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const [at, value] of series.points) {
    if (at + period <= frame.from || at >= frame.to) continue;
    const until = Math.min(at + period, frame.to);
    const begins = causes.find((cause) => cause >= at && cause < until) ?? Math.max(at, frame.from);
    const before = data.at(-1);
    if (before !== undefined && at === end) before[0] = begins - frame.origin;
    else if (before !== undefined) data.push([end - frame.origin, null]);
    end = at + period;
    data.push([begins - frame.origin, value], [until - frame.origin, value]);
  }
  return data;
}

/**
 * The moments, ascending, that can change a line: a health status changes when it is detected; everything else when the fault starts or ends,
 * and when customers are rerouted.
 */
function causesOf(series: DashboardSeries, panel: DashboardPanel, { marks }: ChartFrame): number[] {
  const isStatus = isHealthStatus(series, panel);
  return marks
    .filter(({ number, event }) =>
      isStatus
        ? event === 'health.unhealthy'
        : number === 1 || ['customers.rerouted', 'fault.gone'].includes(event),
    )
    .map(({ at }) => at)
    .sort((one, other) => one - other);
}

function isHealthStatus({ metric }: DashboardSeries, { yAxis }: DashboardPanel): boolean {
  // A journal of an older lab names no metrics; its dashboard had nothing else from 0 to 1.
  return metric === undefined ? yAxis.min === 0 && yAxis.max === 1 : metric === 'HealthCheckStatus';
}

function hasHeight(panel: DashboardPanel, min: number): boolean {
  return panel.series.some(({ points }) => points.some(([, value]) => value > min));
}

function isColor(color: string | undefined): color is string {
  return color !== undefined && /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(color);
}
