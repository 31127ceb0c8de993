import { Composer, type CST, type Document, Lexer, Parser, type YAMLError } from 'yaml';

/**
 * What no person writes by hand, and what would cost more than a second. An Automation document has at most 64 KB (Systems Manager API
 * reference, CreateDocument), a template at most 20 actions of short strings.
 */
export const limits = { kilobytes: 256, values: 10_000, levels: 100 } as const;

/** Where a text goes beyond the limits. */
export interface Excess {
  readonly offset: number;
  readonly message: string;
}

/** A text of YAML or JSON as a tree, with all that is wrong with its syntax. */
export interface Syntax {
  readonly document: Document;
  /** In the order in which they were found; JSON that is read as YAML has some that are none. */
  readonly errors: readonly YAMLError[];
  /** Where a second document begins, after `---`. */
  readonly secondDocument: number | undefined;
}

/** Reads a text as YAML, of which JSON is a part, unless it is beyond the limits. */
export function parseSyntax(text: string): Syntax | Excess {
  const tokens = tokensOf(text);
  if (!Array.isArray(tokens)) return tokens;
  const excess = tooManyValues(tokens);
  if (excess !== undefined) return excess;
  // The library can look for duplicate keys, too, but takes a time that grows with the square of their number.
  const composer = new Composer({ uniqueKeys: false, resolveKnownTags: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (document === undefined) throw new Error('the YAML library made no document');
  return {
    document,
    errors: [...document.errors, ...document.warnings],
    secondDocument: second?.range[0],
  };
}

/** The parser keeps a stack of its own, but the library composes by recursion: so it is not let go deep. */
function tokensOf(text: string): CST.Token[] | Excess {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // A document and a scalar may be on the stack beside the collections.
    if (parser.stack.length > limits.levels + 2) {
      const message = `is nested deeper than ${limits.levels} levels`;
      return { offset: parser.offset - lexeme.length, message };
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

function tooManyValues(tokens: readonly CST.Token[]): Excess | undefined {
  const waiting = [...tokens].reverse();
  let count = 0;
  for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
    count += 1;
    if (count > limits.values) {
      const most = limits.values.toLocaleString('en');
      return { offset: token.offset, message: `has more than ${most} values, which nobody writes by hand` };
    }
    waiting.push(...partsOf(token).reverse());
  }
  return undefined;
}

function partsOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}
