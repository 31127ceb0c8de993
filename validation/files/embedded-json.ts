import type { ValuePath } from '../findings/finding';
import { type JsonSyntaxError, jsonSyntaxError } from './json-syntax';
import { isPlainJson } from './plain-json';
import { parseSyntax } from './syntax';
import { SyntaxTree } from './syntax-tree';

/**
 * JSON inside a string. It may hold placeholders `${Name}`: within its own strings, where they stay, and in the place of a number.
 * Offsets count within the string, from 0.
 */
export class EmbeddedJson {
  /** A placeholder that is no part of a string stands in it as a number. */
  readonly value: unknown;
  #tree: SyntaxTree | undefined;

  private constructor(
    private readonly text: string,
    private readonly json: string,
  ) {
    this.value = JSON.parse(json);
  }

  /** The JSON, or the first thing that is wrong with it. */
  static parse(text: string): EmbeddedJson | JsonSyntaxError {
    // Digits, as many as the placeholder has characters, so that all that follows keeps its place.
    const json = text.replaceAll(/"(?:[^"\\]|\\.)*"|\$\{[^{}]+\}/g, (part) =>
      part.startsWith('"') ? part : '1'.repeat(part.length),
    );
    const error = jsonSyntaxError(json);
    if (error !== undefined) return error;
    const embedded = new EmbeddedJson(text, json);
    if (isPlainJson(json, embedded.value)) return embedded;
    const syntax = parseSyntax(json);
    return 'document' in syntax ? embedded : syntax;
  }

  /** Where a value begins. */
  offsetOf(path: ValuePath): number {
    return this.#syntaxTree.offsetOf(path);
  }

  /** A value as it is written, placeholders and all. */
  textOf(path: ValuePath): string {
    return this.text.slice(...this.#syntaxTree.rangeOf(path));
  }

  /** Where a key begins. */
  offsetOfKey(path: ValuePath): number {
    return this.#syntaxTree.offsetOfKey(path);
  }

  /** Made when something is to be said about a part: most JSON is well. */
  get #syntaxTree(): SyntaxTree {
    if (this.#tree !== undefined) return this.#tree;
    const syntax = parseSyntax(this.json);
    if (!('document' in syntax)) throw new RangeError(`the JSON ${syntax.message}`);
    return (this.#tree = new SyntaxTree(this.json, syntax.document));
  }
}
