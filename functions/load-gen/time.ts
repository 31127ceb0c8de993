/** Where the simulator takes its time from: Lambda's clock, a virtual one in a rehearsal, a test's own. */
export interface Time {
  /** The moment it is now, in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Calls back after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The time of the global `Date` and `setTimeout`. */
export const globalTime: Time = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
