/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the names of all variables of the extension begin with. */
export const PREFIX = 'CHAOS_EXTENSION__';

/** Reads a variable by its name behind the prefix: the fallback where it is not set, undefined where it cannot be parsed. */
export type Read = <Value>(name: string, fallback: Value, form: Form<Value>) => Value | undefined;

/** A form that a variable may have. */
export interface Form<Value> {
  /** Undefined where the text has another form. */
  readonly parse: (text: string) => Value | undefined;
  /** What would be right, for the log: `true or false`. */
  readonly valid: string;
}

/** Reads an environment's variables; each that cannot be parsed becomes a problem. */
export function reader(environment: Environment, problems: string[]): Read {
  return (name, fallback, { parse, valid }) => {
    const key = PREFIX + name;
    const text = environment[key];
    if (text === undefined) return fallback;
    const value = parse(text);
    if (value === undefined)
      problems.push(`${key} must be ${valid}, not ${JSON.stringify(text)}: nothing is injected`);
    return value;
  };
}

/** `true` or `false`, and nothing else. */
export const SWITCH: Form<boolean> = {
  parse: (text) => (text === 'true' || text === 'false' ? text === 'true' : undefined),
  valid: 'true or false',
};

/** A share of invocations. */
export const PROBABILITY: Form<number> = {
  parse: (text) => parseDecimal(text, 1),
  valid: 'a number from 0 to 1',
};

/** JSON, as it stands. */
export const JSON_TEXT: Form<string> = { parse: parseJson, valid: 'JSON' };

/** ISO 8601 in UTC, in milliseconds since 1970. */
export const MOMENT: Form<number> = {
  parse: parseMoment,
  valid: 'a moment in UTC like 2026-11-20T12:00:00Z',
};

/** A decimal number from 0 to the most. */
export function parseDecimal(text: string, most: number): number | undefined {
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

/** To the second or finer. One form only: a moment that two readers read differently is no moment. */
function parseMoment(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text)) return undefined;
  const moment = Date.parse(text);
  // Date.parse turns 30 February into 1 March.
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 19) !== text.slice(0, 19))
    return undefined;
  return moment;
}
