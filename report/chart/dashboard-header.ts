import type { Journal } from '../../experiment/journal/journal';
import { badge, BADGE_RADIUS } from './badges';
import { faultStart } from '../content/journal-status';
import { faultName } from '../content/fault-labels';
import { duration, moment, offset, startOf } from '../content/format';
import { moments } from '../content/milestones';
import { element, text } from './svg';
import { textWidth } from './text-width';
import { COLORS, VERDICT_COLORS } from './theme';
import { STATUSES, VERDICTS, WORLDS } from '../content/labels';
import { wrap } from '../text/wrap';

/** A piece of SVG and the height that it takes, from the top. */
export interface Block {
  readonly markup: string;
  readonly height: number;
}

/** Verdict, world, hypothesis, place and time of the game day: what a reader must know before looking at a chart. */
export function titleBlock(journal: Journal, left: number, width: number): Block {
  const verdict = VERDICTS[journal.verdict];
  const first = pill(left, `${verdict.symbol} ${verdict.word}`, VERDICT_COLORS[journal.verdict]);
  const second = pill(
    left + first.width + 8,
    WORLDS[journal.world].word,
    journal.world === 'rehearsal' ? COLORS.rehearsal : COLORS.aws,
  );
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
      text(place, 37, facts(journal), { 'font-size': 13, fill: COLORS.quiet }) +
      lines.join(''),
    height: 70 + title.length * 21 - 8,
  };
}

/** What the numbers in the panels stand for, and what is shaded; moments that did not come have no number. */
export function momentsBlock(journal: Journal, left: number, width: number): Block {
  const start = startOf(journal);
  const { restoredAt } = journal.times;
  if (faultStart(journal) === null) {
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
  const entries = moments(journal).map(({ number, label, at, after }) => {
    const words = at === null ? label : [`${label} ${offset(at, start)}`, after].filter(Boolean).join(', ');
    const fill = at === null ? COLORS.refuted : COLORS.text;
    const room = at === null ? 0 : 2 * BADGE_RADIUS + 6;
    return place(
      (atX, atY) =>
        (at === null ? '' : badge(number, atX + BADGE_RADIUS, atY - 4)) +
        text(atX + room, atY, words, { 'font-size': 13, fill }),
      room + textWidth(words, 13),
    );
  });
  const shade = restoredAt === null ? 'the fault, whose end was not seen' : 'the fault';
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

function facts(journal: Journal): string {
  const { region, faultMinutes } = journal.experiment;
  return [
    `${faultName(journal.fault)} for ${duration(faultMinutes * 60)} in ${region}`,
    ...(journal.status === 'completed' ? [] : [STATUSES[journal.status].word]),
    `00:00 is ${moment(startOf(journal))}`,
  ].join('  ·  ');
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
