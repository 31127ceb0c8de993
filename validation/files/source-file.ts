import { extname } from 'node:path';
import { LineCounter } from 'yaml';
import { type Finding, InvalidFileError, formatPath } from '../findings/finding';
import { firstFindings } from '../findings/first-findings';
import { jsonSyntaxError } from './json-syntax';
import { nodeFaults } from './node-faults';
import { isPlainJson } from './plain-json';
import { readText } from './read-text';
import { fileRules } from './file-rules';
import type { Report, Rule } from '../findings/rule';
import { type Syntax, parseSyntax } from './syntax';
import { SyntaxTree } from './syntax-tree';
import { type YamlFault, firstYamlFault } from './yaml-faults';

/** How a file is written. JSON is read strictly as JSON. */
export type SourceFormat = 'JSON' | 'YAML';

/** How a file of that name is written: `.json` is JSON, anything else YAML. */
export function formatOf(path: string): SourceFormat {
  return extname(path) === '.json' ? 'JSON' : 'YAML';
}

const isEmpty: YamlFault = { rule: fileRules.empty, offset: 0, message: 'is empty' };

/** A place in a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A hand-authored file: its text, its plain value, and where in the text each part of the value stands. */
export class SourceFile {
  /** The plain value: objects, arrays, strings, numbers, booleans, null. */
  readonly value: unknown;
  #tree: SyntaxTree | undefined;
  readonly #lines = new LineCounter();

  /**
   * @throws {InvalidFileError} with the first syntax error and every duplicate key
   */
  constructor(
    /** As shown to the user. */
    readonly file: string,
    readonly text: string,
    readonly format: SourceFormat,
  ) {
    for (const start of lineStarts(text)) this.#lines.addNewLine(start);
    if (/^[ \t\r\n]*$/.test(text)) throw this.#invalid([isEmpty]);
    if (format === 'JSON') {
      this.value = this.#json();
      if (isPlainJson(text, this.value)) return;
    }
    const { document } = this.#wellFormed();
    this.#tree = new SyntaxTree(text, document);
    // How much the aliases stand for is known by now.
    if (format === 'YAML') this.value = document.toJS({ maxAliasCount: -1 });
  }

  /**
   * Reads `.json` as JSON and anything else as YAML.
   * @throws {InvalidFileError} when the file cannot be read, and as the constructor
   */
  static read(path: string): SourceFile {
    const { file, text } = readText(path);
    return new SourceFile(file, text, formatOf(path));
  }

  /** What a report says, with its place in the text. */
  finding({ rule, path, message, on, offset }: Report): Finding {
    // Of JSON the tree is not made before it is needed: most files are well.
    const tree = (this.#tree ??= new SyntaxTree(this.text, this.#wellFormed().document));
    const place =
      on === 'key'
        ? tree.offsetOfKey(path)
        : offset === undefined
          ? tree.offsetOf(path)
          : tree.offsetInText(path, offset);
    return this.#findingAt(place, rule, message, formatPath(path));
  }

  #json(): unknown {
    const error = jsonSyntaxError(this.text);
    if (error !== undefined) throw this.#invalid([{ rule: fileRules.jsonSyntax, ...error }]);
    return JSON.parse(this.text);
  }

  #wellFormed(): Syntax {
    const syntax = parseSyntax(this.text);
    if (!('document' in syntax)) throw this.#invalid([{ rule: fileRules.tooLarge, ...syntax }]);
    const faults = this.#faults(syntax);
    if (faults.length > 0) throw this.#invalid(faults);
    return syntax;
  }

  #faults(syntax: Syntax): YamlFault[] {
    const fault = this.format === 'YAML' ? firstYamlFault(syntax, this.text) : undefined;
    if (fault !== undefined) return [fault];
    if (syntax.document.contents === null) return [isEmpty];
    return nodeFaults(syntax.document, this.text, this.#lines);
  }

  #invalid(faults: readonly YamlFault[]): InvalidFileError {
    const findings = faults.map(({ rule, offset, message }) => this.#findingAt(offset, rule, message, ''));
    return new InvalidFileError(firstFindings(findings));
  }

  #findingAt(offset: number, { code, severity }: Rule, message: string, path: string): Finding {
    return { file: this.file, ...this.#at(offset), severity, code, path, message };
  }

  #at(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function* lineStarts(text: string): Iterable<number> {
  let start = 0;
  do {
    yield start;
    start = text.indexOf('\n', start) + 1;
  } while (start > 0);
}
