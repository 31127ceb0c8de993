import type { Clock } from '../time/clock';
import { isInForce, leaseAdvice, leaseMoment, leaseWords, type Lease } from './lease';
import type { LeaseTable } from './lease-table';

/** Whoever loses a race has to decide anew; a race is lost to somebody who has then written, so it is not lost for ever. */
const ATTEMPTS = 10;

/** The lease that somebody wants, or wants to keep for longer. */
export interface WantedLease extends Pick<Lease, 'region' | 'holder' | 'who'> {
  /** In milliseconds since 1970. */
  readonly until: number;
}

/**
 * Takes the lease of an API, or extends it where it is the same holder's; it is never shortened.
 * @throws Error that says who holds it, for which region, until when, and what ends that
 */
export async function takeLease(
  table: LeaseTable,
  { region, holder, who, until }: WantedLease,
  clock: Pick<Clock, 'now'>,
): Promise<Lease> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const known = await table.read();
    const now = clock.now();
    const held = known !== null && isInForce(known, now) ? known : null;
    if (held !== null && held.holder !== holder) throw new Error(`${leaseWords(held)}; ${leaseAdvice(held)}`);
    const latest = Math.max(until, held === null ? 0 : Date.parse(held.until));
    const lease = {
      ...{ region, holder, who },
      since: held?.since ?? leaseMoment(now),
      until: leaseMoment(latest),
      version: `${holder} ${now}`,
    };
    if (await table.write(lease, known)) return { ...lease, url: table.url };
  }
  throw new Error(
    `the lease of ${table.url} changed ${ATTEMPTS} times while it was being taken: others start experiments of this API right now`,
  );
}
