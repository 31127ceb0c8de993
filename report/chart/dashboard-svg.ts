import type { DashboardRecord } from '../../experiment/journal/dashboard-record';
import type { ReportContent } from '../content/report-content';
import { chartFrame } from './frame';
import { COLUMN, GAP, panelSize, ROW } from './grid';
import { darkStyle } from './dark-style';
import { momentsBlock, titleBlock } from './dashboard-header';
import { escape } from '../escape';
import { plain } from '../../validation/printable';
import { panelSvg } from './panel-svg';
import { element, text } from './svg';
import { textWidth } from './text-width';
import { COLORS, FONT } from './theme';
import { wrap } from '../../validation/messages/wrap';

const MARGIN = 20;
const WIDTH = 24 * COLUMN - GAP + 2 * MARGIN;

/**
 * The dashboard of a game day as one SVG document: the panels where the deployed dashboard has them, the fault's window shaded, the
 * moments that came marked with numbers. The same journal gives the same bytes.
 */
export function dashboardSvg(content: ReportContent): string {
  const { dashboard } = content.journal;
  const title = titleBlock(content, MARGIN, WIDTH - 2 * MARGIN);
  if (dashboard === null) {
    const note = notRead(content, title.height + 26);
    return svgDocument(content, title.markup + note.markup, note.bottom + MARGIN);
  }
  const marks = momentsBlock(content, MARGIN, WIDTH - 2 * MARGIN);
  const top = title.height + marks.height + 12;
  const bottom = Math.max(0, ...dashboard.panels.map(({ y, height }) => y + height)) * ROW;
  const markup =
    title.markup +
    element('g', { transform: `translate(0 ${title.height})` }, marks.markup) +
    element('g', { transform: `translate(${MARGIN} ${top})` }, panels(content, dashboard)) +
    text(MARGIN, top + bottom + 20, footnote(dashboard), { 'font-size': 12, fill: COLORS.quiet });
  return svgDocument(content, markup, top + bottom + 36);
}

/** How to read the panels, in a sentence or two. */
export function footnote(dashboard: DashboardRecord): string {
  const periods = [...new Set(dashboard.panels.map(({ periodSeconds }) => periodSeconds))];
  const period = periods.length === 1 ? `${periods.join('')} s` : 'its metric';
  return `Time since the start of the game day. Each step is one period of ${period}, from its start, or from the moment within it that caused it, to its end; where a line is missing, there was no data.`;
}

function panels(content: ReportContent, dashboard: DashboardRecord): string {
  const frame = chartFrame(content, dashboard);
  return dashboard.panels
    .map((panel, index) => {
      const place = `translate(${panel.x * COLUMN} ${panel.y * ROW})`;
      return element('g', { transform: place }, panelSvg(panel, frame, panelSize(panel), `panel${index}`));
    })
    .join('\n');
}

function notRead({ journal }: ReportContent, top: number): { markup: string; bottom: number } {
  const said = `The dashboard was not read. ${journal.reason ?? ''}`;
  const lines = wrap(plain(said).trim(), WIDTH - 2 * MARGIN, (part) => textWidth(part, 13)).slice(0, 12);
  return {
    markup: lines
      .map((line, index) => text(MARGIN, top + index * 19, line, { 'font-size': 13, fill: COLORS.text }))
      .join(''),
    bottom: top + (lines.length - 1) * 19,
  };
}

function svgDocument({ summary, journal }: ReportContent, markup: string, height: number): string {
  const name = `Dashboard of the game day: ${summary.verdict.word} (${summary.world.word})`;
  const size = { width: WIDTH, height: Math.ceil(height) };
  const background = element('rect', { ...size, fill: COLORS.background });
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      class: 'lab-chart',
      role: 'img',
      'font-family': FONT,
    },
    `\n<title>${escape(name)}</title>\n<style>${darkStyle(journal.dashboard)}</style>\n${background}\n${markup}\n`,
  )}\n`;
}
