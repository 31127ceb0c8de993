/** What `JSON.parse` refuses, and where. */
export interface JsonSyntaxError {
  /** Of the first character that cannot stand where it stands; the length of the text where the end came too soon. */
  readonly offset: number;
  readonly message: string;
}

/** The first syntax error of a JSON text; undefined where there is none. */
export function jsonSyntaxError(text: string): JsonSyntaxError | undefined {
  const failure = parseFailure(text);
  if (failure === undefined) return undefined;
  const offset = firstOffence(text);
  if (offset === text.length) return { offset, message: 'the file ends too soon' };
  return { offset, message: `unexpected ${JSON.stringify(text[offset])}${adviceFor(text, offset)}` };
}

/**
 * Node 20 names the position of some errors only. Every prefix up to the first offending character fails, if at all, because it
 * ends; every longer one fails because of that character. So the offence is found by halving.
 */
function firstOffence(text: string): number {
  let innocent = 0;
  let guilty = text.length + 1;
  while (guilty - innocent > 1) {
    const length = Math.floor((innocent + guilty) / 2);
    if (endsTooSoon(text.slice(0, length))) innocent = length;
    else guilty = length;
  }
  return innocent;
}

function endsTooSoon(prefix: string): boolean {
  const failure = parseFailure(prefix);
  if (failure === undefined || /unexpected end|unterminated string/i.test(failure)) return true;
  return Number(/at position (\d+)/.exec(failure)?.[1] ?? -1) >= prefix.length;
}

function parseFailure(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function adviceFor(text: string, offset: number): string {
  const character = text[offset];
  if (/,\s*$/.test(text.slice(0, offset)) && (character === '}' || character === ']')) {
    return '; remove the comma before it';
  }
  if (character === '/' || character === '#') return '; JSON has no comments';
  if (character === "'") return '; JSON strings stand in double quotes';
  return '';
}
