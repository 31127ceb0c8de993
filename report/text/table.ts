import { wrap } from '../../validation/messages/wrap';

/** A cell of a row on the terminal. */
export interface Cell {
  readonly text: string;
  /** In characters; a longer text goes on in the next line. */
  readonly width: number;
  /** Whether the text stands at the right end of the cell. */
  readonly right?: boolean;
  /** Colours the text; it is measured before. */
  readonly style?: (text: string) => string;
}

/** The lines of a row whose cells stand two blanks apart, behind so many blanks. Nothing is cut: cells grow downwards. */
export function row(cells: readonly Cell[], indent: number): string[] {
  const wrapped = cells.map((cell) => wrap(cell.text, Math.max(1, cell.width)));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const texts = cells.map((cell, index) => {
      const text = wrapped[index]?.[line] ?? '';
      const blanks = ' '.repeat(Math.max(0, cell.width - text.length));
      const styled = text === '' || cell.style === undefined ? text : cell.style(text);
      if (cell.right === true) return blanks + styled;
      return index === cells.length - 1 ? styled : styled + blanks;
    });
    return ' '.repeat(indent) + texts.join('  ').trimEnd();
  }).map((line) => withoutCommand(line.trimEnd()));
}

/** A text broken to the width, behind so many blanks. */
export function paragraph(text: string, width: number, indent = 0): string[] {
  return wrap(text, Math.max(20, width)).map((line) => withoutCommand((' '.repeat(indent) + line).trimEnd()));
}

/**
 * The line, so that it is no command to the runner of GitHub Actions: this takes orders from every line of a log that begins with `::`,
 * blanks aside, or has `##[` somewhere (actions/runner, ActionCommand.cs). Texts of a journal may be of others.
 */
export function withoutCommand(line: string): string {
  return line.replace(/^(\s*)::/, '$1: :').replaceAll('##[', '# #[');
}
