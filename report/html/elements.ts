import { escape } from '../escape';
import { moment } from '../content/format';

/** A section of the page with its heading; the content is markup and stands as it is. */
export function section(id: string, heading: string, content: string): string {
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${escape(heading)}</h2>\n${content}\n</section>`;
}

/** A text of the journal as a paragraph; as preformatted text where it has lines of its own, such as a traceback. */
export function paragraphs(text: string): string {
  if (text.trim() === '') return '';
  return text.trim().includes('\n') ? `<pre>${escape(text.trim())}</pre>` : `<p>${escape(text)}</p>`;
}

/** A table; every string but the caption and the titles of columns is markup and stands as it is. */
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
  readonly heading?: string;
  readonly rows: readonly Row[];
}

/** A row of a table. */
export interface Row {
  readonly cells: readonly string[];
  /** What is said beneath, over the whole width. */
  readonly more?: string;
  readonly className?: string;
}

/**
 * A table that a phone shows row by row, each value under its column's title. Roles are written out: a table that is laid out otherwise
 * is none to a screen reader any more.
 */
export function table({ caption, columns, groups, className = '' }: Table): string {
  const titles = columns.map(
    ({ title, kind }) =>
      `<th role="columnheader" scope="col"${kind === undefined ? '' : ` class="${kind}"`}>${kind === 'sign' ? `<span class="unseen">${escape(title)}</span>` : escape(title)}</th>`,
  );
  const bodies = groups.map(({ heading, rows }) => {
    const head =
      heading === undefined
        ? ''
        : `<tr role="row"><th class="group" colspan="${columns.length}" scope="rowgroup" role="rowheader">${heading}</th></tr>\n`;
    return `<tbody role="rowgroup">${head}${rows.map((row) => rowMarkup(row, columns)).join('\n')}</tbody>`;
  });
  return `<table role="table"${className === '' ? '' : ` class="${className}"`}>
<caption>${escape(caption)}</caption>
<thead role="rowgroup"><tr role="row">${titles.join('')}</tr></thead>
${bodies.join('\n')}
</table>`;
}

/** A moment for the eye and for programs. */
export function time(at: string, shown = moment(at)): string {
  return `<time datetime="${escape(at)}">${escape(shown)}</time>`;
}

/** Facts by name. The values are markup and stand as they are. */
export function facts(list: readonly (readonly [string, string])[]): string {
  const items = list.map(([name, value]) => `<div><dt>${escape(name)}</dt><dd>${value}</dd></div>`);
  return `<dl class="facts">${items.join('')}</dl>`;
}

/** A text as code. */
export function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

/** A sign with its word, for eyes and for screen readers. */
export function sign({ symbol, word, verdict }: { symbol: string; word: string; verdict: string }): string {
  return `<span class="${verdict}" role="img" aria-label="${escape(word)}" title="${escape(word)}">${symbol}</span>`;
}

function rowMarkup({ cells, more, className = '' }: Row, columns: readonly Column[]): string {
  const written = cells.map((cell, index) => {
    const { title = '', kind } = columns[index] ?? {};
    if (kind === 'name') return `<th role="rowheader" scope="row">${cell}</th>`;
    const label = kind === 'sign' ? '' : ` data-label="${escape(title)}"`;
    return `<td role="cell"${kind === undefined ? '' : ` class="${kind}"`}${label}>${cell}</td>`;
  });
  // Beneath the name, not beneath the sign.
  const [blank, width] =
    columns[0]?.kind === 'sign'
      ? ['<td role="cell" class="sign"></td>', columns.length - 1]
      : ['', columns.length];
  const beneath =
    more === undefined || more === ''
      ? ''
      : `\n<tr role="row" class="more">${blank}<td role="cell" colspan="${width}"><div class="detail">${more}</div></td></tr>`;
  const classes = [className, beneath === '' ? '' : 'said'].filter(Boolean).join(' ');
  return `<tr role="row"${classes === '' ? '' : ` class="${classes}"`}>${written.join('')}</tr>${beneath}`;
}
