import { plain } from '../../validation/printable';

/** A short text of the panel, which is never broken. */
export interface Piece {
  readonly text: string;
  /** Colours the text; it is measured before. */
  readonly style?: (text: string) => string;
}

/** A line of the panel: pieces that stand side by side. */
export type Line = readonly Piece[];

const GAP = '  ';

/** Pieces in as few lines as the width allows, two blanks apart. A piece that is wider than a line is cut. */
export function flow(pieces: readonly Piece[], width: number): Line[] {
  const lines: Piece[][] = [];
  let used = Infinity;
  for (const whole of pieces) {
    const piece = { ...whole, text: cut(whole.text, width) };
    if (used + GAP.length + piece.text.length > width) {
      lines.push([piece]);
      used = piece.text.length;
    } else {
      lines.at(-1)?.push({ text: GAP }, piece);
      used += GAP.length + piece.text.length;
    }
  }
  return lines;
}

/** A text of one line, cut to the width. */
export function cut(text: string, width: number): string {
  const line = plain(text).replaceAll(/\s+/g, ' ');
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}

/** A bar of so many characters, of which a share is done. */
export function bar(
  share: number,
  width: number,
  [done, rest]: readonly [(text: string) => string, (text: string) => string],
): Line {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return [
    { text: '━'.repeat(full), style: done },
    { text: '─'.repeat(width - full), style: rest },
  ];
}

/** The line without what goes beyond the width. */
export function clipped(line: Line, width: number): Line {
  const kept: Piece[] = [];
  let left = width;
  for (const piece of line) {
    if (left <= 0) break;
    kept.push({
      ...piece,
      text: piece.text.length <= left ? piece.text : `${piece.text.slice(0, left - 1)}…`,
    });
    left -= piece.text.length;
  }
  return kept;
}

/** The line as it is written. */
export function rendered(line: Line): string {
  return line
    .map(({ text, style }) => (style === undefined || text === '' ? text : style(text)))
    .join('')
    .trimEnd();
}
