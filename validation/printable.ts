/**
 * A text without anything that moves the cursor of a terminal, ends a line or turns the direction of writing: such characters stand as
 * `\u{1b}`. File names and values of files are of others, and may be made to deceive.
 */
export function printable(text: string): string {
  return text.replaceAll(deceptive, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** A value of a file as JSON, printable and at most 60 characters long. */
export function shown(value: unknown): string {
  // JSON has no Infinity and no NaN, which YAML has, and which 1e999 becomes.
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return printable(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 3)}…` : text);
}

const LONGEST_SHOWN = 60;

/** Each such character as one point, so that all others keep their column. */
export function dotted(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(deceptive, '·');
}

/** Control characters, separators of lines and paragraphs, and marks of direction (Unicode Standard Annex 9). */
const deceptive = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
