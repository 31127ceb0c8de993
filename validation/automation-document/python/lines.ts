import type { LogicalLine, PythonFault, Token } from './tokens';

/** Words that begin a statement with a block, which a colon begins. They can stand nowhere else at the beginning of a line. */
const openers = new Set([
  'class',
  'def',
  'elif',
  'else',
  'except',
  'finally',
  'for',
  'if',
  'try',
  'while',
  'with',
]);

/** What may follow the name `print` where it is no call, and all the same valid. */
const afterPrint = new Set(['and', 'if', 'in', 'is', 'not', 'or']);

/**
 * What is wrong with the lines of a script, each by itself and with its indentation: blocks that do not begin, or do not end where
 * another does. Source: The Python Language Reference, "Indentation" and "Compound statements".
 * @yields {PythonFault} the faults, in the order of the text
 */
export function* lineFaults(lines: readonly LogicalLine[]): Iterable<PythonFault> {
  const stack: Indentation[] = [{ columns: 0, characters: 0 }];
  let opener: LogicalLine | undefined;
  for (const line of lines) {
    const [first] = line.tokens as readonly [Token];
    const offset = first.offset;
    const here = indentationOf(line.indentation);
    const outer = stack.at(-1) ?? here;
    if (here.columns > outer.columns) {
      if (opener === undefined) yield { offset, message: 'is indented, but no block begins before it' };
      stack.push(here);
    } else {
      if (opener !== undefined) yield missingBlock(opener, offset);
      while ((stack.at(-1)?.columns ?? 0) > here.columns) stack.pop();
      if (stack.at(-1)?.columns !== here.columns) {
        yield { offset, message: 'is indented less than the lines before it, but as no line before those' };
        stack.push(here);
      }
    }
    if (disagree(here, outer) || disagree(here, stack.at(-1) ?? here)) {
      yield {
        offset,
        message: 'tabs and blanks are mixed, so the depth of this line is not clear; use blanks only',
      };
      return;
    }
    yield* wordFaults(line);
    opener = beginsBlock(line) ? line : undefined;
  }
  if (opener !== undefined) yield missingBlock(opener, opener.tokens[0]?.offset ?? 0);
}

/** Python compares indentations with tabs of eight columns and with tabs of one; they must agree. */
interface Indentation {
  readonly columns: number;
  readonly characters: number;
}

function disagree(here: Indentation, outer: Indentation): boolean {
  if (here.columns < outer.columns) return false;
  return here.columns === outer.columns
    ? here.characters !== outer.characters
    : here.characters <= outer.characters;
}

function indentationOf(text: string): Indentation {
  // A form feed, or the end of a continued line, begins anew.
  const [last = ''] = text.split(/[\f\n]/).slice(-1);
  let columns = 0;
  for (const character of last)
    columns = character === '\t' ? (Math.floor(columns / 8) + 1) * 8 : columns + 1;
  return { columns, characters: last.length };
}

function missingBlock({ tokens: [first] }: LogicalLine, offset: number): PythonFault {
  return { offset, message: `after the "${first?.text ?? ''}" before it, an indented block is needed` };
}

/** A colon that was forgotten is reported; the lines below are indented all the same. */
function beginsBlock(line: LogicalLine): boolean {
  return line.tokens.at(-1)?.kind === 'colon' || lacksColon(line);
}

function* wordFaults(line: LogicalLine): Iterable<PythonFault> {
  const [first, second, third, fourth] = line.tokens;
  const last = line.tokens.at(-1);
  if (lacksColon(line) && last !== undefined) {
    yield {
      offset: last.offset + last.text.length,
      message: `":" is missing at the end of "${first?.text ?? ''} …"`,
    };
  } else if (first?.text === 'print' && isPrinted(second)) {
    yield { offset: first.offset, message: 'print is a function in Python 3; use print(…)' };
  } else if (first?.text === 'except' && third?.text === ',' && fourth?.kind === 'word') {
    yield { offset: third.offset, message: `use "except ${second?.text ?? ''} as ${fourth.text}:"` };
  }
}

function isPrinted(token: Token | undefined): boolean {
  return token?.kind === 'string' || (token?.kind === 'word' && !afterPrint.has(token.text));
}

function lacksColon({ tokens }: LogicalLine): boolean {
  const [first, second] = tokens;
  const word = first?.text === 'async' ? second : first;
  return word?.kind === 'word' && openers.has(word.text) && !hasColonOutside(tokens);
}

/** Whether a colon stands outside all brackets. */
function hasColonOutside(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind } of tokens) {
    if (kind === 'open') depth++;
    if (kind === 'close') depth--;
    if (kind === 'colon' && depth === 0) return true;
  }
  return false;
}
