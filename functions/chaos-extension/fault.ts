/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is done to one invocation. */
export interface Fault {
  /** How long the invocation is held back before the function gets it, in seconds; 0: not at all. */
  latencySeconds: number;
  /** What is answered in place of the function's own answer; null: its own. */
  responseBody: string | null;
  /** The values that could not be read, for the log; each means that its fault is not injected. */
  problems: string[];
}

/** The longest time-out of a Lambda function (service quotas); a longer delay is a mistake in the unit. */
const MOST_LATENCY_SECONDS = 900;

/** What the public chaos-lambda-extension takes where a variable is not set (its README and src/routes.rs). */
const DEFAULT_LATENCY_SECONDS = 900;
const DEFAULT_PROBABILITY = 0.9;
const DEFAULT_RESPONSE = '{"statusCode":500,"body":"hello, Chaos!!!"}';

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

  const expiresAt = read('EXPIRES_AT', Infinity, parseMoment, 'a moment in UTC like 2026-11-20T12:00:00Z');
  if (expiresAt === undefined || now >= expiresAt) return none;

  const probability = (name: string): number | undefined =>
    read(name, DEFAULT_PROBABILITY, (text) => parseDecimal(text, 1), 'a number from 0 to 1');
  const enabled = (name: string): boolean => read(name, false, parseSwitch, 'true or false') === true;

  const latency = (): number => {
    if (!enabled('LAMBDA__ENABLE_LATENCY')) return 0;
    const seconds = read(
      'LAMBDA__LATENCY_VALUE',
      DEFAULT_LATENCY_SECONDS,
      (text) => parseDecimal(text, MOST_LATENCY_SECONDS),
      `a number of seconds from 0 to ${MOST_LATENCY_SECONDS}`,
    );
    const chance = probability('LAMBDA__LATENCY_PROBABILITY');
    if (seconds === undefined || chance === undefined) return 0;
    return random() < chance ? seconds : 0;
  };

  const response = (): string | null => {
    if (!enabled('RESPONSE__ENABLE_CHANGE_RESPONSE_BODY')) return null;
    const body = read('RESPONSE__DEFAULT_RESPONSE', DEFAULT_RESPONSE, parseJson, 'JSON');
    const chance = probability('RESPONSE__CHANGE_RESPONSE_PROBABILITY');
    if (body === undefined || chance === undefined) return null;
    return random() < chance ? body : null;
  };

  return { latencySeconds: latency(), responseBody: response(), problems };
}

/** Whether `CHAOS_EXTENSION__EXPIRES_AT` is set, can be read, and lies behind `now` (milliseconds since 1970). */
export function hasExpired(environment: Environment, now: number): boolean {
  const text = environment.CHAOS_EXTENSION__EXPIRES_AT;
  const expiresAt = text === undefined ? undefined : parseMoment(text);
  return expiresAt !== undefined && now >= expiresAt;
}

/** Reads variables: the fallback where one is not set, undefined and a problem where it cannot be parsed. */
function reader(environment: Environment, problems: string[]) {
  return <T>(
    name: string,
    fallback: T,
    parse: (text: string) => T | undefined,
    valid: string,
  ): T | undefined => {
    const key = `CHAOS_EXTENSION__${name}`;
    const text = environment[key];
    if (text === undefined) return fallback;
    const value = parse(text);
    if (value === undefined)
      problems.push(`${key} must be ${valid}, not ${JSON.stringify(text)}: nothing is injected`);
    return value;
  };
}

function parseSwitch(text: string): boolean | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

function parseDecimal(text: string, most: number): number | undefined {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Infinity;
  return value <= most ? value : undefined;
}

function parseJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}

/** ISO 8601 in UTC, to the second or finer. One form only: a moment that two readers read differently is no moment. */
function parseMoment(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text)) return undefined;
  const moment = Date.parse(text);
  // Date.parse turns 30 February into 1 March.
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 19) !== text.slice(0, 19))
    return undefined;
  return moment;
}
