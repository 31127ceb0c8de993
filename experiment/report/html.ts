import { escape } from './escape';
import { moment } from './format';

/** A section of the page with its heading; the content is markup and stands as it is. */
export function section(id: string, heading: string, content: string): string {
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${escape(heading)}</h2>\n${content}\n</section>`;
}

/** A text of the journal as a paragraph; as preformatted text where it has lines of its own, such as a traceback. */
export function paragraphs(text: string): string {
  if (text.trim() === '') return '';
  return text.trim().includes('\n') ? `<pre>${escape(text.trim())}</pre>` : `<p>${escape(text)}</p>`;
}

/** Rows of a table with a caption and column headings; each cell is markup and stands as it is. */
export function table(
  caption: string,
  headings: readonly string[],
  rows: readonly string[],
  className = '',
): string {
  const columns = headings.map((heading) => {
    // Headings of numbers end with the mark `>`, so they stand above their right-aligned values.
    const value = heading.endsWith('>');
    return `<th scope="col"${value ? ' class="value"' : ''}>${escape(value ? heading.slice(0, -1) : heading)}</th>`;
  });
  return `<table${className === '' ? '' : ` class="${className}"`}>
<caption>${escape(caption)}</caption>
<thead><tr>${columns.join('')}</tr></thead>
${rows.join('\n')}
</table>`;
}

/** A moment for the eye and for programs. */
export function time(at: string): string {
  return `<time datetime="${escape(at)}">${escape(moment(at))}</time>`;
}
