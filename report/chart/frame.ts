import type { DashboardRecord } from '../../experiment/journal/dashboard-record';
import type { ReportContent } from '../content/report-content';

/** What all panels of a dashboard share: the span, where time counts from, the fault's window and the marks. */
export interface ChartFrame {
  /** Milliseconds since 1970, as all moments here. */
  readonly from: number;
  readonly to: number;
  /** The start of the game day: 00:00 of the time axis. */
  readonly origin: number;
  /** The part of the span in which a target carried the fault; to the end of the span where it was never seen restored. */
  readonly fault: readonly [number, number] | null;
  /** The moments that came and lie within the span. */
  readonly marks: readonly Mark[];
}

/** A moment that is marked with a number. */
export interface Mark {
  readonly number: number;
  readonly at: number;
  /** The event of the timeline that tells it: `health.unhealthy`. */
  readonly event: string;
}

/** The frame of a game day's dashboard. */
export function chartFrame({ summary, moments }: ReportContent, dashboard: DashboardRecord): ChartFrame {
  const from = Date.parse(dashboard.from);
  const to = Date.parse(dashboard.to);
  return {
    from,
    to,
    origin: Date.parse(summary.begunAt),
    fault: faultWindow(summary.fault, from, to),
    marks: moments.flatMap(({ number, at, event }) => {
      const moment = at === null ? Number.NaN : Date.parse(at);
      return moment >= from && moment <= to ? [{ number, at: moment, event }] : [];
    }),
  };
}

/** Round minutes for a time axis, counted from the origin: at most seven between the ends. */
export function timeTicks(frame: ChartFrame): number[] {
  const minute = 60_000;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240].map((minutes) => minutes * minute);
  const span = frame.to - frame.from;
  const step = steps.find((candidate) => span / candidate <= 6) ?? span;
  const first = Math.ceil((frame.from - frame.origin) / step) * step;
  const ticks: number[] = [];
  for (let tick = first; tick <= frame.to - frame.origin; tick += step) ticks.push(tick);
  return ticks;
}

function faultWindow(
  { startedAt, endedAt }: ReportContent['summary']['fault'],
  from: number,
  to: number,
): readonly [number, number] | null {
  if (startedAt === null) return null;
  const start = Math.max(Date.parse(startedAt), from);
  const end = Math.min(endedAt === null ? to : Date.parse(endedAt), to);
  return start < end ? [start, end] : null;
}
