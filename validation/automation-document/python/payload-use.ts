import type { PlacedScript } from '../execute-script/python-script';
import type { Token } from './tokens';

/** What a script does with its payload. */
export interface PayloadUse {
  /** Entries that the handler itself reads, and that must be there: `events["Mode"]`. */
  readonly read: readonly { readonly name: string; readonly offset: number }[];
  /** What stands as a string in an index anywhere: the payload may be handed on under other names. */
  readonly named: ReadonlySet<string>;
  /** Every string of the script. */
  readonly strings: ReadonlySet<string>;
}

/** How a script uses its payload; undefined where it is no Python or has no such handler. */
export function useOfPayload({ placed, functions, lines, faults }: PlacedScript): PayloadUse | undefined {
  const handler = functions.findLast(({ name }) => name === placed.inputs.Handler);
  if (handler?.first === undefined || faults.length > 0) return undefined;
  const tokens = lines.flatMap((line) => line.tokens);
  const strings = tokens.map(plainString).filter((text) => text !== undefined);
  return {
    read: mustHave(handler.tokens, handler.first),
    named: new Set(indexes(tokens).map(({ name }) => name)),
    strings: new Set(strings),
  };
}

/** The entries that are read without a look whether they are there; none where the variable becomes something else. */
function mustHave(tokens: readonly Token[], variable: string): PayloadUse['read'] {
  const isGivenAnew = tokens.some(
    ({ text }, index) => text === variable && isAssignment(tokens, index) && tokens[index - 1]?.text !== '.',
  );
  if (isGivenAnew || tokens.some(({ text }) => text === 'KeyError')) return [];
  const found = indexes(tokens).filter(({ before }) => before === variable);
  const written = new Set(found.filter(({ isWritten }) => isWritten).map(({ name }) => name));
  const asked = new Set(
    tokens.flatMap((token, index) => {
      const [word, next] = [tokens[index + 1]?.text, tokens[index + 2]?.text];
      const name = plainString(token);
      const isAsked = (word === 'in' && next === variable) || (word === 'not' && next === 'in');
      return name !== undefined && isAsked ? [name] : [];
    }),
  );
  return found.filter(({ name }) => !written.has(name) && !asked.has(name));
}

interface Index {
  readonly name: string;
  readonly offset: number;
  /** What is indexed, where that is a variable. */
  readonly before: string | undefined;
  readonly isWritten: boolean;
}

/** Every `variable["name"]`. */
function indexes(tokens: readonly Token[]): Index[] {
  return tokens.flatMap((token, index) => {
    const name = plainString(token);
    const [open, close] = [tokens[index - 1]?.text, tokens[index + 1]?.text];
    const variable = tokens[index - 2];
    if (name === undefined || open !== '[' || close !== ']' || variable === undefined) return [];
    if (variable.kind === 'other' || variable.kind === 'open') return [];
    const before = tokens[index - 3]?.text === '.' ? undefined : variable.text;
    return [{ name, offset: token.offset, before, isWritten: isAssignment(tokens, index + 1) }];
  });
}

/** Whether `=` follows, and not `==`; or `:=`. */
function isAssignment(tokens: readonly Token[], index: number): boolean {
  const [next, second] = [tokens[index + 1]?.text, tokens[index + 2]?.text];
  return (next === '=' && second !== '=') || (next === ':' && second === '=');
}

/** The text of a string without prefix, without escapes and in one line. */
function plainString({ kind, text }: Token): string | undefined {
  return kind === 'string' && /^(?:'[^'\\]*'|"[^"\\]*")$/.test(text) ? text.slice(1, -1) : undefined;
}
