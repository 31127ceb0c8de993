/** Widths of the characters of Helvetica in thousandths of the font's size, from Adobe's metrics; Arial and Liberation Sans share them. */
const WIDTHS: Readonly<Record<number, string>> = {
  191: "'",
  222: 'ijl',
  260: '|',
  278: ' !,./:;I[\\]ft',
  333: '()-`r',
  355: '"',
  469: '^',
  500: 'Jcksvxyz',
  584: '+<=>~',
  611: 'FTZ',
  667: '&ABEKPSVXY',
  722: 'CDHNRUw',
  778: 'GOQ',
  833: 'Mm',
  889: '%',
  944: 'W',
  1015: '@…',
};
const BY_CHARACTER = new Map(
  Object.entries(WIDTHS).flatMap(([width, characters]) =>
    Array.from(characters).map((character): [string, number] => [character, Number(width)]),
  ),
);
/** Digits and most small letters. */
const COMMON = 556;
/** The reader may have another font than the one reckoned with: a line too short is no harm, an overlap is. */
const ALLOWANCE = 1.05;
const BOLD = 1.06;

/** About how wide a text is in the font of the charts, in pixels; rather too wide than too narrow. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let thousandths = 0;
  for (const character of text) {
    // Beyond the scripts of Europe characters are as wide as high.
    thousandths += BY_CHARACTER.get(character) ?? (character > '\u2e80' ? 1050 : COMMON);
  }
  return (thousandths / 1000) * fontSize * ALLOWANCE * (bold ? BOLD : 1);
}

/** The text, cut with an ellipsis where it would be wider than the limit. */
export function fit(text: string, fontSize: number, limit: number, bold = false): string {
  if (textWidth(text, fontSize, bold) <= limit) return text;
  let cut = text;
  while (cut !== '' && textWidth(`${cut}…`, fontSize, bold) > limit) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
}
