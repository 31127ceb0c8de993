import { limits } from './syntax';

/**
 * Whether JSON has no key twice in one object and keeps to the limits, as nearly all has: then no more needs to be known of its text
 * before there is something to say about it. The value is that of the text.
 */
export function isPlainJson(text: string, value: unknown): boolean {
  let [keys, values] = [0, 0];
  let level = [value];
  for (let levels = 0; level.length > 0; levels++) {
    values += level.length;
    if (levels > limits.levels || values > limits.values) return false;
    const parts = level.filter((part) => typeof part === 'object' && part !== null);
    keys += parts.reduce((sum, part) => sum + (Array.isArray(part) ? 0 : Object.keys(part).length), 0);
    level = parts.flatMap((part) => Object.values(part) as unknown[]);
  }
  // Of a key that stands twice the value has only one.
  return keys === keysIn(text) && keys + values < limits.values;
}

/** A key is a string before a colon; other strings are passed over, because they may look like anything. */
function keysIn(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) {
    if (colon !== undefined) count += 1;
  }
  return count;
}
