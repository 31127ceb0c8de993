import type { Scalar } from 'yaml';

/**
 * Where in the file's text a character of a string stands: through the escapes of a quoted string, and through the indentation of a
 * literal block (`|`). A string that is folded over several lines is not followed: its beginning is given.
 */
export function offsetInScalar(text: string, scalar: Scalar, offset: number): number {
  const start = scalar.range?.[0] ?? 0;
  const value = typeof scalar.value === 'string' ? scalar.value : '';
  switch (scalar.type) {
    case 'BLOCK_LITERAL':
      return inBlock(text, start, value, offset) ?? start;
    case 'QUOTE_DOUBLE':
      return inQuotes(text, start, offset, doubleQuoted) ?? start;
    case 'QUOTE_SINGLE':
      return inQuotes(text, start, offset, /''|[^']/y) ?? start;
    case 'PLAIN':
      return text.startsWith(value, start) ? start + offset : start;
    default:
      return start;
  }
}

/** One character of a double-quoted string as it is written; JSON's escapes are among YAML's. */
const doubleQuoted = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[^])|[^"\\]/y;

/** The lines of a literal block are those of its value, each with the same indentation before it. */
function inBlock(text: string, start: number, value: string, offset: number): number | undefined {
  const before = value.slice(0, offset).split('\n');
  const line = value.split('\n')[before.length - 1] ?? '';
  let lineStart = start;
  for (let left = before.length; left > 0; left--) {
    const end = text.indexOf('\n', lineStart);
    if (end === -1) return undefined;
    lineStart = end + 1;
  }
  const lineEnd = text.indexOf('\n', lineStart);
  const written = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd).replace(/\r$/, '');
  const indentation = Math.max(0, written.length - line.length);
  return lineStart + indentation + (before.at(-1)?.length ?? 0);
}

function inQuotes(text: string, start: number, offset: number, character: RegExp): number | undefined {
  let at = start + 1;
  for (let units = 0; units < offset;) {
    character.lastIndex = at;
    const [written] = character.exec(text) ?? [];
    if (written === undefined || written === '\n' || written === '\\\n') return undefined;
    at += written.length;
    units += written.startsWith('\\U') && Number.parseInt(written.slice(2), 16) > 0xffff ? 2 : 1;
  }
  return at;
}
