import { type Mutant, type Operation, changed, swapped, withValue } from './mutant';
import type { Original, Place } from './places';

/** Places that name something that is defined elsewhere in the file. */
const references =
  /(\/(nextStep|NextStep)|\/startAfter\/\d+|^actions\/[^/]+\/targets\/[^/]+|\/inputs\/Default|^outputs\/\d+)$/;

/**
 * What is referred to does not exist.
 * @yields {Mutant} a file with one such change
 */
export const brokenReferences: Operation = function* (original) {
  for (const place of original.places) {
    const { path, value, start, end } = place;
    if (typeof value !== 'string') continue;
    if (references.test(path)) {
      yield withValue(original, 'a reference is broken', place, value.replace(/\w+$/, swapped));
      yield withValue(original, 'a reference is broken', place, 'Nothing');
    }
    if (value.startsWith('step:')) {
      yield withValue(original, 'a reference is broken', place, `step:${swapped(value.slice(5))}`);
      yield withValue(original, 'a reference is broken', place, value.slice(5));
    }
    // A script has braces of its own.
    if (path.endsWith('/Script')) continue;
    const written = original.text.slice(start, end);
    for (const { 0: whole, 1: name = '', index } of written.matchAll(/\{\{ ([\w:.]+) \}\}/g)) {
      const at = [start + index, start + index + whole.length] as const;
      yield changed(original, 'a reference is broken', place, [
        ...at,
        `{{ ${name.replace(/\w+$/, swapped)} }}`,
      ]);
      yield changed(original, 'a reference is broken', place, [...at, '{{ Nothing.At.All }}']);
    }
  }
};

/** Places whose key or value is a name that others use, with what is found of it in them. */
const definitions: readonly (readonly [RegExp, (name: string, place: Place) => RegExp])[] = [
  [/^parameters\/[^/]+$/, (name) => new RegExp(`\\{\\{ ${name} \\}\\}`)],
  [/^variables\/[^/]+$/, (name) => new RegExp(`variable:${name}\\b`)],
  [/^targets\/[^/]+$/, (name) => new RegExp(`"${name}"`)],
  [/^actions\/[^/]+$/, (name) => new RegExp(`"${name}"`)],
  [
    /^mainSteps\/.*\/?name$/,
    (name) => new RegExp(`(step:|[nN]extStep"?: "?|\\{\\{ |Default: |- )${name}\\b`),
  ],
];

/**
 * A name is changed where it is defined, and nowhere else.
 * @yields {Mutant} a file with one such change
 */
export const renamedDefinitions: Operation = function* (original) {
  for (const place of original.places) {
    const [, usesOf] = definitions.find(([path]) => path.test(place.path)) ?? [];
    const name =
      place.key === undefined || place.path.endsWith('/name') ? String(place.value) : place.key.name;
    if (usesOf === undefined) continue;
    const lines = linesWith(original, usesOf(name, place)).filter(
      (line) => !place.lines.slice(0, 2).includes(line),
    );
    if (lines.length === 0) continue;
    const operation = 'a definition is renamed';
    const { key, start, end } = place.path.endsWith('/name') ? { ...place, key: undefined } : place;
    const [from, to] = key === undefined ? [start, end] : [key.start, key.end];
    const renamed = original.text.slice(from, to).replace(name, swapped(name));
    yield changed(original, operation, place, [from, to, renamed], lines);
    yield changed(
      original,
      operation,
      place,
      [from, to, original.text.slice(from, to).replace(name, 'Other')],
      lines,
    );
  }
};

/**
 * Two things get the same name.
 * @yields {Mutant} a file with one such change
 */
export const repeatedNames: Operation = function* (original) {
  const names = original.places.filter(({ path }) =>
    /^(mainSteps\/.*name|regions\/\d+\/(region|label)|checks\/\d+\/name)$/.test(path),
  );
  for (const place of names) {
    const first = names.find(({ path }) => path.replace(/\d+/, '') === place.path.replace(/\d+/, ''));
    if (first === undefined || first === place) continue;
    yield withValue(original, 'a name is used twice', place, first.value, first.lines);
  }
  for (const place of original.places) {
    const { key, before, path } = place;
    const first = original.places.find(
      ({ parent, key: other }) => parent === place.parent && other !== undefined,
    );
    if (key === undefined || first?.key === undefined || before === undefined || path === '') continue;
    const written = original.text.slice(first.key.start, first.key.end);
    yield changed(original, 'a key stands twice', place, [key.start, key.end, written]);
  }
};

/**
 * Actions wait for each other, and steps lead back.
 * @yields {Mutant} a file with one such change
 */
export const cycles: Operation = function* (original) {
  for (const place of original.places) {
    yield* waitingForEachOther(original, place);
    if (/^mainSteps\/\d+$/.test(place.path)) yield* leadingBack(original, place);
  }
};

function* waitingForEachOther(original: Original, place: Place): Iterable<Mutant> {
  const { path, value } = place;
  const [, name = ''] = /^actions\/([^/]+)\/startAfter$/.exec(path) ?? [];
  const actions = original.places.filter((other) => /^actions\/[^/]+$/.test(other.path));
  const all = actions.flatMap(({ lines }) => lines);
  const inCycle = [
    ...all,
    ...original.places.filter((other) => other.path.includes('/startAfter')).flatMap(({ lines }) => lines),
  ];
  if (name !== '') yield withValue(original, 'a cycle is made', place, [name], inCycle);
  if (!/^actions\/[^/]+$/.test(path)) return;
  const here = place.key?.name ?? '';
  for (const other of actions) {
    const { startAfter = [] } = other.value as { readonly startAfter?: readonly string[] };
    if (!startAfter.includes(here)) continue;
    const changedValue = { ...(value as object), startAfter: [other.key?.name] };
    yield withValue(original, 'a cycle is made', place, changedValue, inCycle);
  }
}

function* leadingBack(original: Original, place: Place): Iterable<Mutant> {
  const step = place.value as Readonly<Record<string, unknown>>;
  const steps = original.places.filter(({ path }) => /^mainSteps\/\d+$/.test(path));
  const lines = original.places
    .filter(({ path }) => path.startsWith('mainSteps'))
    .flatMap((other) => other.lines);
  if (step.action === 'aws:branch' || steps.length < 2) return;
  const rest = Object.fromEntries(
    Object.entries(step).filter(([key]) => !['isEnd', 'nextStep'].includes(key)),
  );
  const first = steps[0]?.value as { readonly name?: unknown };
  const targets = new Set([step.name, first.name]);
  for (const nextStep of targets)
    yield withValue(original, 'a cycle is made', place, { ...rest, nextStep }, lines);
}

function linesWith({ text }: Original, pattern: RegExp): number[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? index + 1 : []));
}
