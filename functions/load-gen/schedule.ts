import type { LoadEvent } from './event';

/**
 * When each request is sent, in milliseconds after the first, which is sent at 0. The load is open: the moments are
 * fixed beforehand, so a slow region gets as many requests as a fast one, as it does from real customers.
 */
export function sendOffsetsMs({ requestsPerMinute, seconds }: LoadEvent): number[] {
  const count = Math.ceil((requestsPerMinute * seconds) / 60);
  return Array.from({ length: count }, (_, index) => Math.round((index * 60_000) / requestsPerMinute));
}
