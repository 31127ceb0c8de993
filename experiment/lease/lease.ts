/**
 * Who may make a region of an API fail, and until when: one region of it at a time. It is an item of the lab's table of leases, whose key
 * is the URL that customers call.
 */
export interface Lease {
  readonly url: string;
  /** The only region that may be made to fail. */
  readonly region: string;
  /** {@link holderOf} a game day; or `execution ID`, of a document that somebody has started by hand (documents/chaos-extension.yaml). */
  readonly holder: string;
  /** The ARN of whoever runs the game day; null where a document holds it, which does not know. */
  readonly who: string | null;
  /** ISO 8601 in UTC, to the second, by AWS' clock; `until` likewise. */
  readonly since: string;
  /** From then on anybody may take it. It is later than the expiry of any fault that was attached under it. */
  readonly until: string;
  /** Another one whenever it is written: a lease is only written or deleted as what it was when it was read. */
  readonly version: string;
}

const EXECUTION = 'execution ';

/** What a lease calls a game day, by its id. */
export function holderOf(gameDay: string): string {
  return `game day ${gameDay}`;
}

/** The id of the game day that holds a lease; null where a document does. */
export function gameDayOf({ holder }: Lease): string | null {
  return holder.startsWith(EXECUTION) ? null : holder.replace(holderOf(''), '');
}

/** Whether it keeps others out at a moment, in milliseconds since 1970. */
export function isInForce({ until }: Lease, now: number): boolean {
  return Date.parse(until) > now;
}

/** A moment as leases have it; what is no whole second becomes the next one. */
export function leaseMoment(milliseconds: number): string {
  return new Date(Math.ceil(milliseconds / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** Whether a text is a moment as leases have it. */
export function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** `https://… is held for eu-west-1 until 2026-01-01T12:30:00Z, by game day 1234 (arn:aws:iam::123456789012:user/ann)`. */
export function leaseWords({ url, region, until, holder, who }: Lease): string {
  return `${url} is held for ${region} until ${until}, by ${holder}${who === null ? '' : ` (${who})`}`;
}

/** What ends a lease before its time. */
export function leaseAdvice({ region, until }: Lease): string {
  return (
    `two regions of an API must never fail at once: wait until that game day has ended, which releases it; ` +
    `or, where it has died, \`npm run restore -- --region ${region}\`, which releases it once nothing of it is left; or wait until ${until}`
  );
}
