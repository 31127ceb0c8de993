import { moment } from '../content/format';
import { html, joined, type Markup, type Part } from './markup';

/** A section of the page. */
export interface Section {
  /** Of its heading, to jump to. */
  readonly id: string;
  readonly heading: string;
  readonly content: Markup;
}

/** A section with its heading. */
export function sectionMarkup({ id, heading, content }: Section): Markup {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${content}
</section>`;
}

/** A text of the journal as a paragraph; as preformatted text where it has lines of its own, such as a traceback. */
export function paragraphs(text: string): Markup | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return trimmed.includes('\n') ? html`<pre>${trimmed}</pre>` : html`<p>${unbroken(text)}</p>`;
}

/** A table. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
  readonly className?: string;
}

/** A column of a table. */
export interface Column {
  /** What stands above it; on a phone, before each of its values. */
  readonly title: string;
  /** `value`: a number or the like, to the right; `name`: what its row is about; `sign`: a sign without a title of its own. */
  readonly kind?: 'value' | 'name' | 'sign' | 'time';
}

/** Rows that belong together, with or without a heading. */
export interface Group {
  readonly heading?: Part;
  readonly rows: readonly Row[];
}

/** A row of a table. */
export interface Row {
  readonly cells: readonly Part[];
  /** What is said beneath, over the whole width; null or an empty text for nothing. */
  readonly more?: Part;
  readonly className?: string;
}

/**
 * A table that a phone shows row by row, each value under its column's title. Roles are written out: a table that is laid out otherwise
 * is none to a screen reader any more.
 */
export function table({ caption, columns, groups, className = '' }: Table): Markup {
  const titles = columns.map(({ title, kind }) => {
    const shown = kind === 'sign' ? html`<span class="unseen">${title}</span>` : title;
    return html`<th role="columnheader" scope="col"${classOf(kind)}>${shown}</th>`;
  });
  const bodies = groups.map(({ heading, rows }) => {
    const head =
      heading === undefined
        ? null
        : html`<tr role="row"><th class="group" colspan="${columns.length}" scope="rowgroup" role="rowheader">${heading}</th></tr>\n`;
    const written = rows.map((row) => rowMarkup(row, columns));
    return html`<tbody role="rowgroup">${head}${joined(written, '\n')}</tbody>`;
  });
  return html`<table role="table"${classOf(className)}>
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${titles}</tr></thead>
${joined(bodies, '\n')}
</table>`;
}

/** A moment for the eye and for programs. */
export function time(at: string, shown = moment(at)): Markup {
  return html`<time datetime="${at}">${shown}</time>`;
}

/** Facts by name. */
export function facts(list: readonly (readonly [name: string, value: Part])[]): Markup {
  const items = list.map(([name, value]) => html`<div><dt>${name}</dt><dd>${shown(value)}</dd></div>`);
  return html`<dl class="facts">${items}</dl>`;
}

/** A text with what must not break at the end of a line kept whole: a number with its unit (`1 min 35 s`, `7.95 %`), and `eu-west-1`. */
export function unbroken(text: string): Markup {
  const parts = text
    .replace(/(\d) (?=(?:s|min|h|%)(?![\w-]))/g, '$1\u00a0')
    .replace(/(\d\u00a0(?:h|min)) (?=\d+\u00a0(?:min|s)\b)/g, '$1\u00a0')
    .split(REGION);
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<span class="whole">${part}</span>`))}`;
}

/** A region's code, `us-gov-east-1`, as a text is split by it: each second part is one. */
const REGION =
  /(\b[a-z]{2,4}(?:-[a-z]{2,4})?-(?:north|south|central)?(?:east|west|north|south|central)-\d\b)/;

/** A text kept from breaking, or what is markup already. */
function shown(part: Part): Part {
  return typeof part === 'string' ? unbroken(part) : part;
}

/** A text as code. */
export function code(text: string): Markup {
  return html`<code>${text}</code>`;
}

/** A list; null where there is nothing in it. */
export function list(items: readonly Part[]): Markup | null {
  return items.length === 0 ? null : html`<ul>${items.map((item) => html`<li>${shown(item)}</li>`)}</ul>`;
}

/** A sign with its word, for eyes and for screen readers. */
export function sign({ symbol, word, verdict }: { symbol: string; word: string; verdict: string }): Markup {
  return html`<span class="${verdict}" role="img" aria-label="${word}" title="${word}">${symbol}</span>`;
}

/** ` class="…"`; nothing where there is none. */
export function classOf(className: string | null | undefined): Markup | null {
  return className == null || className === '' ? null : html` class="${className}"`;
}

function rowMarkup({ cells, more = null, className = '' }: Row, columns: readonly Column[]): Markup {
  const written = cells.map((cell, index) => {
    const { title = '', kind } = columns[index] ?? {};
    if (kind === 'name') return html`<th role="rowheader" scope="row">${shown(cell)}</th>`;
    const label = kind === 'sign' ? null : html` data-label="${title}"`;
    return html`<td role="cell"${classOf(kind)}${label}>${shown(cell)}</td>`;
  });
  // Beneath the name, not beneath the sign.
  const [blank, width] =
    columns[0]?.kind === 'sign'
      ? [html`<td role="cell" class="sign"></td>`, columns.length - 1]
      : [null, columns.length];
  const beneath =
    more === null || more === ''
      ? null
      : html`\n<tr role="row" class="more">${blank}<td role="cell" colspan="${width}"><div class="detail">${shown(more)}</div></td></tr>`;
  const classes = [className, beneath === null ? '' : 'said'].filter(Boolean).join(' ');
  return html`<tr role="row"${classOf(classes)}>${written}</tr>${beneath}`;
}
