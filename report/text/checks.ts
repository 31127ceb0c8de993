import type { Journal } from '../../experiment/journal/journal';
import { checkValues } from '../content/check-values';
import { isRunning } from '../content/journal-status';
import { plain } from '../../validation/printable';
import { colorOf, type Page } from './page';
import { paragraph, row } from './table';
import { KINDS, outcome } from '../content/labels';

/** Every check by its kind, with what was measured, what is tolerated and what a rehearsal found. */
export function checks(journal: Journal, { colors, width }: Page): string[] {
  const title = colors.bold('Checks');
  if (journal.checks.length === 0) {
    return [title, isRunning(journal) ? '  no check had been made yet' : '  no check was made'];
  }
  const values = journal.checks.map((check) => ({ check, ...checkValues(check, journal) }));
  const measuredWidth = Math.max(...values.map(({ measured }) => measured.length));
  const toleranceWidth = Math.min(14, Math.max(...values.map(({ tolerance }) => tolerance.length)));
  const rehearsed = values.map(({ expected }) => (expected === null ? '' : `expected ${expected}`));
  const expectedWidth = Math.max(...rehearsed.map((text) => text.length));
  const used = measuredWidth + toleranceWidth + 9 + (expectedWidth > 0 ? expectedWidth + 2 : 0);
  const kinds = [...new Set(journal.checks.map(({ kind }) => kind))];
  const lines = kinds.flatMap((kind) => [
    ...paragraph(`${KINDS[kind].word}: ${KINDS[kind].question}`, width - 2, 2).map(colors.dim),
    ...values.flatMap(({ check, measured, tolerance }, index) =>
      check.kind !== kind
        ? []
        : [
            ...row(
              [
                { text: outcome(check).symbol, width: 1, style: colorOf(outcome(check).verdict, colors) },
                { text: plain(check.name), width: Math.max(20, width - used) },
                {
                  text: measured,
                  width: measuredWidth,
                  right: true,
                  style: colorOf(outcome(check).verdict, colors),
                },
                { text: plain(tolerance), width: toleranceWidth, style: colors.dim },
                { text: rehearsed[index] ?? '', width: expectedWidth, style: colors.dim },
              ],
              2,
            ),
            ...paragraph(plain(check.detail), width - 5, 5).map((line) =>
              check.held === true ? colors.dim(line) : line,
            ),
          ],
    ),
  ]);
  return [title, ...lines];
}
