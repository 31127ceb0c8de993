/** A map of a file, whose values are of any kind. */
export type Parts = Readonly<Record<string, unknown>>;

/** The value where it is a map; else an empty one. */
export function asMap(value: unknown): Parts {
  return isMap(value) ? value : {};
}

/** Whether the value is a map: no list, no null, no scalar. */
export function isMap(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is a list; else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value where it is a string. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value where it is a number. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The entries of a map whose values are strings. */
export function textsOf(value: unknown): ReadonlyMap<string, string> {
  const entries = Object.entries(asMap(value));
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
