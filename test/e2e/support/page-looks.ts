/** The elements that reach out of the page at its right side; what scrolls by itself may. */
export const REACHING_OUT = `[...document.body.querySelectorAll('*')]
  .filter((element) => !element.closest('.panels') && element.getBoundingClientRect().right > innerWidth + 0.5)
  .map((element) => element.outerHTML.slice(0, 120))`;

/** How wide the page is beyond what the reader sees. */
export const OVERFLOW = 'document.scrollingElement.scrollWidth - innerWidth';

/** The levels of the headings in their order. */
export const HEADING_LEVELS = `[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => Number(heading.tagName[1]))`;

/** The links within the page that lead nowhere. */
export const DEAD_LINKS = `[...document.querySelectorAll('a')]
  .filter((link) => document.getElementById(link.hash.slice(1)) === null)
  .map((link) => link.href)`;

/** The tables that lack a caption, a header for each column, or a header for each row. */
export const HEADLESS_TABLES = `[...document.querySelectorAll('table')]
  .filter((table) => !table.caption?.textContent
    || [...table.tHead.rows[0].cells].some((cell) => cell.scope !== 'col' || cell.textContent === '')
    || [...table.tBodies].some((body) => [...body.rows].some((row) => row.cells.length === 0)))
  .map((table) => table.outerHTML.slice(0, 120))`;

/**
 * The lines in each chart, from the first panel to the last: their colour as the chart was drawn, their length in pixels, and whether they
 * lie within their chart and have a colour that shows.
 */
export const CHART_LINES = `[...document.querySelectorAll('.panels svg')].map((svg) => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('path[fill="none"]')].map((path) => {
    const box = path.getBoundingClientRect();
    const style = getComputedStyle(path);
    return {
      color: path.getAttribute('stroke'),
      length: path.getTotalLength(),
      shows: style.stroke !== 'none' && style.visibility === 'visible'
        && box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1,
    };
  });
})`;

/** The texts whose contrast to what lies behind them is below the 4.5 to 1 that WCAG 2 asks for (3 to 1 for large ones). */
export const FAINT_TEXTS = `(() => {
  const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = channels(color).map((channel) => channel / 255)
      .map((share) => share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const opaque = (color) => (channels(color)[3] ?? 1) > 0.99;
  const behind = (element) => {
    // A number stands on its disc, another text of a chart on the panel.
    const disc = element.previousElementSibling;
    if (element.tagName === 'text' && disc?.tagName === 'circle') return getComputedStyle(disc).fill;
    const svg = element.closest('svg');
    if (svg !== null) return getComputedStyle(svg.querySelector('rect')).fill;
    for (let at = element; at !== null; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (opaque(color)) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.body.querySelectorAll('*:not(title):not(style)')].flatMap((element) => {
    const said = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
    if (said === '') return [];
    const style = getComputedStyle(element);
    const [one, other] = [element.closest('svg') === null ? style.color : style.fill, behind(element)].map(luminance);
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    return contrast >= (large ? 3 : 4.5) ? [] : [contrast.toFixed(2) + ' ' + said.slice(0, 60)];
  });
})()`;
