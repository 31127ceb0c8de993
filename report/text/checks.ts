import type { CheckRow } from '../content/check-rows';
import { lowered } from '../content/format';
import type { ReportContent } from '../content/report-content';
import { plain } from '../../validation/printable';
import { colorOf, type Page } from './page';
import { paragraph, row } from './table';

/** Every check by its kind, with what was measured, what is tolerated and what a rehearsal found. */
export function checks({ checks: made }: ReportContent, page: Page): string[] {
  if (made === null) return [];
  const { colors, width } = page;
  const title = colors.bold('Checks');
  if (made.groups.length === 0) return [title, `  ${lowered(made.none)}`];
  const widths = widthsOf(made.groups.flatMap(({ rows }) => rows));
  const lines = made.groups.flatMap(({ word, question, rows }) => [
    ...paragraph(`${word}: ${question}`, width - 2, 2).map(colors.dim),
    ...rows.flatMap((check) => checkLines(check, widths, page)),
  ]);
  return [title, ...lines];
}

interface Widths {
  readonly measured: number;
  readonly tolerance: number;
  readonly expected: number;
}

function widthsOf(rows: readonly CheckRow[]): Widths {
  return {
    measured: Math.max(...rows.map(({ measured }) => measured.length)),
    tolerance: Math.min(14, Math.max(...rows.map(({ tolerance }) => tolerance.length))),
    expected: Math.max(...rows.map((check) => expectedText(check).length)),
  };
}

function checkLines(check: CheckRow, widths: Widths, { colors, width }: Page): string[] {
  const used = widths.measured + widths.tolerance + 9 + (widths.expected > 0 ? widths.expected + 2 : 0);
  const style = colorOf(check.verdict, colors);
  return [
    ...row(
      [
        { text: check.symbol, width: 1, style },
        { text: plain(check.name), width: Math.max(20, width - used) },
        { text: check.measured, width: widths.measured, right: true, style },
        { text: plain(check.tolerance), width: widths.tolerance, style: colors.dim },
        { text: expectedText(check), width: widths.expected, style: colors.dim },
      ],
      2,
    ),
    ...paragraph(plain(check.detail), width - 5, 5).map((line) =>
      check.verdict === 'held' ? colors.dim(line) : line,
    ),
  ];
}

function expectedText({ expected }: CheckRow): string {
  return expected === null ? '' : `expected ${expected}`;
}
