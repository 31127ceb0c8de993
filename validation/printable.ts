/**
 * A text without anything that moves the cursor of a terminal, ends a line or turns the direction of writing: such characters stand as
 * `\u{1b}`. File names and values of files are of others, and may be made to deceive.
 */
export function printable(text: string): string {
  return text.replaceAll(deceptive, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** A value of a file as JSON, cut to 60 characters, and printable. */
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

/**
 * The text without control characters, colour codes and marks of direction: journals carry what programs printed, such as a Python traceback.
 */
export function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ANSI, '')
    .replace(CONTROL, '')
    .replace(misleading, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Separators of lines and paragraphs, and marks of direction, which make a text read otherwise than it is (Unicode Standard Annex 9). */
const misleading = /[\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** These, and every control character. */
const deceptive = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

// Characters that XML 1.0 forbids even when escaped; a terminal would obey some of them. Tabs and line feeds stay.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g;
// eslint-disable-next-line no-control-regex
const ANSI = /\u001b\[[0-9;?]*[a-zA-Z]/g;
