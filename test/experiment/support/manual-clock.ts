import type { Clock } from '../../../experiment/time/clock';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until everything that could run has run, and then goes on to whoever wakes next. */
export class ManualClock implements Clock {
  private readonly sleepers = new Set<Sleeper>();

  constructor(private moment = Date.UTC(2026, 0, 1, 12)) {}

  now(): number {
    return this.moment;
  }

  /** How many sleep at the moment. */
  get asleep(): number {
    return this.sleepers.size;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.sleepers.delete(sleeper);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the system's clock does
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', abort);
        this.sleepers.delete(sleeper);
        resolve();
      };
      const sleeper = { until: this.moment + milliseconds, wake };
      this.sleepers.add(sleeper);
      if (signal?.aborted === true) abort();
      else signal?.addEventListener('abort', abort);
    });
  }

  /** Does something so many seconds from now. */
  after(seconds: number, act: () => void): void {
    void this.sleep(seconds * 1000).then(act);
  }

  /** Lets time pass until a promise settles. */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { settled: false };
    const noted = work.finally(() => (state.settled = true));
    noted.catch(() => undefined);
    for (;;) {
      await idle();
      if (state.settled) return noted;
      const [next] = [...this.sleepers].sort((a, b) => a.until - b.until);
      if (next === undefined) throw new Error('nobody sleeps, and yet the work does not end');
      this.moment = Math.max(this.moment, next.until);
      next.wake();
    }
  }

  /** Lets so many seconds pass. */
  async pass(seconds: number): Promise<void> {
    await this.run(this.sleep(seconds * 1000));
    await idle();
  }
}

/** Lets everything run that waits for nothing but its turn. */
function idle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
