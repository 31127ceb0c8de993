import type { LogicalLine, Token } from './tokens';

/** A function of a script that can be called by its name. */
export interface PythonFunction {
  readonly name: string;
  /** Where its name stands in the script, from 0. */
  readonly offset: number;
  /** How many arguments without names it needs at least, and takes at most. */
  readonly fewest: number;
  readonly most: number;
}

/** The functions of a script, those within functions and classes left out. */
export function functionsOf(lines: readonly LogicalLine[]): PythonFunction[] {
  const found: PythonFunction[] = [];
  /** How deep the line of the enclosing function or class is indented. */
  let enclosing: number | undefined;
  for (const { indentation, tokens } of lines) {
    if (enclosing !== undefined && indentation.length > enclosing) continue;
    enclosing = undefined;
    const words = tokens[0]?.text === 'async' ? tokens.slice(1) : tokens;
    const [keyword, name] = words;
    if (keyword?.text !== 'def' && keyword?.text !== 'class') continue;
    enclosing = indentation.length;
    if (keyword.text === 'def' && name?.kind === 'word') {
      found.push({ name: name.text, offset: name.offset, ...argumentsTaken(words.slice(2)) });
    }
  }
  return found;
}

/** Whether a name is given to something else than a function of the script, so that it may be one all the same. */
export function isOtherwiseDefined(name: string, lines: readonly LogicalLine[]): boolean {
  return lines.some(({ tokens: [first, second, ...others] }) => {
    const isImport = first?.text === 'import' || first?.text === 'from';
    return isImport
      ? others.some(({ text }) => text === name || text === '*')
      : first?.text === name && second?.text === '=';
  });
}

function argumentsTaken(tokens: readonly Token[]): Pick<PythonFunction, 'fewest' | 'most'> {
  let [fewest, most] = [0, 0];
  for (const [first, ...rest] of parametersIn(tokens)) {
    if (first?.text === '*') {
      // After it, all have names.
      const [second] = rest;
      return second?.kind === 'word' ? { fewest, most: Infinity } : { fewest, most };
    }
    if (first?.kind !== 'word') continue;
    most++;
    if (!rest.some(({ text }) => text === '=')) fewest++;
  }
  return { fewest, most };
}

/** The tokens of each parameter, from the opening bracket on. */
function parametersIn(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'close') depth--;
    if (depth === 0 && token.kind === 'close') break;
    if (depth === 1 && token.text === ',') found.push([]);
    else if (depth > 0) found.at(-1)?.push(token);
    if (token.kind === 'open') depth++;
  }
  return found;
}
