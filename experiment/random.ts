/** Where a game day takes chance from: a number in [0, 1) at each call. */
export type Random = () => number;

/** A version 4 UUID (RFC 9562), for the client tokens that make AWS requests idempotent. */
export function uuid(random: Random): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (digit) => {
    const drawn = Math.floor(random() * 16);
    return (digit === 'x' ? drawn : (drawn & 0x3) | 0x8).toString(16);
  });
}
