import type { CheckKind } from '../../validation/hypothesis/check-kinds';
import type { Clients } from '../aws/clients';
import type { DeployedRegion, Deployment } from '../deployment/deployment';
import type { CheckerReport, HealthCheckSettings, HealthCheckTarget } from './health-observer';
import type { FaultRecord, InEffect } from '../journal/fault-record';
import { metricQuery, readMetrics, type Series, type Window } from './metrics';
import type { OffSchedule } from './off-schedule';
import type { Throttling } from './throttling';

/** All that was measured: what the checks of a hypothesis are judged by, and nothing else. */
export interface Evidence {
  readonly deployment: Deployment;
  /** The region that was made to fail. */
  readonly failed: DeployedRegion;
  /** What it was made to fail with. */
  readonly fault: FaultRecord;
  /** The span that each kind of check looks at; null where the game day did not come so far. */
  readonly windows: Readonly<Record<CheckKind, Window | null>>;
  /** By region: its health check's status each minute, 1 or 0. */
  readonly health: ReadonlyMap<string, Series>;
  /** By client region: what its customers met, by the second of sending. */
  readonly customers: ReadonlyMap<string, readonly CustomerBucket[]>;
  /** By region: what is known of its health check itself. */
  readonly healthChecks: ReadonlyMap<string, HealthCheckFacts>;
  /** By region: what Lambda refused because too much ran there at once; absent where it refused nothing. */
  readonly throttled: ReadonlyMap<string, Throttling>;
  /** By client region: what its simulator did not send when it was due; absent where it sent all in time. */
  readonly offSchedule: ReadonlyMap<string, OffSchedule>;
  /** By target: whether the fault struck; empty where no experiment was asked for. */
  readonly inEffect: readonly InEffect[];
  /** When Route 53's checkers held the failed region for unhealthy; null: never. */
  readonly detectedAt: number | null;
  /** The earliest moment at which that may have been: where nobody watched, CloudWatch knows it to the minute. */
  readonly detectedNotBefore: number | null;
  /** What differs between the functions and their snapshots; null where they could not be compared. */
  readonly differences: readonly string[] | null;
}

/** What is known of a health check. */
export interface HealthCheckFacts {
  readonly target: HealthCheckTarget;
  /** The last report of one of its checkers. */
  readonly lastReport: string;
  /** Absent where they were not read. */
  readonly settings?: HealthCheckSettings;
  /** Those of all its checkers that were seen, in no particular order; absent where none were kept. */
  readonly reports?: readonly CheckerReport[];
}

/** Requests sent within a second. */
export interface CustomerBucket {
  /** Its start, in milliseconds since 1970. */
  readonly at: number;
  /** By outcome: `status_2xx`, `status_4xx`, `status_5xx`, `no_response`. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** By region: the requests that it answered. */
  readonly answeredBy: Readonly<Record<string, number>>;
}

/** An outcome that the customer simulator counts. */
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes that the customer simulator counts; the first is the good one. */
export const OUTCOMES = ['status_2xx', 'status_4xx', 'status_5xx', 'no_response'] as const;

/** The customer simulator counts by the second; CloudWatch keeps that for three hours (CloudWatch API reference, GetMetricData). */
export const BUCKET_SECONDS = 1;

/** CloudWatch gets the status of a health check once a minute, in us-east-1 only (Route 53 developer guide). */
export const HEALTH_PERIOD_SECONDS = 60;
const HEALTH_METRICS_REGION = 'us-east-1';

/** Reads the status of every region's health check. */
export async function readHealth(
  clients: Clients,
  deployment: Deployment,
  window: Window,
): Promise<ReadonlyMap<string, Series>> {
  const queries = deployment.regions.map(({ healthCheckId }, index) =>
    metricQuery(
      `m${index}`,
      { namespace: 'AWS/Route53', name: 'HealthCheckStatus', dimensions: { HealthCheckId: healthCheckId } },
      HEALTH_PERIOD_SECONDS,
      'Minimum',
    ),
  );
  const found = await readMetrics(clients.cloudwatch(HEALTH_METRICS_REGION), queries, window);
  return new Map(deployment.regions.map(({ region }, index) => [region, found.get(`m${index}`) ?? []]));
}

/**
 * Reads what every region's customers met.
 * @param from the region whose CloudWatch is asked; the simulators publish to that of every lab region
 */
export async function readCustomers(
  clients: Clients,
  deployment: Deployment,
  from: string,
  window: Window,
): Promise<ReadonlyMap<string, readonly CustomerBucket[]>> {
  const customers = new Map<string, readonly CustomerBucket[]>();
  for (const { region } of deployment.regions) {
    const names = [...OUTCOMES, ...deployment.regions.map((other) => `region_${other.region}`)];
    const queries = names.map((name, index) =>
      metricQuery(
        `m${index}`,
        {
          namespace: deployment.metricNamespace,
          name,
          dimensions: { api: deployment.apiUrl, client_region: region },
        },
        BUCKET_SECONDS,
        'Sum',
      ),
    );
    const found = await readMetrics(clients.cloudwatch(from), queries, window);
    const series = new Map(names.map((name, index) => [name, new Map(found.get(`m${index}`))]));
    customers.set(region, bucketsOf(series, deployment));
  }
  return customers;
}

function bucketsOf(
  series: ReadonlyMap<string, ReadonlyMap<number, number>>,
  deployment: Deployment,
): readonly CustomerBucket[] {
  const value = (name: string, at: number): number => series.get(name)?.get(at) ?? 0;
  const moments = new Set([...series.values()].flatMap((values) => [...values.keys()]));
  return [...moments]
    .sort((a, b) => a - b)
    .map((at) => ({
      at,
      outcomes: {
        status_2xx: value('status_2xx', at),
        status_4xx: value('status_4xx', at),
        status_5xx: value('status_5xx', at),
        no_response: value('no_response', at),
      },
      answeredBy: Object.fromEntries(
        deployment.regions.map(({ region }) => [region, value(`region_${region}`, at)]),
      ),
    }));
}

/** The buckets that lie wholly within a window. */
export function within(buckets: readonly CustomerBucket[], { from, to }: Window): readonly CustomerBucket[] {
  return buckets.filter(({ at }) => at >= from && at + BUCKET_SECONDS * 1000 <= to);
}

/** How many requests, and how many of them were not answered 2xx. */
export function count(buckets: readonly CustomerBucket[]): {
  readonly requests: number;
  readonly failed: number;
} {
  let requests = 0;
  let failed = 0;
  for (const { outcomes } of buckets) {
    const lost = outcomes.status_4xx + outcomes.status_5xx + outcomes.no_response;
    requests += outcomes.status_2xx + lost;
    failed += lost;
  }
  return { requests, failed };
}
