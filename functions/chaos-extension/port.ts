import type { Environment } from './faults/variables';

/** As in the public chaos-lambda-extension. AWS FIS' own extension listens there too: then one of them must move. */
const DEFAULT_PORT = 9100;

/** The port that a text names; null where it names none. 0, which is any free port, is none: nobody would find it. */
export function portIn(text: string): number | null {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : Infinity;
  return port <= 65_535 ? port : null;
}

/**
 * The port on which the proxy listens and at which the wrapper looks for it, from `CHAOS_EXTENSION__PORT`; `common.sh` reads it by the
 * same rule.
 * @throws {RangeError} where it is set to what is no port, and be it empty
 */
export function portOf({ CHAOS_EXTENSION__PORT: text }: Environment): number {
  const port = text === undefined ? DEFAULT_PORT : portIn(text);
  if (port !== null) return port;
  throw new RangeError(`CHAOS_EXTENSION__PORT must be a port from 1 to 65535, not ${JSON.stringify(text)}`);
}
