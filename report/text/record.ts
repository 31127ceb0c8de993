import type { Journal } from '../../experiment/journal/journal';
import { isRunning, restorationWords, wasStarted } from '../content/journal-status';
import { deniedWords } from '../content/denied';
import { plain } from '../../validation/printable';
import { failedShare, grouped, offset, startOf } from '../content/format';
import { inEffectWords } from '../content/in-effect-labels';
import { missedMoments, moments } from '../content/milestones';
import { colorOf, lowered, type Page } from './page';
import { paragraph, row, type Cell } from './table';
import { timelineRows } from '../content/timeline-rows';

/** Everything that happened, in offsets from the start. */
export function timeline(journal: Journal, { colors, width }: Page): string[] {
  const entries = timelineRows(journal);
  if (entries.length === 0) return [colors.bold('Timeline'), '  nothing was recorded'];
  const start = startOf(journal);
  const name = Math.min(24, Math.max(...entries.map(({ event }) => event.length)));
  const time = Math.max(6, ...entries.map(({ at }) => offset(at, start).length));
  const lines = entries.flatMap(({ at, event, detail }) =>
    row(
      [
        { text: offset(at, start), width: time, right: true, style: colors.dim },
        { text: plain(event), width: name, style: colors.cyan },
        { text: plain(detail), width: width - name - time - 6 },
      ],
      2,
    ),
  );
  return [colors.bold('Timeline'), ...lines];
}

/** The requests of the customers of each region, and how many failed. */
export function customers(journal: Journal, { colors, width }: Page): string[] {
  if (!wasStarted(journal)) return [];
  const entries = Object.entries(journal.customers).filter(([, { requests }]) => requests > 0);
  if (entries.length === 0) {
    const none = isRunning(journal)
      ? 'the requests had not been counted yet'
      : 'no request of any customer was counted';
    return [colors.bold('Customers'), `  ${none}`];
  }
  const name = Math.max(...entries.map(([region]) => region.length));
  const expected = new Map(Object.entries(journal.expected?.customers ?? {}));
  const lines = entries.flatMap(([region, count]) => {
    const rehearsed = expected.get(region);
    const notes = [
      ...(rehearsed === undefined ? [] : [`expected ${failedShare(rehearsed)}`]),
      ...(region === journal.experiment.region ? ['the failed region'] : []),
    ];
    const cells: Cell[] = [
      { text: plain(region), width: name },
      { text: `${grouped(count.requests)} requests`, width: 16, right: true },
      {
        text: `${grouped(count.failed)} failed`,
        width: 14,
        right: true,
        style: count.failed > 0 ? colors.red : undefined,
      },
      { text: failedShare(count), width: 8, right: true },
      { text: notes.join(', '), width: width - name - 48, style: colors.dim },
    ];
    return row(cells, 2);
  });
  return [colors.bold('Customers'), ...lines];
}

/** Whether the fault struck in each target, and by what that is known. */
export function inEffect(journal: Journal, { colors, width }: Page): string[] {
  const words = inEffectWords(journal);
  if (words === null) return [];
  const title = colors.bold('In effect');
  if (words.sentence !== null) return [title, ...paragraph(words.sentence, width - 2, 2)];
  const lines = words.rows.flatMap(({ functionName, symbol, word, verdict, detail }) => [
    `  ${colorOf(verdict, colors)(symbol)}  ${plain(functionName)}: ${word}`,
    ...paragraph(plain(detail), width - 5, 5).map(colors.dim),
  ]);
  return [title, ...lines];
}

/** The moments, those that did not come too. */
export function times(journal: Journal, { colors, width }: Page): string[] {
  if (!wasStarted(journal)) return [];
  const start = startOf(journal);
  const missed = new Set(missedMoments(journal).map(({ number }) => number));
  const shown = moments(journal).filter(({ number, at }) => at !== null || missed.has(number));
  const time = Math.max(7, ...shown.map(({ at }) => (at === null ? 1 : offset(at, start).length)));
  const lines = shown.flatMap(({ label, meaning, at, after }) =>
    row(
      [
        { text: label, width: 17, style: at === null ? colors.yellow : undefined },
        { text: at === null ? '–' : offset(at, start), width: time, right: true },
        {
          text: [after, meaning].filter(Boolean).join(': '),
          width: width - time - 23,
          style: colors.dim,
        },
      ],
      2,
    ),
  );
  return [colors.bold('Times'), ...lines];
}

/** Whether the functions are as before, and what differs. */
export function restoration(journal: Journal, { colors, width }: Page): string[] {
  const { symbol, word, sentence, verdict: color, command } = restorationWords(journal);
  const sign = color === null ? '' : `${colorOf(color, colors)(symbol)}  `;
  const [first = '', ...rest] = paragraph(
    color === null ? sentence : `${word}: ${lowered(sentence)}`,
    width - 5,
    5,
  );
  return [
    colors.bold('Restoration'),
    color === null ? `  ${first.trimStart()}` : `  ${sign}${first.trimStart()}`,
    ...rest,
    ...journal.restored.differences.flatMap((difference) => paragraph(plain(difference), width - 5, 5)),
    ...(command === null ? [] : [`     to restore the functions: ${command}`]),
  ];
}

/** The calls that AWS denied. */
export function denied(journal: Journal, { colors, width }: Page): string[] {
  const said = deniedWords(journal);
  if (said === null) return [];
  const lines = said.sentences.flatMap((sentence) => {
    const [first = '', ...rest] = paragraph(plain(sentence), width - 5, 5);
    return [`  ${colors.yellow('→')}  ${first.trimStart()}`, ...rest];
  });
  return [colors.bold(said.heading), ...lines];
}
