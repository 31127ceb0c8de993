import type { Verdict } from '../../experiment/journal/journal';

/**
 * The fonts of every chart, all of the same widths where they exist, so the room that is estimated here is the room that is needed. SVG in
 * an `<img>` can only use fonts of the reader's machine.
 */
export const FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', Roboto, sans-serif";

/** The colours of a chart. Each has a counterpart for dark surroundings, see `dark-style.ts`. */
export const COLORS = {
  background: '#ffffff',
  panel: '#fcfcfd',
  border: '#d8dee4',
  grid: '#e8ebef',
  text: '#1f2328',
  quiet: '#59636e',
  fault: '#fbe3dc',
  mark: '#3b434b',
  markText: '#fffffe',
  held: '#1a7f37',
  refuted: '#b42318',
  inconclusive: '#8a5a00',
  rehearsal: '#6639ba',
  aws: '#9a4a00',
} as const;

/** The counterparts of `COLORS` in dark surroundings. */
export const DARK_COLORS: Readonly<Record<keyof typeof COLORS, string>> = {
  background: '#0d1117',
  panel: '#12171e',
  border: '#30363d',
  grid: '#242b33',
  text: '#f0f6fc',
  quiet: '#9aa4af',
  fault: '#3a2322',
  mark: '#c9d1d9',
  markText: '#0d1117',
  held: '#3fb950',
  refuted: '#ff7b72',
  inconclusive: '#d9a02b',
  rehearsal: '#b78cf5',
  aws: '#f0883e',
};

/** The colour of each verdict. */
export const VERDICT_COLORS: Readonly<Record<Verdict, string>> = {
  held: COLORS.held,
  refuted: COLORS.refuted,
  inconclusive: COLORS.inconclusive,
};

/**
 * Line colours for series that bring none: those of Okabe and Ito, which colour-blind readers can tell apart, without the yellow that
 * vanishes on white.
 */
export const LINES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'] as const;

/** Dashes that tell lines apart without colour, and let a line be seen beneath another one of the same value. */
export const DASHES: readonly (readonly number[])[] = [[], [8, 2], [4, 2], [10, 2, 2, 2]];
