import { plain } from '../../validation/printable';

/** Longer texts, such as a traceback, are cut: the report beside has them whole. GitHub takes comments of 65,536 characters. */
const LONGEST = 600;

/** What GitHub would turn into a link, a mention or a reference to an issue, without the punctuation behind it. */
const LINKED =
  /(?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.)[^\s<>"]*[^\s<>"'.,;:!?)\]}]|\S*@\w+(?:[.-]\w+)*|#\d+|\bGH-\d+/gi;

/** Characters that mean something to GitHub's Markdown inside a line; `$` begins mathematics there. */
const SPECIAL = /[\\`*_~[\]|$]/g;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text of the journal within a line of Markdown: it means nothing there, links nothing and has no line feeds. */
export function markdown(text: string): string {
  const line = cut(plain(text).replace(/\s+/g, ' ').trim());
  let escaped = '';
  let end = 0;
  for (const found of line.matchAll(LINKED)) {
    escaped += words(line.slice(end, found.index)) + markdownCode(found[0]);
    end = found.index + found[0].length;
  }
  escaped += words(line.slice(end));
  // What would begin a heading, a list or a rule.
  return escaped
    .replace(/^(?=[-+](?:\s|$)|#{1,6}(?:\s|$)|[-=]+$)/, '\\')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\');
}

/** A text as code, within a line. */
export function markdownCode(text: string): string {
  const line = plain(text).replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  // A blank keeps backticks at the ends apart from the fence.
  const blank = /^`|`$/.test(line) ? ' ' : '';
  return line === '' ? '' : `${fence}${blank}${line}${blank}${fence}`;
}

/** A row of a table; each cell is Markdown. */
export function markdownRow(cells: readonly string[]): string {
  // Code spans too end at a pipe, unless it is escaped.
  return `| ${cells.map((cell) => cell.replace(/\\?\|/g, '\\|')).join(' | ')} |`;
}

function words(text: string): string {
  return text.replace(SPECIAL, '\\$&').replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

function cut(line: string): string {
  const characters = Array.from(line);
  return characters.length <= LONGEST ? line : `${characters.slice(0, LONGEST).join('').trimEnd()}…`;
}
