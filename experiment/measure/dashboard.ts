import { GetDashboardCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../aws/clients';
import type { DashboardPanel, DashboardRecord } from '../journal/dashboard-record';
import { metricQuery, readMetrics, type Window } from './metrics';

/** A CloudWatch dashboard body (CloudWatch API reference, "Dashboard body structure and syntax"), as far as it is read here. */
interface DashboardBody {
  readonly widgets: readonly Widget[];
}

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly region: string;
    readonly period?: number;
    readonly stat?: string;
    readonly metrics?: readonly MetricRow[];
    readonly yAxis?: {
      readonly left?: { readonly min?: number; readonly max?: number; readonly label?: string };
    };
  };
}

/** Namespace, name, dimensions in pairs, options; `.` repeats the element of the row above, `...` all of them. */
type MetricRow = readonly (string | MetricOptions)[];

interface MetricOptions {
  readonly id?: string;
  readonly expression?: string;
  readonly label?: string;
  readonly color?: string;
  readonly stat?: string;
  readonly period?: number;
  readonly visible?: boolean;
  readonly region?: string;
}

/** What CloudWatch takes where a widget says nothing (same page). */
const DEFAULT_PERIOD = 300;
const DEFAULT_STATISTIC = 'Average';

/** Reads the deployed dashboard with the values of its metrics. Widgets other than metric widgets are left out. */
export async function readDashboard(
  clients: Clients,
  from: string,
  name: string,
  window: Window,
): Promise<DashboardRecord> {
  const { DashboardBody: body } = await clients
    .cloudwatch(from)
    .send(new GetDashboardCommand({ DashboardName: name }));
  const { widgets } = JSON.parse(body ?? '{"widgets":[]}') as DashboardBody;
  const panels: DashboardPanel[] = [];
  for (const widget of widgets) {
    if (widget.type === 'metric') panels.push(await readPanel(clients, widget, window));
  }
  return {
    name,
    from: new Date(window.from).toISOString(),
    to: new Date(window.to).toISOString(),
    panels,
  };
}

async function readPanel(clients: Clients, widget: Widget, window: Window): Promise<DashboardPanel> {
  const { title = '', region, period = DEFAULT_PERIOD, yAxis } = widget.properties;
  const lines = linesOf(widget);
  const values = await readMetrics(
    clients.cloudwatch(region),
    lines.map(({ query }) => query),
    window,
  );
  return {
    title,
    x: widget.x,
    y: widget.y,
    width: widget.width,
    height: widget.height,
    periodSeconds: period,
    yAxis: yAxisOf(yAxis?.left),
    series: lines
      .filter(({ options }) => options.visible !== false)
      .map(({ query, options, name, metric }) => ({
        label: options.label ?? name,
        ...(metric === undefined ? {} : { metric }),
        ...(options.color === undefined ? {} : { color: options.color }),
        points: values.get(query.Id ?? '') ?? [],
      })),
  };
}

interface Line {
  readonly query: MetricDataQuery;
  readonly options: MetricOptions;
  /** Of the line, where it has no label. */
  readonly name: string;
  /** Undefined for an expression. */
  readonly metric?: string;
}

function linesOf({ properties }: Widget): Line[] {
  const { period = DEFAULT_PERIOD, stat = DEFAULT_STATISTIC, metrics = [] } = properties;
  let above: readonly string[] = [];
  return metrics.map((row, index) => {
    const last = row.at(-1);
    const options: MetricOptions = typeof last === 'object' ? last : {};
    const id = options.id ?? `line${index}`;
    const returned = { ReturnData: options.visible !== false };
    if (options.expression !== undefined) {
      const query = { Id: id, Expression: options.expression, Period: period, ...returned };
      return { query, options, name: options.expression };
    }
    const [namespace = '', name = '', ...pairs] = expand(
      row.filter((item) => typeof item === 'string'),
      above,
    );
    above = [namespace, name, ...pairs];
    const dimensions: Record<string, string> = {};
    for (let pair = 0; pair + 1 < pairs.length; pair += 2)
      dimensions[pairs[pair] ?? ''] = pairs[pair + 1] ?? '';
    const query = metricQuery(
      id,
      { namespace, name, dimensions },
      options.period ?? period,
      options.stat ?? stat,
    );
    return { query: { ...query, ...returned }, options, name, metric: name };
  });
}

function expand(row: readonly string[], above: readonly string[]): readonly string[] {
  if (row[0] === '...') return [...above.slice(0, above.length - (row.length - 1)), ...row.slice(1)];
  return row.map((item, index) => (item === '.' ? (above[index] ?? '') : item));
}

function yAxisOf(
  left: { readonly min?: number; readonly max?: number; readonly label?: string } = {},
): DashboardPanel['yAxis'] {
  const { min, max, label } = left;
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(label === undefined ? {} : { label }),
  };
}
