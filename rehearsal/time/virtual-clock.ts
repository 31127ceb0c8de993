import { Heap } from 'heap-js';
import type { Timer } from './timer';

interface Event {
  readonly at: number;
  readonly sequence: number;
  readonly act: () => void;
  cancelled: boolean;
}

/**
 * Virtual time: a heap of events ordered by (time, sequence). Time moves only from one event to the next, and only when nothing that
 * the last event set off can go on without it. Work that really takes time (Python, say) is handed to `hold`, and virtual time
 * stands still until it is done; so the same program always sees the same times, however fast the machine is.
 */
export class VirtualClock implements Timer {
  private readonly events = new Heap<Event>((a, b) => a.at - b.at || a.sequence - b.sequence);
  private readonly held = new Set<Promise<unknown>>();
  private sequence = 0;
  private failure: { readonly error: unknown } | null = null;

  /** @param moment where time starts, in milliseconds since 1970 */
  constructor(private moment: number) {}

  /** @inheritdoc */
  now(): number {
    return this.moment;
  }

  /** @inheritdoc */
  after(milliseconds: number, act: () => void): () => void {
    const event = {
      at: this.moment + Math.max(0, milliseconds),
      sequence: this.sequence++,
      act,
      cancelled: false,
    };
    this.events.push(event);
    return () => {
      event.cancelled = true;
    };
  }

  /** @inheritdoc */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        cancel();
        reject(signal?.reason as Error);
      };
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const cancel = this.after(milliseconds, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Keeps virtual time still until `work`, which takes real time, is done. Returns `work`. */
  hold<T>(work: Promise<T>): Promise<T> {
    const release = (): void => {
      this.held.delete(settled);
    };
    const settled: Promise<void> = work.then(release, release);
    this.held.add(settled);
    return work;
  }

  /** Lets `run` end with the error of `work`, if it fails; for work that nobody waits for. */
  watch(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.failure ??= { error };
    });
  }

  /**
   * Lets time pass until `main` is settled, and returns its result.
   * @throws Error when `main` waits for something that no event will bring about, or watched work has failed
   */
  run<T>(main: Promise<T>): Promise<T> {
    const state = { done: false };
    const finish = (): void => {
      state.done = true;
    };
    main.then(finish, finish);
    return new Promise<T>((resolve, reject) => {
      const goOn = (): void => {
        // Node runs every pending promise reaction before it calls an immediate: whatever the last event set off has come as far
        // as it can.
        setImmediate(() => {
          try {
            if (this.failure !== null) throw this.failure.error;
            if (state.done) resolve(main);
            else if (this.held.size > 0) void Promise.race(this.held).then(goOn);
            else if (this.next()) goOn();
            else throw new Error('the rehearsal waits for something that will never happen');
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
      };
      goOn();
    });
  }

  /** Lets the next event happen. Returns whether there was one. */
  private next(): boolean {
    let event = this.events.pop();
    while (event?.cancelled === true) event = this.events.pop();
    if (event === undefined) return false;
    this.moment = event.at;
    event.act();
    return true;
  }
}
