import { type Mutant, type Operation, changed } from './mutant';
import type { Original, Place } from './places';

/**
 * An inline script no longer compiles, or its handler is gone.
 * @yields {Mutant} a file with one such change
 */
export const brokenScripts: Operation = function* (original) {
  for (const place of original.places) {
    if (!place.path.endsWith('/Script') || typeof place.value !== 'string') continue;
    const handler = original.places.find(({ path }) => path === place.path.replace(/Script$/, 'Handler'));
    const written = original.text.slice(place.start, place.end);
    for (const { 0: whole, index } of written.matchAll(new RegExp(`def ${String(handler?.value)}\\(`, 'g'))) {
      yield at(original, place, index, whole.length, 'def other(', handler?.lines);
    }
    for (const { 0: whole, index } of written.matchAll(/:(?=\n)/g))
      yield at(original, place, index, whole.length, '');
    for (const { 0: whole, index } of written.matchAll(/\)(?=\n\n)/g)) {
      // What is never closed is reported where it was opened.
      const opened = original.text.slice(0, place.start + written.lastIndexOf('(', index)).split('\n').length;
      yield at(original, place, index, whole.length, '', [opened - 2, opened - 1, opened]);
    }
    for (const { 0: whole, index } of written.matchAll(/(?<=return )\S/g))
      yield at(original, place, index, whole.length, ')');
    for (const { 0: whole, index } of written.matchAll(/ = (?=\w)/g))
      yield at(original, place, index, whole.length, ' = = ');
  }
};

function at(
  original: Original,
  place: Place,
  index: number,
  length: number,
  replacement: string,
  more: readonly number[] = [],
): Mutant {
  const start = place.start + index;
  const line = original.text.slice(0, start).split('\n').length;
  // Python, too, names the line after the one where a bracket or a colon is missing.
  const nearby = [line, line + 1, line + 2];
  return changed(
    original,
    'a script is broken',
    place,
    [start, start + length, replacement],
    [...nearby, ...more],
  );
}
