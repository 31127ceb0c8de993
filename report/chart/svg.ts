import { escape } from '../escape';

/** Attributes of an SVG element; a number is written with at most two decimals, so the same drawing gives the same bytes. */
export type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element; its content is markup and stands as it is. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? decimal(value) : escape(value)}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A line of text with its baseline at the place given; the text is escaped. */
export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escape(content));
}

function decimal(value: number): string {
  return String(Number(value.toFixed(2)));
}
