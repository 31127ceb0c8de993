import type { DeployedRegion } from './deployment';
import { BUCKET_SECONDS, count, within, type CustomerBucket } from './evidence';
import type { Window } from './metrics';
import { gapsIn } from './missing';

/** What became of the failed region's customers while the fault was live. */
export type Reroute =
  /** Too few of their requests were counted. */
  | { readonly kind: 'unmeasured' }
  /** None of their requests that were counted failed. */
  | { readonly kind: 'unaffected' }
  /** From that moment on none failed: the second after the last request that did. */
  | { readonly kind: 'rerouted'; readonly at: number }
  /** That moment or a later one: requests that were due were not counted then or afterwards. */
  | { readonly kind: 'hidden'; readonly notBefore: number }
  /** They failed until the end. */
  | { readonly kind: 'never' };

/** At the end of the fault, so much has to be without failures for the customers to count as served again. */
const LEAST_CLEAN_MS = 60_000;

/**
 * Finds the moment from which on the customers were served again, within the time that the fault was live.
 * @param region whose customers they are; says how often they ask
 */
export function findReroute(
  customers: readonly CustomerBucket[],
  fault: Window,
  region: Pick<DeployedRegion, 'requestsPerMinute'>,
): Reroute {
  const buckets = within(customers, fault).filter((bucket) => count([bucket]).requests > 0);
  const [, ...rest] = buckets;
  const last = buckets.at(-1);
  if (last === undefined || rest.length === 0) return { kind: 'unmeasured' };
  const failing = buckets.filter((bucket) => count([bucket]).failed > 0).at(-1);
  if (failing === undefined) return { kind: 'unaffected' };
  const at = failing.at + BUCKET_SECONDS * 1000;
  if (fault.to - at < LEAST_CLEAN_MS) return { kind: 'never' };
  // Silence after a failure is no service, and any later one may hide another failure.
  const hidden = failing === last || gapsIn(customers, fault, region).some(({ to }) => to > at);
  return hidden ? { kind: 'hidden', notBefore: at } : { kind: 'rerouted', at };
}
