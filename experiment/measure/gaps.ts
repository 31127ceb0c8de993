import type { DeployedRegion } from '../deployment/deployment';
import { BUCKET_SECONDS, count, within, type CustomerBucket } from './evidence';
import type { Window } from './metrics';

const MINUTE_MS = 60_000;

/**
 * A silence of the customers must last so long to be a gap. The load comes minute by minute: a minute of it that is missing is a silence
 * of a minute, give or take the seconds that Lambda takes to start; and it rounds to a minute wherever it lies.
 */
const LEAST_GAP_MS = 45_000;

/** So many requests in a row must be missing at least, where fewer than three are sent in {@link LEAST_GAP_MS}. */
const LEAST_MISSED = 2;

/**
 * The stretches of a window in which no request of a region's customers is counted although some were due. CloudWatch has no value
 * there, which is something else than no failure. They may begin and end in the middle of a minute.
 *
 * Each simulator sends its requests evenly spaced, and several of them (`workers`) send at about the same moments; so the spacing
 * follows from `requestsPerMinute` alone. At 1 request a minute a whole minute without one is nothing unusual, and a gap is only
 * found where two in a row are missing: one in two minutes.
 */
export function gapsIn(
  customers: readonly CustomerBucket[],
  window: Window,
  { requestsPerMinute }: Pick<DeployedRegion, 'requestsPerMinute'>,
): readonly Window[] {
  // The simulator sends at least one request a minute, whatever it is asked for.
  const spacingMs = MINUTE_MS / Math.max(1, requestsPerMinute);
  const leastMs = Math.max(LEAST_GAP_MS, LEAST_MISSED * spacingMs);
  const counted = within(customers, window).filter((bucket) => count([bucket]).requests > 0);
  const ends = [window.from, ...counted.map(({ at }) => at + BUCKET_SECONDS * 1000)];
  const starts = [...counted.map(({ at }) => at), window.to];
  return ends
    .map((from, index) => ({ from, to: starts[index] ?? window.to }))
    .filter((gap) => lengthOf(gap) >= leastMs);
}

/** `3 of 11 minutes`: how much of a window its gaps are, where something was counted in between. */
export function minutesOf(gaps: readonly Window[], window: Window): string {
  const all = Math.max(1, Math.round(lengthOf(window) / MINUTE_MS));
  const missing = Math.round(gaps.reduce((sum, gap) => sum + lengthOf(gap), 0) / MINUTE_MS);
  return `${Math.max(1, Math.min(missing, all - 1))} of ${all} ${all === 1 ? 'minute' : 'minutes'}`;
}

/** The starts of the minutes of the clock that lie wholly within a window: CloudWatch's own minutes. */
export function minutesWithin({ from, to }: Window): readonly number[] {
  const first = Math.ceil(from / MINUTE_MS);
  const past = Math.floor(to / MINUTE_MS);
  return Array.from({ length: Math.max(0, past - first) }, (_item, index) => (first + index) * MINUTE_MS);
}

function lengthOf({ from, to }: Window): number {
  return to - from;
}
