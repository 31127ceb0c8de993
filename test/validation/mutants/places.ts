import { LineCounter, type Node, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';

/** A part of a file, with its place in the text. */
export interface Place {
  /** `mainSteps/0/inputs/Duration`. */
  readonly path: string;
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** Of a property, its key. */
  readonly key: { readonly name: string; readonly start: number; readonly end: number } | undefined;
  /** What is around it: undefined for the whole file. */
  readonly parent: Place | undefined;
  /** The property before and the one after it. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** Lines on which something wrong with it may be reported: its own, that of its key, and those of what is around it. */
  readonly lines: readonly number[];
}

/** A valid file that is to be broken. */
export interface Original {
  readonly file: string;
  readonly text: string;
  readonly places: readonly Place[];
}

/** Finds every part of a text of YAML or JSON. */
export function originalOf(file: string, text: string): Original {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  return { file, text, places: isNode(contents) ? [...placesIn(contents, lineOf)] : [] };
}

function* placesIn(node: Node, lineOf: (offset: number) => number): Iterable<Place> {
  const [start, end] = endsOf(node);
  const lines = [lineOf(start)];
  yield* below(node, { path: '', value: node.toJSON(), start, end, lines, ...unrelated }, lineOf);
}

const unrelated = { key: undefined, parent: undefined, before: undefined, after: undefined };

function* below(node: Node, place: Place, lineOf: (offset: number) => number): Iterable<Place> {
  yield place;
  const inner = (name: string | number, value: Node, key?: Place['key']) => {
    const [start, end] = endsOf(value);
    const path = place.path === '' ? String(name) : `${place.path}/${name}`;
    const own = [lineOf(start), ...(key === undefined ? [] : [lineOf(key.start)])];
    const around = [lineOf(place.start), ...(place.key === undefined ? [] : [lineOf(place.key.start)])];
    return {
      ...unrelated,
      path,
      value: value.toJSON() as unknown,
      start,
      end,
      key,
      parent: place,
      lines: [...own, ...around],
    };
  };
  if (isSeq(node)) {
    for (const [index, item] of node.items.filter(isNode).entries())
      yield* below(item, inner(index, item), lineOf);
  }
  if (!isMap(node)) return;
  for (const [index, { key, value }] of node.items.entries()) {
    if (!isScalar(key) || !isNode(value)) continue;
    const [start, end] = endsOf(key);
    const neighbours = {
      before: isNode(node.items[index - 1]?.value)
        ? endsOf(node.items[index - 1]?.value as Node)[1]
        : undefined,
      after: isNode(node.items[index + 1]?.key) ? endsOf(node.items[index + 1]?.key as Node)[0] : undefined,
    };
    const name = String(key.value);
    yield* below(value, { ...inner(name, value, { name, start, end }), ...neighbours }, lineOf);
  }
}

function endsOf({ range }: Node): readonly [start: number, end: number] {
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}
