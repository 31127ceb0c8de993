import type { Original, Place } from './places';

/** A file that was valid before one thing in it was changed. */
export interface Mutant {
  readonly file: string;
  /** What was done: `a key is misspelt`. */
  readonly operation: string;
  /** Where, and what stands there now. */
  readonly what: string;
  readonly text: string;
  /** Where the fault may rightly be reported. */
  readonly lines: readonly number[];
}

/** Makes mutants of an original. */
export type Operation = (original: Original) => Iterable<Mutant>;

/** The original with other text in one place. */
export function changed(
  { file, text }: Original,
  operation: string,
  { path, lines }: Place,
  [start, end, replacement]: readonly [start: number, end: number, replacement: string],
  more: readonly number[] = [],
): Mutant {
  const what = `${path}: ${replacement.length > 60 ? `${replacement.slice(0, 57)}…` : replacement || 'nothing'}`;
  return {
    file,
    operation,
    what,
    text: text.slice(0, start) + replacement + text.slice(end),
    lines: [...lines, ...more],
  };
}

/** The original with another value in one place; written as JSON, which YAML is, too. */
export function withValue(
  original: Original,
  operation: string,
  place: Place,
  value: unknown,
  more?: readonly number[],
): Mutant {
  const { start, end } = place;
  // What follows a block begins in a line of its own.
  const ending = original.text.slice(start, end).endsWith('\n') ? '\n' : '';
  return changed(original, operation, place, [start, end, JSON.stringify(value) + ending], more);
}

/** A word with two of its letters exchanged, as a slip of the fingers does. */
export function swapped(word: string): string {
  for (let at = Math.floor(word.length / 2); at < word.length - 1; at++) {
    const [a = '', b = ''] = [word[at], word[at + 1]];
    if (a.toLowerCase() !== b.toLowerCase() && /^\w\w$/.test(a + b))
      return word.slice(0, at) + b + a + word.slice(at + 2);
  }
  return `${word}s`;
}

/** A word whose first letter has the other case. */
export function recased(word: string): string {
  const first = word.charAt(0);
  return (first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase()) + word.slice(1);
}
