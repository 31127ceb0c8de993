import type { Timer } from '../../../rehearsal/timer';

interface Event {
  readonly at: number;
  readonly act: () => void;
}

/**
 * The machine's time, faster: waiting is shortened by a factor, and work that really takes time (Python, say) is handed to `hold`, and
 * takes as long as it takes. So ten minutes of waiting are over in seconds, and a step that may take a minute still may.
 */
export class CompressedClock implements Timer {
  private readonly events = new Set<Event>();
  private readonly failures: Error[] = [];
  private alarm: NodeJS.Timeout | undefined;
  private held = 0;
  /** Where the time that goes by at the present rate began: here, and on the machine. */
  private began = { here: Date.now(), machine: performance.now() };

  /** @param factor how many times faster than the machine's time it runs while nothing is held */
  constructor(readonly factor: number) {}

  /** @inheritdoc */
  now(): number {
    return this.began.here + (performance.now() - this.began.machine) * this.rate;
  }

  /** @inheritdoc */
  after(milliseconds: number, act: () => void): () => void {
    const event = { at: this.now() + Math.max(0, milliseconds), act };
    this.events.add(event);
    this.wind();
    return () => void this.events.delete(event);
  }

  /** @inheritdoc */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const abort = (): void => {
        cancel();
        reject(signal?.reason as Error);
      };
      const cancel = this.after(milliseconds, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** @inheritdoc */
  watch(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.failures.push(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /** The error of watched work that has failed first, if any has. */
  get failure(): Error | undefined {
    return this.failures[0];
  }

  /** Lets time go by as on the machine until `work` is done. Returns `work`. */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.changeHeld(1);
    try {
      return await work;
    } finally {
      this.changeHeld(-1);
    }
  }

  /** Nothing that was set on it happens any more. */
  stop(): void {
    this.events.clear();
    clearTimeout(this.alarm);
  }

  private get rate(): number {
    return this.held > 0 ? 1 : this.factor;
  }

  private changeHeld(by: number): void {
    this.began = { here: this.now(), machine: performance.now() };
    this.held += by;
    this.wind();
  }

  private wind(): void {
    clearTimeout(this.alarm);
    if (this.events.size === 0) return;
    const next = Math.min(...[...this.events].map(({ at }) => at));
    this.alarm = setTimeout(() => this.ring(), Math.max(0, (next - this.now()) / this.rate));
  }

  private ring(): void {
    const now = this.now();
    const due = [...this.events].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    for (const event of due) {
      // An earlier one may have taken it back.
      if (this.events.delete(event)) event.act();
    }
    this.wind();
  }
}
