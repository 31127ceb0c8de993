import {
  GetMetricDataCommand,
  type MessageData,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../aws/clients';

/** Ascending pairs of a period's start, in milliseconds since 1970, and its value. */
export type Series = readonly (readonly [number, number])[];

/** A span of time, in milliseconds since 1970; the end is not part of it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Whole seconds from one moment to another: the one way of rounding, so that every sentence and the journal's times say the same. */
export function secondsBetween(from: number, to: number): number {
  return Math.round((to - from) / 1000);
}

/** CloudWatch did not give all values that it has: one that is missing must not pass for none. */
export class MetricsUnread extends Error {
  override readonly name = 'MetricsUnread';
}

/** How often CloudWatch is asked when it answers with an internal error, which is worth another try (API reference, MetricDataResult). */
const ATTEMPTS = 3;

/**
 * Reads the values of queries, page by page.
 * @returns by query id: its values, ascending; empty where CloudWatch has none
 * @throws MetricsUnread that names the metric, where CloudWatch did not give all that it has
 */
export async function readMetrics(
  cloudwatch: ReturnType<Clients['cloudwatch']>,
  queries: readonly MetricDataQuery[],
  window: Window,
): Promise<ReadonlyMap<string, Series>> {
  // CloudWatch refuses a request without queries.
  if (queries.length === 0) return new Map();
  for (let attempt = 1; ; attempt += 1) {
    const { found, troubles } = await readPages(cloudwatch, queries, window);
    const [trouble] = troubles;
    if (trouble === undefined) return found;
    const worthAnotherTry = troubles.every(({ code }) => code === 'InternalError');
    if (!worthAnotherTry || attempt === ATTEMPTS) throw new MetricsUnread(sentenceOf(trouble, queries));
  }
}

interface Pages {
  readonly found: ReadonlyMap<string, Series>;
  readonly troubles: readonly Failure[];
}

/** Why values are missing. */
interface Failure {
  /** Of the query; null where it concerns the whole request. */
  readonly id: string | null;
  readonly code: string;
  readonly messages: readonly MessageData[];
}

async function readPages(
  cloudwatch: ReturnType<Clients['cloudwatch']>,
  queries: readonly MetricDataQuery[],
  { from, to }: Window,
): Promise<Pages> {
  const found = new Map<string, (readonly [number, number])[]>(queries.map(({ Id }) => [Id ?? '', []]));
  // A page with a token may well be partial, or hold an error that the next page makes good: what counts is the last word.
  const lastWords = new Map<string, Failure | null>();
  const overall: Failure[] = [];
  let token: string | undefined;
  do {
    const page = await cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: [...queries],
        StartTime: new Date(from),
        EndTime: new Date(to),
        // The default order is the other way round (CloudWatch API reference, GetMetricData).
        ScanBy: 'TimestampAscending',
        NextToken: token,
      }),
    );
    for (const result of page.MetricDataResults ?? []) {
      const { Id: id = '', Timestamps: timestamps = [], Values: values = [] } = result;
      timestamps.forEach((timestamp, index) =>
        found.get(id)?.push([timestamp.getTime(), values[index] ?? NaN]),
      );
      if (found.has(id)) lastWords.set(id, troubleOf(id, result));
    }
    // Of these CloudWatch has carried out as much as it could, and no more (same page).
    if (page.Messages?.length) overall.push({ id: null, code: 'Messages', messages: page.Messages });
    token = page.NextToken;
  } while (token !== undefined);
  return { found, troubles: [...overall, ...[...lastWords.values()].filter((word) => word !== null)] };
}

/** CloudWatch leaves out what an expression cannot compute, such as 0/0, and says so; that is missing by right. */
const HARMLESS = 'ArithmeticError';

function troubleOf(
  id: string,
  { StatusCode: code = 'Complete', Messages: all = [] }: MetricDataResult,
): Failure | null {
  const messages = all.filter(({ Code }) => Code !== HARMLESS);
  return code === 'Complete' && messages.length === 0 ? null : { id, code, messages };
}

function sentenceOf({ id, code, messages }: Failure, queries: readonly MetricDataQuery[]): string {
  const query = queries.find(({ Id }) => Id === id);
  const what = query?.MetricStat?.Metric?.MetricName ?? query?.Expression ?? 'the metrics';
  const words = messages.map(({ Code, Value }) => [Code, Value].filter(Boolean).join(': '));
  const why = [...(id === null ? [] : [code]), ...words].join('; ');
  const advice =
    code === 'Forbidden'
      ? '; allow cloudwatch:GetMetricData to whoever runs the game day'
      : '; try again later';
  return `CloudWatch did not give all values of ${what} (${why})${advice}`;
}

/** A query for one metric. */
export function metricQuery(
  id: string,
  metric: {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: Readonly<Record<string, string>>;
  },
  periodSeconds: number,
  statistic: string,
): MetricDataQuery {
  return {
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: metric.namespace,
        MetricName: metric.name,
        Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: statistic,
    },
  };
}
