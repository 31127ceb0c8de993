import type { LogicalLine, Token } from './tokens';

/** A function of a script that can be called by its name. */
export interface PythonFunction {
  readonly name: string;
  /** Where its name stands in the script, from 0. */
  readonly offset: number;
  /** The name of its first parameter. */
  readonly first: string | undefined;
  /** How many arguments without names it needs at least, and takes at most. */
  readonly fewest: number;
  readonly most: number;
  /** All that is in it, from its opening bracket on. */
  readonly tokens: readonly Token[];
}

/** The functions of a script, those within functions and classes left out. */
export function functionsOf(lines: readonly LogicalLine[]): PythonFunction[] {
  const found: PythonFunction[] = [];
  /** The tokens of the enclosing function or class, and how deep its line is indented. */
  let enclosing: { readonly depth: number; readonly tokens: Token[] } | undefined;
  for (const { indentation, tokens } of lines) {
    if (enclosing !== undefined && indentation.length > enclosing.depth) {
      for (const token of tokens) enclosing.tokens.push(token);
      continue;
    }
    enclosing = undefined;
    const words = tokens[0]?.text === 'async' ? tokens.slice(1) : tokens;
    const [keyword, name, ...body] = words;
    if (keyword?.text !== 'def' && keyword?.text !== 'class') continue;
    enclosing = { depth: indentation.length, tokens: body };
    if (keyword.text === 'def' && name?.kind === 'word') {
      found.push({ name: name.text, offset: name.offset, ...argumentsTaken(body), tokens: body });
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

function argumentsTaken(tokens: readonly Token[]): Pick<PythonFunction, 'first' | 'fewest' | 'most'> {
  let [fewest, most] = [0, 0];
  const parameters = parametersIn(tokens);
  const name = parameters[0]?.[0];
  const taken = { first: name?.kind === 'word' ? name.text : undefined };
  for (const [first, ...rest] of parameters) {
    if (first?.text === '*') {
      // After it, all have names.
      const [second] = rest;
      return { ...taken, fewest, most: second?.kind === 'word' ? Infinity : most };
    }
    if (first?.kind !== 'word') continue;
    most++;
    if (!rest.some(({ text }) => text === '=')) fewest++;
  }
  return { ...taken, fewest, most };
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
