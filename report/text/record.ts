import type { ReportContent } from '../content/report-content';
import { plain } from '../../validation/printable';
import { lowered } from '../content/format';
import { colorOf, type Page } from './page';
import { paragraph, row, type Cell } from './table';

/** Everything that happened, in offsets from the start. */
export function timeline({ timeline: entries }: ReportContent, { colors, width }: Page): string[] {
  if (entries.length === 0) return [colors.bold('Timeline'), '  nothing was recorded'];
  const name = Math.min(24, Math.max(...entries.map(({ event }) => event.length)));
  const time = Math.max(6, ...entries.map(({ sinceStart }) => sinceStart.length));
  const lines = entries.flatMap(({ sinceStart, event, detail }) =>
    row(
      [
        { text: sinceStart, width: time, right: true, style: colors.dim },
        { text: plain(event), width: name, style: colors.cyan },
        { text: plain(detail), width: width - name - time - 6 },
      ],
      2,
    ),
  );
  return [colors.bold('Timeline'), ...lines];
}

/** The requests of the customers of each region, and how many failed. */
export function customers({ customers: sent }: ReportContent, { colors, width }: Page): string[] {
  if (sent === null) return [];
  const title = colors.bold('Customers');
  if (sent.rows.length === 0) return [title, `  ${lowered(sent.none)}`];
  const name = Math.max(...sent.rows.map(({ region }) => region.length));
  const lines = sent.rows.flatMap(
    ({ region, requests, failed, hasFailures, share, expected, isFailedRegion }) => {
      const notes = [
        ...(expected === null ? [] : [`expected ${expected}`]),
        ...(isFailedRegion ? ['the failed region'] : []),
      ];
      const cells: Cell[] = [
        { text: plain(region), width: name },
        { text: `${requests} requests`, width: 16, right: true },
        { text: `${failed} failed`, width: 14, right: true, style: hasFailures ? colors.red : undefined },
        { text: share, width: 8, right: true },
        { text: notes.join(', '), width: width - name - 48, style: colors.dim },
      ];
      return row(cells, 2);
    },
  );
  return [title, ...lines];
}

/** Whether the fault struck in each target, and by what that is known. */
export function inEffect({ inEffect: found }: ReportContent, { colors, width }: Page): string[] {
  if (found === null) return [];
  const title = colors.bold('In effect');
  if (found.rows.length === 0) return [title, ...paragraph(found.none, width - 2, 2)];
  const lines = found.rows.flatMap(({ functionName, symbol, word, verdict, detail }) => [
    `  ${colorOf(verdict, colors)(symbol)}  ${plain(functionName)}: ${word}`,
    ...paragraph(plain(detail), width - 5, 5).map(colors.dim),
  ]);
  return [title, ...lines];
}

/** The moments, those that did not come too. */
export function times({ summary, moments, missedMoments }: ReportContent, { colors, width }: Page): string[] {
  if (!summary.wasStarted) return [];
  const missed = new Set(missedMoments.map(({ number }) => number));
  const shown = moments.filter(({ number, at }) => at !== null || missed.has(number));
  const time = Math.max(7, ...shown.map(({ sinceStart }) => sinceStart.length));
  const lines = shown.flatMap(({ label, meaning, at, sinceStart, after }) =>
    row(
      [
        { text: label, width: 17, style: at === null ? colors.yellow : undefined },
        { text: sinceStart, width: time, right: true },
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
export function restoration({ restoration: found }: ReportContent, { colors, width }: Page): string[] {
  const { symbol, word, sentence, verdict: color, command, differences } = found;
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
    ...differences.flatMap((difference) => paragraph(plain(difference), width - 5, 5)),
    ...(command === null ? [] : [`     to restore the functions: ${command}`]),
  ];
}

/** The calls that AWS denied. */
export function denied({ denied: calls }: ReportContent, { colors, width }: Page): string[] {
  if (calls === null) return [];
  const lines = calls.sentences.flatMap((sentence) => {
    const [first = '', ...rest] = paragraph(plain(sentence), width - 5, 5);
    return [`  ${colors.yellow('→')}  ${first.trimStart()}`, ...rest];
  });
  return [colors.bold(calls.heading), ...lines];
}
