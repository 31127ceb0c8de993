import { dotted } from '../printable';

/** How much of a long line is shown. */
const width = 110;

/**
 * The line of a text with a mark below the column, both indented and with the line's number; empty where the line is blank or not
 * there. Of a long line the part around the column is shown.
 */
export function excerpt(text: string, line: number, column: number): string {
  const whole = (text.split('\n', line)[line - 1] ?? '').replace(/\r$/, '');
  if (whole.trim() === '') return '';
  const start = column <= width - 10 ? 0 : column - Math.floor(width / 2);
  const shown = `${start > 0 ? '…' : ''}${whole.slice(start, start + width)}${whole.length > start + width ? '…' : ''}`;
  const gutter = `${line} | `;
  const mark = ' '.repeat(column - 1 - start + (start > 0 ? 1 : 0));
  return `  ${gutter}${dotted(shown)}\n  ${' '.repeat(gutter.length - 2)}| ${mark}^\n`;
}
