import type { ReportContent } from '../content/report-content';
import { badge, BADGE_RADIUS } from './badges';
import { element, text } from './svg';
import { textWidth } from './text-width';
import { COLORS, VERDICT_COLORS } from './theme';
import { wrap } from '../../validation/messages/wrap';

/** A piece of SVG and the height that it takes, from the top. */
export interface Block {
  readonly markup: string;
  readonly height: number;
}

/** Verdict, world, hypothesis, place and time of the game day: what a reader must know before looking at a chart. */
export function titleBlock({ summary, journal }: ReportContent, left: number, width: number): Block {
  const { verdict, world } = summary;
  const first = pill(left, `${verdict.symbol} ${verdict.word}`, VERDICT_COLORS[verdict.color]);
  const second = pill(left + first.width + 8, world.word, world.isRehearsal ? COLORS.rehearsal : COLORS.aws);
  const place = left + first.width + second.width + 24;
  const title = wrap(journal.hypothesis.title.replace(/\s+/g, ' ').trim(), width, (part) =>
    textWidth(part, 15, true),
  );
  const lines = title.map((line, index) =>
    text(left, 70 + index * 21, line, { 'font-size': 15, 'font-weight': 600, fill: COLORS.text }),
  );
  return {
    markup:
      first.markup +
      second.markup +
      text(place, 37, facts(summary), { 'font-size': 13, fill: COLORS.quiet }) +
      lines.join(''),
    height: 70 + title.length * 21 - 8,
  };
}

/** What the numbers in the panels stand for, and what is shaded; moments that did not come have no number. */
export function momentsBlock({ summary, moments }: ReportContent, left: number, width: number): Block {
  const { startedAt, endedAt } = summary.fault;
  if (startedAt === null) {
    return {
      markup: text(left, 16, 'No target carried the fault.', { 'font-size': 13, fill: COLORS.quiet }),
      height: 26,
    };
  }
  let x = left;
  let y = 16;
  const place = (draw: (x: number, y: number) => string, needed: number): string => {
    if (x > left && x + needed > left + width) {
      x = left;
      y += 22;
    }
    const markup = draw(x, y);
    x += needed + 22;
    return markup;
  };
  const entries = moments.map(({ number, label, at, sinceStart, after }) => {
    const words = at === null ? label : [`${label} ${sinceStart}`, after].filter(Boolean).join(', ');
    const fill = at === null ? COLORS.refuted : COLORS.text;
    const room = at === null ? 0 : 2 * BADGE_RADIUS + 6;
    return place(
      (atX, atY) =>
        (at === null ? '' : badge(number, atX + BADGE_RADIUS, atY - 4)) +
        text(atX + room, atY, words, { 'font-size': 13, fill }),
      room + textWidth(words, 13),
    );
  });
  const shade = endedAt === null ? 'the fault, whose end was not seen' : 'the fault';
  const swatch = place(
    (atX, atY) =>
      element('rect', {
        ...{ x: atX, y: atY - 11, width: 18, height: 14, rx: 2 },
        fill: COLORS.fault,
        stroke: COLORS.border,
      }) + text(atX + 24, atY, shade, { 'font-size': 13, fill: COLORS.text }),
    24 + textWidth(shade, 13),
  );
  return { markup: entries.join('') + swatch, height: y + 10 };
}

function facts({ fault, status, begun }: ReportContent['summary']): string {
  return [fault.plan, ...(status.isCompleted ? [] : [status.word]), `00:00 is ${begun}`].join('  ·  ');
}

function pill(x: number, label: string, color: string): { markup: string; width: number } {
  const width = textWidth(label.toUpperCase(), 12, true) + 24;
  return {
    width,
    markup:
      element('rect', {
        x,
        y: 20,
        width,
        height: 25,
        rx: 12.5,
        fill: 'none',
        stroke: color,
        'stroke-width': 1.5,
      }) +
      text(x + width / 2, 37, label.toUpperCase(), {
        'text-anchor': 'middle',
        'font-size': 12,
        'font-weight': 700,
        'letter-spacing': 0.5,
        fill: color,
      }),
  };
}
