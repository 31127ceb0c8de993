import type { DashboardRecord } from '../../experiment/journal/dashboard-record';
import { lineStyle } from './plot-option';
import { COLORS, DARK_COLORS } from './theme';

/** The least contrast of a line to a dark panel; WCAG asks for 3 to 1 of graphics. */
const CONTRAST = 5;

/**
 * A style sheet that turns a chart dark where the reader prefers that. It overrides the attributes by their value, so a viewer that
 * knows no style sheets still shows the light chart; print stays light. Lines too dark for it are brightened.
 */
export function darkStyle(dashboard: DashboardRecord | null): string {
  const own = Object.entries(COLORS).map(([name, light]): [string, string] => [
    light,
    DARK_COLORS[name as keyof typeof COLORS],
  ]);
  const lines = (dashboard?.panels ?? []).flatMap(({ series }) =>
    series.map((one, index) => lineStyle(one, index).color),
  );
  const brightened = [...new Set(lines)].map((color): [string, string] => [color, brighten(color)]);
  const rules = [...own, ...brightened]
    .filter(([light, dark]) => light !== dark)
    .flatMap(([light, dark]) => [
      `.lab-chart [fill="${light}"]{fill:${dark}}`,
      `.lab-chart [stroke="${light}"]{stroke:${dark}}`,
    ]);
  return `@media screen and (prefers-color-scheme: dark){${rules.join('')}}`;
}

/** The colour, mixed with as much white as it takes to be seen on a dark panel. */
function brighten(color: string): string {
  const ground = luminance(channels(DARK_COLORS.panel));
  for (let white = 0; white <= 1; white += 0.05) {
    const mixed = channels(color).map((channel) => Math.round(channel + (255 - channel) * white));
    if ((luminance(mixed) + 0.05) / (ground + 0.05) >= CONTRAST) {
      return white === 0
        ? color
        : `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
    }
  }
  return '#ffffff';
}

function channels(color: string): number[] {
  const digits = color.slice(1);
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  return [0, 2, 4].map((start) => Number.parseInt(full.slice(start, start + 2), 16));
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(color: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
