import {
  type Document,
  type LineCounter,
  type Node,
  type Scalar,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
} from 'yaml';
import { fileRules } from './file-rules';
import { limits } from './syntax';
import type { YamlFault } from './yaml-faults';

/** How much a value stands for, aliases written out. */
interface Extent {
  readonly values: number;
  readonly levels: number;
}

const single: Extent = { values: 1, levels: 0 };

/** The key of a property in the plain value, as which all keys are strings. */
export function plainKey({ value }: { readonly value: unknown }): string {
  // Tags that make other values are refused.
  const plain = value as string | number | boolean | null;
  return plain === null ? '' : String(plain);
}

/**
 * What is wrong with the nodes of a text, in its order: every key that stands twice in a map, every merge, and every alias of nothing,
 * of itself or of too much.
 */
export function nodeFaults({ contents }: Document, text: string, lines: LineCounter): YamlFault[] {
  const walk = new Walk(text, lines);
  if (isNode(contents)) walk.extentOf(contents);
  return walk.faults.sort((a, b) => a.offset - b.offset);
}

/** Goes through the nodes in the order of the text, in which an anchor stands before its aliases. */
class Walk {
  readonly faults: YamlFault[] = [];
  readonly #anchors = new Map<string, Extent | 'unfinished'>();

  /** Said once: what stands around it has too much, too. */
  #hasTooMuch = false;

  constructor(
    private readonly text: string,
    private readonly lines: LineCounter,
  ) {}

  extentOf(node: Node): Extent {
    if (isAlias(node)) return this.#behind(node.source, startOf(node));
    const { anchor } = node;
    if (anchor !== undefined) this.#anchors.set(anchor, 'unfinished');
    const extent = this.#within(node);
    if (anchor !== undefined) this.#anchors.set(anchor, extent);
    return extent;
  }

  #behind(name: string, offset: number): Extent {
    const extent = this.#anchors.get(name);
    if (extent === undefined) {
      return this.#refuse(offset, `*${name} has no anchor; write &${name} before it`);
    }
    if (extent === 'unfinished') {
      return this.#refuse(
        offset,
        `*${name} stands within what &${name} marks, and so for itself without end`,
      );
    }
    return extent;
  }

  #within(node: Node): Extent {
    let [values, levels] = [1, 0];
    for (const inner of this.#partsOf(node)) {
      const extent = this.extentOf(inner);
      values += extent.values;
      levels = Math.max(levels, extent.levels + 1);
      if (this.#hasTooMuch || (values <= limits.values && levels <= limits.levels)) continue;
      this.#hasTooMuch = true;
      const most = `${limits.values.toLocaleString('en')} values or ${limits.levels} levels`;
      return this.#refuse(startOf(inner), `aliases stand for more than ${most} here; write the values out`);
    }
    return { values, levels };
  }

  #partsOf(node: Node): Node[] {
    if (isSeq(node)) return node.items.filter(isNode);
    if (!isMap(node)) return [];
    this.#checkKeys(node.items.map(({ key }) => key).filter(isScalar));
    return node.items.flatMap(({ key, value }) => [key, value].filter(isNode));
  }

  #checkKeys(keys: readonly Scalar[]): void {
    const first = new Map<string, number>();
    for (const key of keys) {
      const offset = startOf(key);
      const before = first.get(plainKey(key));
      if (key.value === '<<' && key.type === 'PLAIN') {
        this.#refuse(
          offset,
          '<< would merge another map into this one, and is no part of YAML 1.2; write its keys out',
        );
      }
      if (before === undefined) {
        first.set(plainKey(key), offset);
        continue;
      }
      const written = this.text.slice(offset, key.range?.[1]);
      const shown = written.length > 60 ? `${written.slice(0, 57)}…` : written;
      const { line } = this.lines.linePos(before);
      const message = `${shown} stands here a second time, after line ${line}; keep one of the two`;
      this.faults.push({ rule: fileRules.duplicateKey, offset, message });
    }
  }

  #refuse(offset: number, message: string): Extent {
    this.faults.push({ rule: fileRules.alias, offset, message });
    return single;
  }
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
