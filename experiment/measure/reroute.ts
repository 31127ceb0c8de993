import type { DeployedRegion } from '../deployment/deployment';
import { BUCKET_SECONDS, count, within, type CustomerBucket } from './evidence';
import type { Window } from './metrics';
import { gapsIn } from './gaps';

/** What became of the failed region's customers while the fault was live. */
export type Reroute =
  /** Too few of their requests were counted. */
  | { readonly kind: 'unmeasured' }
  /** None of their requests that were counted failed, and they stayed with whom they were with. */
  | { readonly kind: 'unaffected' }
  /** From that moment on none failed and their own region answered none: the second after the last request of which either is true. */
  | { readonly kind: 'rerouted'; readonly at: number }
  /** That moment or a later one: requests that were due were not counted then or afterwards. */
  | { readonly kind: 'hidden'; readonly notBefore: number }
  /** Until the end they failed, or some of them were answered by their own region. */
  | { readonly kind: 'never' };

/** At the end of the fault, so long none may have failed or been with their own region, for the customers to count as rerouted. */
export const LEAST_CLEAN_MS = 60_000;

/**
 * Finds the moment from which on the customers were served by other regions, while the fault lasted: by their failures, and by who
 * answered, since a fault may make a region slow without failing anybody.
 * @param region whose customers they are, and how often they ask
 */
export function findReroute(
  customers: readonly CustomerBucket[],
  fault: Window,
  region: Pick<DeployedRegion, 'region' | 'requestsPerMinute'>,
): Reroute {
  const buckets = within(customers, fault).filter((bucket) => count([bucket]).requests > 0);
  const [, ...rest] = buckets;
  const last = buckets.at(-1);
  if (last === undefined || rest.length === 0) return { kind: 'unmeasured' };
  const isWithOwn = ({ answeredBy }: CustomerBucket): boolean => (answeredBy[region.region] ?? 0) > 0;
  const isElsewhere = ({ answeredBy }: CustomerBucket): boolean =>
    Object.entries(answeredBy).some(([name, answers]) => name !== region.region && answers > 0);
  const hasFailed = (bucket: CustomerBucket): boolean => count([bucket]).failed > 0;
  const someFailed = buckets.some(hasFailed);
  const notMoved = buckets.filter((bucket) => hasFailed(bucket) || isWithOwn(bucket)).at(-1);
  if (notMoved === undefined || !(someFailed || buckets.some(isElsewhere))) return { kind: 'unaffected' };
  const at = notMoved.at + BUCKET_SECONDS * 1000;
  if (fault.to - at < LEAST_CLEAN_MS) return { kind: someFailed ? 'never' : 'unaffected' };
  // Silence after a failure is no service, and any later one may hide another failure.
  const hidden = notMoved === last || gapsIn(customers, fault, region).some(({ to }) => to > at);
  return hidden ? { kind: 'hidden', notBefore: at } : { kind: 'rerouted', at };
}
