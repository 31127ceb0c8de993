/** Something that Python refuses about a script. */
export interface PythonFault {
  /** Where in the script, from 0. */
  readonly offset: number;
  /** What is wrong, and what would be right. */
  readonly message: string;
}

/** A word, a string, a bracket, a colon or another sign. */
export interface Token {
  readonly kind: 'word' | 'string' | 'open' | 'close' | 'colon' | 'other';
  readonly text: string;
  readonly offset: number;
}

/** The tokens of a line, which brackets and back-slashes continue over line ends. */
export interface LogicalLine {
  /** Blanks and tabs before the first token. */
  readonly indentation: string;
  /** At least one. */
  readonly tokens: readonly Token[];
}

/** The lines of a script up to the first token that is none. */
export interface TokenizedScript {
  readonly lines: readonly LogicalLine[];
  readonly fault: PythonFault | undefined;
}

/** More brackets may not be open at once (CPython, `MAXLEVEL` of its tokenizer). */
const mostOpen = 200;

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** In this order. Letters of any script may be in names; the signs that editors put in for quotes may not. */
const patterns = {
  newline: /\r\n?|\n/y,
  blank: /(?:[ \t\f]|\\(?:\r\n?|\n))+|#[^\r\n]*/y,
  string: /[rRbBuUfF]{0,2}("""|'''|"|')/y,
  stray: /[?$`“”‘’„…\u00a0\\]|!(?!=)/y,
  word: /[\w\u0080-\uffff]+/y,
  other: /[^]/y,
} as const;

/**
 * Splits a script as Python's tokenizer does, which is half of what a compiler checks: strings that end, brackets that match, no sign
 * that Python does not know. Source: The Python Language Reference, "Lexical analysis".
 */
export function tokenize(script: string): TokenizedScript {
  const lines: LogicalLine[] = [];
  const open: Token[] = [];
  let tokens: Token[] = [];
  let lineStart = 0;
  const stop = (offset: number, message: string) => ({ lines, fault: { offset, message } });
  const endLine = (next: number) => {
    const [first] = tokens;
    if (first !== undefined) lines.push({ indentation: script.slice(lineStart, first.offset), tokens });
    tokens = [];
    lineStart = next;
  };
  for (let at = 0; at < script.length;) {
    const { name, match } = nextMatch(script, at);
    const [text] = match;
    switch (name) {
      case 'newline':
        if (open.length === 0) endLine(at + text.length);
        break;
      case 'blank':
        break;
      case 'stray':
        return stop(at, strayMessage(text));
      case 'string': {
        const end = endOfString(script, at + text.length, match[1] ?? '');
        if (end === undefined) return stop(at, `the string that begins with ${text} does not end`);
        tokens.push({ kind: 'string', text: script.slice(at, end), offset: at });
        at = end;
        continue;
      }
      default: {
        const token: Token = { kind: kindOf(name, text), text, offset: at };
        tokens.push(token);
        if (token.kind === 'open') open.push(token);
        if (open.length > mostOpen) return stop(at, `more than ${mostOpen} brackets are open`);
        if (token.kind === 'close') {
          const opening = open.pop();
          if (opening === undefined) return stop(at, `"${text}" closes no bracket`);
          if (opening.text !== pairs[text]) {
            return stop(at, `"${text}" does not match the "${opening.text}" that is open`);
          }
        }
      }
    }
    at += text.length;
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return stop(unclosed.offset, `this "${unclosed.text}" is never closed`);
  endLine(script.length);
  return { lines, fault: undefined };
}

function nextMatch(script: string, at: number): { name: keyof typeof patterns; match: RegExpExecArray } {
  for (const name of ['newline', 'blank', 'string', 'stray', 'word', 'other'] as const) {
    const pattern = patterns[name];
    pattern.lastIndex = at;
    const match = pattern.exec(script);
    if (match !== null) return { name, match };
  }
  throw new RangeError(`no character at ${at}`);
}

function kindOf(name: string, text: string): Token['kind'] {
  if (name === 'word') return 'word';
  if ('([{'.includes(text)) return 'open';
  if (')]}'.includes(text)) return 'close';
  return text === ':' ? 'colon' : 'other';
}

/** Where a string ends, its closing quotes included; one in single quotes must do so in its line. */
function endOfString(script: string, start: number, quotes: string): number | undefined {
  const stops = quotes.length === 3 ? /\\[^]|"""|'''/g : /\\(?:\r\n|[^])|["'\r\n]/g;
  stops.lastIndex = start;
  for (let found = stops.exec(script); found !== null; found = stops.exec(script)) {
    if (found[0] === quotes) return stops.lastIndex;
    if (found[0] === '\n' || found[0] === '\r') return undefined;
  }
  return undefined;
}

function strayMessage(text: string): string {
  if (text === '\\') return 'after a "\\" that continues the line, nothing may stand in it';
  const quotes = /[“”‘’„]/.test(text) ? `; use plain quotes: " or '` : '';
  return `Python does not know the character "${text}"${quotes}`;
}
