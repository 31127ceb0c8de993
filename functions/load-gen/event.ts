import { InvalidInput, shown } from './invalid-input';

/** What the customer simulator is asked to do. */
export interface LoadEvent {
  /** How many requests are sent in a minute, evenly spaced. */
  readonly requestsPerMinute: number;
  /** For how long requests are sent; the answers to the last ones may come later. */
  readonly seconds: number;
}

/** A choice of this lab: 100 requests a second are plenty to see a failover, and kind to one small function. */
const MOST_REQUESTS_PER_MINUTE = 6_000;

/** Lambda's longest time-out is 900 s; 60 s are left for the last answers (35 s) and the last publication. */
const MOST_SECONDS = 840;

/**
 * Reads the event that the simulator is invoked with: `{ "requestsPerMinute": 44, "seconds": 60 }`.
 *
 * @throws {InvalidInput} when it is anything else
 */
export function readEvent(event: unknown): LoadEvent {
  if (typeof event !== 'object' || event === null) {
    throw new InvalidInput(
      `the event must be an object like {"requestsPerMinute":44,"seconds":60}, not ${shown(event)}`,
    );
  }
  return {
    requestsPerMinute: readNumber(event, 'requestsPerMinute', MOST_REQUESTS_PER_MINUTE),
    seconds: readNumber(event, 'seconds', MOST_SECONDS),
  };
}

function readNumber(event: object, key: keyof LoadEvent, most: number): number {
  const value: unknown = Reflect.get(event, key);
  if (typeof value !== 'number' || !(value > 0 && value <= most)) {
    throw new InvalidInput(`${key} must be a number above 0 and at most ${most}, not ${shown(value)}`);
  }
  return value;
}
