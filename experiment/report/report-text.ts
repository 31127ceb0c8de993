import type { createColors } from 'picocolors';
import type { CheckResult, Journal } from '../journal';
import { plain } from './escape';
import {
  duration,
  failedShare,
  KINDS,
  measuredValue,
  moment,
  offset,
  outcome,
  startOf,
  STATUSES,
  VERDICTS,
  WORLDS,
} from './format';
import { moments } from './moments';
import { paragraph, row } from './text-table';

/** What picocolors makes: functions that colour a text, or leave it as it is. */
export type Colors = ReturnType<typeof createColors>;

/**
 * The report of a game day for a terminal, the verdict last, where the eye is when it ends. Lines stay within the
 * columns of the terminal, and within 110, beyond which they no longer read well.
 */
export function reportText(journal: Journal, colors: Colors, columns: number): string {
  const width = Math.max(60, Math.min(columns, 110));
  const parts = [
    heading(journal, colors, width),
    timeline(journal, colors, width),
    checks(journal, colors, width),
    customers(journal, colors),
    times(journal, colors, width),
    restoration(journal, colors, width),
    verdict(journal, colors, width),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading(journal: Journal, colors: Colors, width: number): string[] {
  const start = startOf(journal);
  const facts = [
    WORLDS[journal.world].word,
    `${journal.experiment.region} fails for ${duration(journal.experiment.faultMinutes * 60)}`,
    ...(start === null ? [] : [moment(start)]),
  ].join(' · ');
  return [
    ...paragraph(plain(journal.hypothesis.title), width).map(colors.bold),
    ...paragraph(facts, width).map(colors.dim),
  ];
}

function timeline(journal: Journal, colors: Colors, width: number): string[] {
  const start = startOf(journal);
  if (start === null) return [colors.bold('Timeline'), '  nothing was recorded'];
  const name = Math.min(24, Math.max(0, ...journal.timeline.map(({ event }) => event.length)));
  const entries = journal.timeline.flatMap(({ at, event, detail }) =>
    row(
      [
        { text: offset(at, start), width: 6, style: colors.dim },
        { text: plain(event), width: name, style: colors.cyan },
        { text: plain(detail), width: width - name - 12 },
      ],
      2,
    ),
  );
  return [colors.bold('Timeline'), ...entries];
}

function checks(journal: Journal, colors: Colors, width: number): string[] {
  const title = colors.bold('Checks');
  if (journal.checks.length === 0) return [title, '  no check was made'];
  const measured = Math.max(...journal.checks.map((check) => measuredValue(check).length));
  const tolerance = Math.min(14, Math.max(...journal.checks.map((check) => check.tolerance.length)));
  const kinds = [...new Set(journal.checks.map(({ kind }) => kind))];
  const lines = kinds.flatMap((kind) => [
    ...paragraph(`${KINDS[kind].word}: ${KINDS[kind].question}`, width - 2, 2).map(colors.dim),
    ...journal.checks
      .filter((check) => check.kind === kind)
      .flatMap((check) => [
        ...row(
          [
            { text: outcome(check).symbol, width: 1, style: styleOf(check, colors) },
            { text: plain(check.name), width: width - measured - tolerance - 9 },
            { text: measuredValue(check), width: measured, right: true, style: styleOf(check, colors) },
            { text: plain(check.tolerance), width: tolerance, style: colors.dim },
          ],
          2,
        ),
        ...paragraph(plain(check.detail), width - 5, 5).map((line) =>
          check.held === true ? colors.dim(line) : line,
        ),
      ]),
  ]);
  return [title, ...lines];
}

function customers(journal: Journal, colors: Colors): string[] {
  const entries = Object.entries(journal.customers);
  if (entries.length === 0) return [colors.bold('Customers'), '  no request of any customer was counted'];
  const name = Math.max(...entries.map(([region]) => region.length));
  const lines = entries.flatMap(([region, count]) => [
    ...row(
      [
        { text: plain(region), width: name },
        { text: `${count.requests} requests`, width: 16, right: true },
        {
          text: `${count.failed} failed`,
          width: 14,
          right: true,
          style: count.failed > 0 ? colors.red : undefined,
        },
        { text: failedShare(count), width: 8, right: true },
        {
          text: region === journal.experiment.region ? 'the failed region' : '',
          width: 20,
          style: colors.dim,
        },
      ],
      2,
    ),
  ]);
  return [colors.bold('Customers'), ...lines];
}

function times(journal: Journal, colors: Colors, width: number): string[] {
  const start = startOf(journal);
  const lines = moments(journal).flatMap(({ label, meaning, at, after }) =>
    row(
      [
        { text: label, width: 17, style: at === null ? colors.yellow : undefined },
        { text: at === null || start === null ? '–' : offset(at, start), width: 7, right: true },
        {
          text: at === null ? `${meaning}: not seen` : [after, meaning].filter(Boolean).join(': '),
          width: width - 30,
          style: colors.dim,
        },
      ],
      2,
    ),
  );
  return [colors.bold('Times'), ...lines];
}

function restoration(journal: Journal, colors: Colors, width: number): string[] {
  const { proven, differences } = journal.restored;
  return [
    colors.bold('Restoration'),
    proven
      ? `  ${colors.green('✓')}  proven: every target equals its snapshot from before the experiment`
      : `  ${colors.red('✗')}  not proven`,
    ...differences.flatMap((difference) => paragraph(plain(difference), width - 5, 5)),
  ];
}

function verdict(journal: Journal, colors: Colors, width: number): string[] {
  const { symbol, word, because } = VERDICTS[journal.verdict];
  const color = { held: colors.green, refuted: colors.red, inconclusive: colors.yellow }[journal.verdict];
  const status = journal.status === 'completed' ? [] : paragraph(STATUSES[journal.status], width);
  const reason = journal.reason === undefined ? [] : paragraph(plain(journal.reason), width - 2, 2);
  const world = journal.world === 'rehearsal' ? ' (rehearsal)' : '';
  const start = `${symbol} ${word}${world}: `;
  const [first = '', ...rest] = paragraph(`${start}${because}`, width);
  return [
    ...status.map(colors.yellow),
    ...reason,
    ...(status.length + reason.length > 0 ? [''] : []),
    colors.bold(color(start.trimEnd())) + first.slice(start.trimEnd().length),
    ...rest,
  ];
}

function styleOf(check: CheckResult, colors: Colors): (text: string) => string {
  if (check.held === null) return colors.yellow;
  return check.held ? colors.green : colors.red;
}
