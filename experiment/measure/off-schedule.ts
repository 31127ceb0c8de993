import type { Clients } from '../aws/clients';
import type { Deployment } from '../deployment/deployment';
import { metricQuery, readMetrics, type Window } from './metrics';

/** Requests of a region's customers that their simulator did not send when they were due (functions/load-gen/tally.ts). */
export interface OffSchedule {
  /** Sent more than a second later than due. */
  readonly late: number;
  /** Not sent at all, since they would have come too late. */
  readonly dropped: number;
}

/** As the simulator calls the metrics. */
const METRICS = ['late', 'dropped'] as const;

/** It counts by the second; nobody asks in which. */
const PERIOD_MS = 60_000;

/**
 * Reads how well the simulators kept their schedule.
 * @param from the region whose CloudWatch is asked
 * @returns by client region; absent where all was sent in time
 */
export async function readOffSchedule(
  clients: Clients,
  { apiUrl, metricNamespace: namespace, regions }: Deployment,
  from: string,
  window: Window,
): Promise<ReadonlyMap<string, OffSchedule>> {
  const asked = regions.flatMap(({ region }, index) =>
    METRICS.map((name) => ({ region, name, id: `${name}${index}` })),
  );
  const queries = asked.map(({ region, name, id }) =>
    metricQuery(
      id,
      { namespace, name, dimensions: { api: apiUrl, client_region: region } },
      PERIOD_MS / 1000,
      'Sum',
    ),
  );
  // A minute has its value at its start, and the first one began before the window.
  const start = Math.floor(window.from / PERIOD_MS) * PERIOD_MS;
  const found = await readMetrics(clients.cloudwatch(from), queries, { from: start, to: window.to });
  const sumOf = (region: string, name: (typeof METRICS)[number]): number => {
    const id = asked.find((query) => query.region === region && query.name === name)?.id ?? '';
    return (found.get(id) ?? []).reduce((sum, [, value]) => sum + value, 0);
  };
  return new Map(
    regions
      .map(
        ({ region }) => [region, { late: sumOf(region, 'late'), dropped: sumOf(region, 'dropped') }] as const,
      )
      .filter(([, { late, dropped }]) => late + dropped > 0),
  );
}
