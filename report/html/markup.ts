import { escape } from '../escape';

/** Markup that stands as it is. Only `html` and `trusted` make it, so that a text of a journal cannot become markup by being forgotten. */
export class Markup {
  constructor(private readonly text: string) {}

  /** As it stands in the page. */
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: texts are escaped, null is nothing, a list stands without anything between. */
export type Part = string | number | null | Markup | readonly Part[];

/** The template's own text as markup, with each part escaped that is no markup itself. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    template
      .map((literal, index) => literal + (index < parts.length ? written(parts[index] ?? null) : ''))
      .join(''),
  );
}

/** Markup that somebody else has made, and escaped: a drawing, a style. */
export function trusted(markup: string): Markup {
  return new Markup(markup);
}

/** Parts with something between them: line ends, say. Those that are null are left out. */
export function joined(parts: readonly Part[], between: string): Markup {
  return new Markup(
    parts
      .filter((part) => part !== null)
      .map(written)
      .join(between),
  );
}

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.toString();
  return typeof part === 'object' ? part.map(written).join('') : escape(String(part));
}
