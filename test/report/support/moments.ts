/** When the game day starts. */
export const START = Date.parse('2026-11-20T12:00:00Z');
/** How long it is. */
export const MINUTES = 20;

/** A moment so many seconds after the start of the game day. */
export function at(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString().replace('.000Z', 'Z');
}
