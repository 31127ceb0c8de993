import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Clients } from './clients';

/** Ascending pairs of a period's start, in milliseconds since 1970, and its value. */
export type Series = readonly (readonly [number, number])[];

/** A span of time, in milliseconds since 1970; the end is not part of it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the values of queries, page by page.
 * @returns by query id: its values, ascending; empty where CloudWatch has none
 */
export async function readMetrics(
  cloudwatch: ReturnType<Clients['cloudwatch']>,
  queries: readonly MetricDataQuery[],
  { from, to }: Window,
): Promise<ReadonlyMap<string, Series>> {
  const found = new Map<string, (readonly [number, number])[]>(queries.map(({ Id }) => [Id ?? '', []]));
  // CloudWatch refuses a request without queries.
  if (queries.length === 0) return found;
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
    for (const { Id, Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
      Timestamps.forEach((timestamp, index) =>
        found.get(Id ?? '')?.push([timestamp.getTime(), Values[index] ?? NaN]),
      );
    }
    token = page.NextToken;
  } while (token !== undefined);
  return found;
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
