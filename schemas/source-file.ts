import { readFileSync } from 'node:fs';
import { extname, relative } from 'node:path';
import {
  type Document,
  LineCounter,
  type Node,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from 'yaml';
import { type Finding, InvalidFileError, type ValuePath, formatPath } from './finding';
import { jsonSyntaxError } from './json-syntax';

/** How a file is written. JSON is read strictly as JSON. */
export type SourceFormat = 'JSON' | 'YAML';

/** A place in a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const readErrors: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'is a folder',
  ENOENT: 'no such file',
};

/** A hand-authored file: its text, its plain value, and where in the text each part of the value stands. */
export class SourceFile {
  /** The plain value: objects, arrays, strings, numbers, booleans, null. */
  readonly value: unknown;
  readonly #document: Document;
  readonly #lines = new LineCounter();

  /**
   * @throws {InvalidFileError} with every syntax error and duplicate key
   */
  constructor(
    /** As shown to the user. */
    readonly file: string,
    readonly text: string,
    readonly format: SourceFormat,
  ) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const findings = format === 'JSON' ? this.#jsonFindings() : this.#yamlFindings();
    if (findings.length > 0) throw new InvalidFileError(findings);
    this.value = format === 'JSON' ? JSON.parse(text) : this.#yamlValue();
  }

  /**
   * Reads `.json` as JSON and anything else as YAML.
   * @throws {InvalidFileError} when the file cannot be read, and as the constructor
   */
  static read(path: string): SourceFile {
    const file = relative(process.cwd(), path) || path;
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      const message = `cannot be read: ${readErrors[code] ?? code}`;
      throw new InvalidFileError([{ file, line: 1, column: 1, path: '', message }]);
    }
    return new SourceFile(file, text, extname(path) === '.json' ? 'JSON' : 'YAML');
  }

  /** Where the value stands; for a part that is not there, where the nearest part around it stands. */
  positionOf(path: ValuePath): Position {
    return this.#at(this.#nodesAlong(path).at(-1)?.range?.[0] ?? 0);
  }

  /** Where the key of a property stands. */
  positionOfKey(path: ValuePath): Position {
    const parent = this.#nodesAlong(path.slice(0, -1)).at(-1);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      : undefined;
    return isScalar(pair?.key) ? this.#at(pair.key.range?.[0] ?? 0) : this.positionOf(path);
  }

  /** A finding about the value at `path`. */
  finding(path: ValuePath, message: string): Finding {
    return { file: this.file, ...this.positionOf(path), path: formatPath(path), message };
  }

  /** A finding about the property at `path` itself, not about its value. */
  keyFinding(path: ValuePath, message: string): Finding {
    return { file: this.file, ...this.positionOfKey(path), path: formatPath(path), message };
  }

  #nodesAlong(path: ValuePath): Node[] {
    const nodes: Node[] = [];
    let node: unknown = this.#document.contents;
    for (const part of [undefined, ...path]) {
      if (part !== undefined) node = isMap(node) || isSeq(node) ? node.get(part, true) : undefined;
      if (isAlias(node)) node = node.resolve(this.#document);
      if (!isMap(node) && !isSeq(node) && !isScalar(node)) break;
      nodes.push(node);
    }
    return nodes;
  }

  #jsonFindings(): Finding[] {
    const error = jsonSyntaxError(this.text);
    if (error !== undefined) return [this.#syntaxFinding(error.offset, error.message)];
    return this.#document.errors
      .filter(({ code }) => code === 'DUPLICATE_KEY')
      .map(({ pos }) => this.#duplicateKey(pos[0]));
  }

  #yamlFindings(): Finding[] {
    const findings = [...this.#document.errors, ...this.#document.warnings].map(({ code, message, pos }) =>
      code === 'DUPLICATE_KEY' ? this.#duplicateKey(pos[0]) : this.#syntaxFinding(pos[0], message),
    );
    visit(this.#document, {
      Alias: (_, alias) => {
        if (alias.resolve(this.#document) !== undefined) return;
        const offset = alias.range?.[0] ?? 0;
        findings.push(
          this.#syntaxFinding(offset, `*${alias.source} has no anchor; write &${alias.source} before it`),
        );
      },
    });
    return findings;
  }

  #yamlValue(): unknown {
    try {
      return this.#document.toJS();
    } catch {
      // The library refuses aliases that multiply beyond a hundred.
      throw new InvalidFileError([
        this.#syntaxFinding(0, 'has too many aliases of aliases; write the values out'),
      ]);
    }
  }

  #duplicateKey(offset: number): Finding {
    const key = /^("(?:[^"\\]|\\.)*"|[^\s:]+)/.exec(this.text.slice(offset))?.[0] ?? 'key';
    return this.#syntaxFinding(offset, `${key} stands here a second time; keep one of the two`);
  }

  #syntaxFinding(offset: number, message: string): Finding {
    return { file: this.file, ...this.#at(offset), path: '', message };
  }

  #at(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}
