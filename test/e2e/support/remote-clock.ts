import { subscribe } from 'node:diagnostics_channel';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Clock } from '../../../experiment/time/clock';
import { CLOCK_PATHS, TIME_HEADER } from './clock-door';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
  readonly fail: (error: Error) => void;
}

interface Nap {
  readonly until: number;
  /** Wakes from it early. */
  readonly abort: () => void;
}

/** Who neither asks for anything nor does anything for so long has nothing to do but wait. */
const IDLE_MS = 2;

/**
 * The time of an emulated AWS, in another process: every answer of the endpoint tells it, and in between it goes by as on the machine.
 * Only while this process has nothing to do but wait it naps, and time goes by faster.
 */
export class RemoteClock implements Clock {
  private told = { here: 0, machine: performance.now() };
  private readonly sleepers = new Set<Sleeper>();
  /** Requests to AWS that are under way. */
  private asking = 0;
  private nap: Nap | null = null;
  private idle: NodeJS.Timeout | undefined;

  private constructor(private readonly endpoint: string) {
    subscribe('http.client.request.start', (message) => {
      this.noteRequest((message as { readonly request: ClientRequest }).request);
    });
    subscribe('http.client.response.finish', (message) => {
      this.noteTime((message as { readonly response: IncomingMessage }).response);
    });
  }

  /** Asks for the time, and keeps a lease from now on. */
  static of(endpoint: string): Promise<RemoteClock> {
    const clock = new RemoteClock(endpoint);
    return new Promise((resolve, reject) => {
      const lease = request(endpoint + CLOCK_PATHS.lease, { agent: false });
      lease.once('error', reject);
      lease.once('response', ({ socket }) => {
        // The lease ends with the process, and does not keep it from ending.
        socket.unref();
        resolve(clock);
      });
      lease.end();
    });
  }

  /** @inheritdoc */
  now(): number {
    return Math.floor(this.told.here + performance.now() - this.told.machine);
  }

  /** @inheritdoc */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const end = (): void => {
        this.sleepers.delete(sleeper);
        signal?.removeEventListener('abort', abort);
        this.waitUntilIdle();
      };
      const abort = (): void => sleeper.fail(signal?.reason as Error);
      const sleeper: Sleeper = {
        at: this.now() + milliseconds,
        wake: () => {
          end();
          resolve();
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', abort, { once: true });
      this.waitUntilIdle();
    });
  }

  private noteRequest(asked: ClientRequest): void {
    if (asked.path.startsWith('/_clock')) return;
    this.asking += 1;
    this.nap?.abort();
    asked.once('close', () => {
      this.asking -= 1;
      this.waitUntilIdle();
    });
  }

  private noteTime({ headers: { [TIME_HEADER]: told } }: IncomingMessage): void {
    if (told === undefined) return;
    // It never goes back.
    this.told = { here: Math.max(Number(told), this.now()), machine: performance.now() };
  }

  private waitUntilIdle(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.napIfIdle(), IDLE_MS);
  }

  private napIfIdle(): void {
    if (this.asking > 0 || this.sleepers.size === 0) return;
    const until = Math.min(...[...this.sleepers].map(({ at }) => at));
    if (this.nap?.until === until) return;
    this.nap?.abort();
    const napping = request(`${this.endpoint}${CLOCK_PATHS.nap}?until=${until}`, { method: 'POST' });
    const end = (): void => {
      if (this.nap === nap) this.nap = null;
    };
    const nap: Nap = {
      until,
      abort: () => {
        end();
        napping.destroy();
      },
    };
    this.nap = nap;
    napping.once('response', (answer) => answer.resume());
    napping.once('error', (error) => {
      // Without a clock nobody would ever wake.
      if (this.nap === nap) for (const { fail } of this.sleepers) fail(error);
    });
    napping.once('close', () => {
      end();
      this.wakeUp();
    });
    napping.end();
  }

  private wakeUp(): void {
    const now = this.now();
    for (const { at, wake } of this.sleepers) if (at <= now) wake();
    this.waitUntilIdle();
  }
}
