import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Where a game day takes its time from: the system's clock on AWS, a virtual one in a rehearsal.
 */
export interface Clock {
  /** The moment it is now, in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Resolves after so many milliseconds; rejects with the signal's reason when the signal aborts first.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    try {
      await sleep(milliseconds, undefined, { signal });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
};
