import { Heap } from 'heap-js';
import type { Timer } from '../../../rehearsal/time/timer';

interface Event {
  readonly at: number;
  readonly sequence: number;
  readonly act: () => void;
  cancelled: boolean;
}

/** A machine that is busy for longer than this is not made up for: time went by slower instead. */
const LONGEST_LAG_MS = 20;

/**
 * The machine's time, faster: waiting is shortened by a factor, and work that really takes time (Python, say) is handed to `hold`, and
 * takes as long as it takes. So ten minutes of waiting are over in seconds, and a step that may take a minute still may.
 *
 * As in virtual time, what is set on it happens one after the other, in its order and at its very moment, and time never runs past
 * what has not happened yet. A busy machine makes it slower, and changes nothing else.
 */
export class CompressedClock implements Timer {
  private readonly events = new Heap<Event>((a, b) => a.at - b.at || a.sequence - b.sequence);
  private readonly failures: Error[] = [];
  private sequence = 0;
  private held = 0;
  private stopped = false;
  private alarm: NodeJS.Timeout | undefined;
  /** The moment of what is happening just now. */
  private standing: number | null = null;
  /** Where the time that goes by at the present rate began: here, and on the machine. */
  private began = { here: Date.now(), machine: performance.now() };

  /** @param factor how many times faster than the machine's time it runs while nothing is held */
  constructor(readonly factor: number) {}

  /** @inheritdoc */
  now(): number {
    return this.standing ?? Math.min(this.passed(), this.next()?.at ?? Infinity);
  }

  /** @inheritdoc */
  after(milliseconds: number, act: () => void): () => void {
    const at = this.now() + Math.max(0, milliseconds);
    const event = { at, sequence: this.sequence++, act, cancelled: false };
    this.events.push(event);
    if (this.standing === null) this.wind();
    return () => {
      event.cancelled = true;
    };
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
    this.stopped = true;
    clearTimeout(this.alarm);
  }

  private get rate(): number {
    return this.held > 0 ? 1 : this.factor;
  }

  /** What the time would be, if nothing were left to happen before it. */
  private passed(): number {
    return this.began.here + (performance.now() - this.began.machine) * this.rate;
  }

  private changeHeld(by: number): void {
    this.began = { here: this.now(), machine: performance.now() };
    this.held += by;
    if (this.standing === null) this.wind();
  }

  private next(): Event | undefined {
    while (this.events.peek()?.cancelled === true) this.events.pop();
    return this.events.peek();
  }

  private wind(): void {
    clearTimeout(this.alarm);
    const next = this.next();
    if (next === undefined || this.stopped) return;
    this.alarm = setTimeout(() => this.ring(), Math.max(0, (next.at - this.passed()) / this.rate));
  }

  private ring(): void {
    const event = this.next();
    if (event === undefined || event.at > this.passed() || this.stopped) {
      this.wind();
      return;
    }
    this.events.pop();
    this.standing = event.at;
    event.act();
    // Node runs every pending promise reaction before it calls an immediate: whatever the event set off has come as far as it can.
    setImmediate(() => {
      this.standing = null;
      if (this.passed() - event.at > LONGEST_LAG_MS * this.rate) {
        this.began = { here: event.at, machine: performance.now() };
      }
      this.ring();
    });
  }
}
