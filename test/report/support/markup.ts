/** Throws unless every element of the markup is closed in its order; `free` names those that HTML never closes. */
export function checkNesting(markup: string, free: readonly string[] = []): void {
  const open: string[] = [];
  const body = markup.replace(/<!doctype html>/i, '').replace(/<style>[^<]*<\/style>/g, '');
  for (const [tag, closing, name = '', rest = ''] of body.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^">])*)>/g,
  )) {
    if (closing === '/') {
      const last = open.pop();
      if (last !== name) throw new Error(`${tag} closes <${last ?? 'nothing'}>`);
    } else if (!rest.endsWith('/') && !free.includes(name)) open.push(name);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(', ')}`);
}

/** The text that a reader sees: no tags, entities resolved, spaces folded. */
export function visibleText(markup: string): string {
  return (
    markup
      .replace(/<style[^>]*>[^<]*<\/style>/g, ' ')
      // Nothing stands between these and their neighbours.
      .replace(/<span class="whole">([^<]*)<\/span>/g, '$1')
      .replace(/<[^>]*>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&ensp;', ' ')
      .replaceAll('&amp;', '&')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** The `d` of the paths that are drawn in a colour. */
export function pathsIn(svg: string, color: string): string[] {
  return [...svg.matchAll(/<path d="([^"]*)"([^>]*)>/g)]
    .filter(([, , rest = '']) => rest.includes(`stroke="${color}"`))
    .map(([, d = '']) => d);
}
