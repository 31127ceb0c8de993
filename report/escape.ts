// Characters that XML 1.0 forbids even when escaped; a terminal would obey some of them. Tabs and line feeds stay.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g;
/** Marks of direction make a text read otherwise than it is (Unicode Standard Annex 9); some programs end a line at the others. */
const DECEPTIVE = /[\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
// eslint-disable-next-line no-control-regex
const ANSI = /\u001b\[[0-9;?]*[a-zA-Z]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * The text without control characters, colour codes and marks of direction: journals carry what programs printed, such as a Python traceback.
 */
export function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ANSI, '')
    .replace(CONTROL, '')
    .replace(DECEPTIVE, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The text as it may stand in an element or a quoted attribute, of HTML as well as of SVG. */
export function escape(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
