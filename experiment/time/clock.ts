import { setTimeout as sleep } from 'node:timers/promises';
import type { ClockSkew } from './clock-skew';

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
  /** How far the machine's own clock was found to be off AWS'; absent where nobody measures that. */
  readonly skew?: ClockSkew;
}

/** The clock of the machine as it was when this process began: setting it meanwhile changes nothing. */
export const systemClock: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  sleep: async (milliseconds, signal) => {
    try {
      await sleep(milliseconds, undefined, { signal });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
};
