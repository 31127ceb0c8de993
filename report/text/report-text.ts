import type { ReportContent } from '../content/report-content';
import { plain } from '../../validation/printable';
import { counted } from '../content/format';
import { withoutTraceback } from '../../experiment/restore/without-traceback';
import { checks } from './checks';
import { colorOf, type Colors, type Page } from './page';
import { customers, denied, inEffect, restoration, times, timeline } from './record';
import { paragraph } from './table';

export type { Colors } from './page';

/**
 * The report of a game day for a terminal, the verdict last, where the eye is when it ends. Lines stay within the
 * columns of the terminal, and within 110, beyond which they no longer read well.
 */
export function reportText(content: ReportContent, colors: Colors, columns: number): string {
  const page = { colors, width: Math.max(60, Math.min(columns, 110)) };
  const parts = [
    heading,
    fault,
    preflight,
    timeline,
    checks,
    customers,
    inEffect,
    times,
    restoration,
    denied,
    diagnosis,
    verdict,
  ];
  const written = parts.map((part) => part(content, page)).filter((lines) => lines.length > 0);
  return `${written.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading({ summary, journal }: ReportContent, { colors, width }: Page): string[] {
  const facts = [summary.world.word, plain(summary.fault.plan), summary.begun].join(' · ');
  return [
    ...paragraph(plain(journal.hypothesis.title), width).map(colors.bold),
    ...paragraph(facts, width).map(colors.dim),
  ];
}

/** What the fault was, and where that was read. */
function fault({ summary }: ReportContent, { colors, width }: Page): string[] {
  const { description, source } = summary.fault;
  return [
    colors.bold('Fault'),
    ...paragraph(plain(description), width - 2, 2),
    ...(source === null ? [] : paragraph(`from ${plain(source)}`, width - 2, 2).map(colors.dim)),
  ];
}

/** Only what did not pass: the command has shown all of them before the start. */
function preflight({ preflight: results }: ReportContent, { colors, width }: Page): string[] {
  const wrong = results.filter(({ passed }) => !passed);
  if (wrong.length === 0) return [];
  const lines = wrong.flatMap(({ name, symbol, verdict: color, forced, measured, advice }) => [
    `  ${colorOf(color, colors)(symbol)}  ${name}${forced ? colors.yellow(' (forced)') : ''}`,
    ...paragraph(plain(measured), width - 5, 5),
    ...(advice === null ? [] : paragraph(`what to do: ${plain(advice)}`, width - 5, 5)),
  ]);
  return [
    colors.bold(`Before the start: ${wrong.length} of ${counted(results.length, 'check')} did not pass`),
    ...lines,
  ];
}

function diagnosis({ journal: { diagnosis: found } }: ReportContent, { colors, width }: Page): string[] {
  if (found.length === 0) return [];
  const lines = found.flatMap(({ finding, evidence, advice }) => {
    const [first = '', ...rest] = paragraph(plain(finding), width - 5, 5);
    return [
      `  ${colors.yellow('→')}  ${colors.bold(first.trimStart())}`,
      ...rest.map(colors.bold),
      ...paragraph(plain(evidence), width - 5, 5),
      ...(advice === '' ? [] : paragraph(`what to do: ${plain(advice)}`, width - 5, 5)),
    ];
  });
  return [colors.bold('What the evidence points at'), ...lines];
}

function verdict({ summary, reasons, journal }: ReportContent, { colors, width }: Page): string[] {
  const { verdict: came, resumeCommand, headline, world } = summary;
  const status = summary.status.isCompleted
    ? []
    : reasons.sentences.slice(0, 1).flatMap((said) => paragraph(said, width));
  const reason =
    journal.reason === undefined
      ? []
      : paragraph(
          plain(withoutTraceback(journal.reason, 'in the journal and the other reports')),
          width - 2,
          2,
        );
  const resume = resumeCommand === null ? [] : paragraph(`To resume it: ${resumeCommand}`, width);
  const said = `${came.symbol} ${headline}${world.isRehearsal ? ' (rehearsal)' : ''}`;
  const before = [...status.map(colors.yellow), ...reason, ...resume];
  return [
    ...before,
    ...(before.length > 0 ? [''] : []),
    ...paragraph(said, width).map((line) => colors.bold(colorOf(came.color, colors)(line))),
  ];
}
