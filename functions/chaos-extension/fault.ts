import type { Injection } from './faults/fault-kind';
import { FAULTS } from './faults/faults';
import { MOMENT, PREFIX, reader, type Environment } from './faults/variables';

/** What is done to one invocation, and what kept a fault from it. */
export interface Fault extends Injection {
  /** The values that could not be read, for the log; each means that its fault is not injected. */
  readonly problems: readonly string[];
}

const EXPIRES_AT = 'EXPIRES_AT';

/**
 * Decides what happens to one invocation. Names, units and defaults are those of the public chaos-lambda-extension,
 * but a value that cannot be read means no fault, where the original takes its default.
 *
 * @param environment the function's environment variables
 * @param now in milliseconds since 1970
 * @param random a number in [0, 1) at each call; drawn once for each fault that is enabled
 */
export function decideFault(environment: Environment, now: number, random: () => number): Fault {
  const problems: string[] = [];
  const none: Fault = { latencySeconds: 0, responseBody: null, problems };
  const read = reader(environment, problems);
  const expiresAt = read(EXPIRES_AT, Infinity, MOMENT);
  if (expiresAt === undefined || now >= expiresAt) return none;
  return FAULTS.reduce((fault, kind) => ({ ...fault, ...kind.inject(read, random) }), none);
}

/** Whether `CHAOS_EXTENSION__EXPIRES_AT` is set, can be read, and lies behind `now` (milliseconds since 1970). */
export function hasExpired(environment: Environment, now: number): boolean {
  const text = environment[PREFIX + EXPIRES_AT];
  const expiresAt = text === undefined ? undefined : MOMENT.parse(text);
  return expiresAt !== undefined && now >= expiresAt;
}
