import type { DeployedRegion } from '../deployment/deployment';
import { within, type CustomerBucket, type Evidence } from './evidence';
import type { Window } from './metrics';

/** What a region's customers met within a window. */
export function customersOf(
  evidence: Evidence,
  { region }: DeployedRegion,
  window: Window,
): readonly CustomerBucket[] {
  return within(evidence.customers.get(region) ?? [], window);
}

/** How many requests each region answered. */
export function answeredBy(buckets: readonly CustomerBucket[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const bucket of buckets) {
    for (const [region, value] of Object.entries(bucket.answeredBy))
      sums[region] = (sums[region] ?? 0) + value;
  }
  return sums;
}

/** How the requests that failed did so, in the names of the metrics: `status_5xx 3, no_response 1`. */
export function outcomesOf(buckets: readonly CustomerBucket[]): string {
  const names = ['status_4xx', 'status_5xx', 'no_response'] as const;
  const sum = (name: (typeof names)[number]): number =>
    buckets.reduce((total, { outcomes }) => total + outcomes[name], 0);
  return names
    .filter((name) => sum(name) > 0)
    .map((name) => `${name} ${sum(name)}`)
    .join(', ');
}

/** Requests a minute that a region answered within a window, of all customers; null without a window. */
export function answeredPerMinute(
  evidence: Evidence,
  { region }: DeployedRegion,
  window: Window | null,
): number | null {
  if (window === null) return null;
  const buckets = [...evidence.customers.values()].flatMap((all) => within(all, window));
  const answered = answeredBy(buckets)[region] ?? 0;
  return Math.round(answered / ((window.to - window.from) / 60_000));
}

/** The regions that are not made to fail. */
export function othersOf({
  deployment,
  failed,
}: Pick<Evidence, 'deployment' | 'failed'>): readonly DeployedRegion[] {
  return deployment.regions.filter(({ region }) => region !== failed.region);
}
