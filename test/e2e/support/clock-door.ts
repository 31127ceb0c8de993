import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CompressedClock } from './compressed-clock';

/** Where other processes come to the clock. */
export const CLOCK_PATHS = { lease: '/_clock/lease', nap: '/_clock/nap' } as const;

/** On every answer: what time it is, in milliseconds since 1970. */
export const TIME_HEADER = 'x-lab-time';

/**
 * The way of another process to the clock. For as long as it lives it keeps a lease, a request that is never answered, and for as long
 * as it has nothing to do but wait it takes a nap until the moment that it waits for. Time goes by faster only while it naps: what it
 * does in between takes as long as it takes, as everything does that really takes time. When it dies, both its requests end.
 */
export class ClockDoor {
  private leases = 0;
  private naps = 0;
  private longCalls = 0;
  private letGo: (() => void) | null = null;
  private readonly leased: (() => void)[] = [];

  constructor(private readonly clock: CompressedClock) {}

  /** Whether a request is for the clock; then it is answered. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://clock');
    if (path === CLOCK_PATHS.lease) this.lease(response);
    else if (path === CLOCK_PATHS.nap) void this.nap(Number(query.get('until')), response);
    else return false;
    return true;
  }

  /** Whoever waits for an answer like this one waits for the clock. Returns `work`. */
  async whileTimePasses<T>(work: Promise<T>): Promise<T> {
    this.longCalls += 1;
    this.decide();
    try {
      return await work;
    } finally {
      this.longCalls -= 1;
      this.decide();
    }
  }

  /** Resolves when a process takes a lease. */
  nextLease(): Promise<void> {
    return new Promise((resolve) => this.leased.push(resolve));
  }

  private lease(response: ServerResponse): void {
    this.leases += 1;
    response.once('close', () => {
      this.leases -= 1;
      this.decide();
    });
    this.decide();
    response.writeHead(200, this.timeHeader()).flushHeaders();
    for (const tell of this.leased.splice(0)) tell();
  }

  private async nap(until: number, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    this.naps += 1;
    this.decide();
    await this.clock.sleep(until - this.clock.now(), gone.signal).catch(() => undefined);
    this.naps -= 1;
    this.decide();
    response.writeHead(200, this.timeHeader()).end();
  }

  /** What time it is, to the next millisecond: a nap never ends before its time. */
  timeHeader(): Readonly<Record<string, number>> {
    return { [TIME_HEADER]: Math.ceil(this.clock.now()) };
  }

  private decide(): void {
    const isAwake = this.leases > 0 && this.naps === 0 && this.longCalls === 0;
    if (!isAwake) {
      this.letGo?.();
      this.letGo = null;
    } else if (this.letGo === null) {
      const asleep = new Promise<void>((resolve) => {
        this.letGo = resolve;
      });
      void this.clock.hold(asleep);
    }
  }
}
