/**
 * The event or the environment of the customer simulator cannot be used. Thrown before the first request is sent;
 * the message names the wrong value and what is valid.
 */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}

/** A value as JSON, for a message; `undefined` where JSON has no word for it. */
export function shown(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
