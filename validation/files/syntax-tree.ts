import { type Document, type Node, type YAMLMap, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { ValuePath } from '../findings/finding';
import { plainKey } from './node-faults';
import { offsetInScalar } from './scalar-offset';

/** Where in a text of YAML or JSON each part of its value stands. Offsets count from 0. */
export class SyntaxTree {
  constructor(
    private readonly text: string,
    private readonly document: Document,
  ) {}

  /** Where the value begins; for a part that is not there, where the nearest part around it begins. */
  offsetOf(path: ValuePath): number {
    return this.rangeOf(path)[0];
  }

  /** Where the value begins and where it ends; else as `offsetOf`. */
  rangeOf(path: ValuePath): readonly [start: number, end: number] {
    const [start, end] = this.#nodesAlong(path).at(-1)?.range ?? [0, 0];
    return [start, end];
  }

  /** Where the key of a property begins. */
  offsetOfKey(path: ValuePath): number {
    const parent = this.#nodesAlong(path.slice(0, -1)).at(-1);
    const pair = isMap(parent) ? pairOf(parent, path.at(-1)) : undefined;
    return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : this.offsetOf(path);
  }

  /** Where a character of a string's value stands; where that cannot be told, the string's beginning. */
  offsetInText(path: ValuePath, offset: number): number {
    const nodes = this.#nodesAlong(path);
    const node = nodes.length === path.length + 1 ? nodes.at(-1) : undefined;
    return isScalar(node) ? offsetInScalar(this.text, node, offset) : this.offsetOf(path);
  }

  #nodesAlong(path: ValuePath): Node[] {
    const nodes: Node[] = [];
    let node: unknown = this.document.contents;
    for (const part of [undefined, ...path]) {
      if (part !== undefined) node = partOf(node, part);
      if (isAlias(node)) node = node.resolve(this.document);
      if (!isMap(node) && !isSeq(node) && !isScalar(node)) break;
      nodes.push(node);
    }
    return nodes;
  }
}

function partOf(node: unknown, part: string | number): unknown {
  if (isSeq(node)) return node.get(part, true);
  return isMap(node) ? pairOf(node, part)?.value : undefined;
}

function pairOf({ items }: YAMLMap, name: string | number | undefined): YAMLMap['items'][number] | undefined {
  return items.find(({ key }) => isScalar(key) && plainKey(key) === name);
}
