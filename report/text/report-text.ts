import type { Journal } from '../../experiment/journal/journal';
import { resumeCommand } from '../content/journal-status';
import { plain } from '../../validation/printable';
import { counted, duration, moment, startOf } from '../content/format';
import { faultName, faultSource, faultWords } from '../content/fault-labels';
import { headline } from '../content/headline';
import { withoutTraceback } from '../../experiment/restore/without-traceback';
import { reasons } from '../content/reasons';
import { checks } from './checks';
import { colorOf, type Colors, type Page } from './page';
import { customers, denied, inEffect, restoration, times, timeline } from './record';
import { paragraph } from './table';
import { preflightOutcome, VERDICTS, WORLDS } from '../content/labels';

export type { Colors } from './page';

/**
 * The report of a game day for a terminal, the verdict last, where the eye is when it ends. Lines stay within the
 * columns of the terminal, and within 110, beyond which they no longer read well.
 */
export function reportText(journal: Journal, colors: Colors, columns: number): string {
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
  const written = parts.map((part) => part(journal, page)).filter((lines) => lines.length > 0);
  return `${written.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading(journal: Journal, { colors, width }: Page): string[] {
  const facts = [
    WORLDS[journal.world].word,
    plain(
      `${faultName(journal.fault)} for ${duration(journal.experiment.faultMinutes * 60)} in ${journal.experiment.region}`,
    ),
    moment(startOf(journal)),
  ].join(' · ');
  return [
    ...paragraph(plain(journal.hypothesis.title), width).map(colors.bold),
    ...paragraph(facts, width).map(colors.dim),
  ];
}

/** What the fault was, and where that was read. */
function fault({ fault: found }: Journal, { colors, width }: Page): string[] {
  const source = faultSource(found);
  return [
    colors.bold('Fault'),
    ...paragraph(plain(faultWords(found)), width - 2, 2),
    ...(source === null ? [] : paragraph(`from ${plain(source)}`, width - 2, 2).map(colors.dim)),
  ];
}

/** Only what did not pass: the command has shown all of them before the start. */
function preflight({ preflight: results }: Journal, { colors, width }: Page): string[] {
  const wrong = results.filter(({ passed }) => passed !== true);
  if (wrong.length === 0) return [];
  const lines = wrong.flatMap((result) => {
    const { symbol, verdict: color } = preflightOutcome(result);
    return [
      `  ${colorOf(color, colors)(symbol)}  ${result.name}${result.forced ? colors.yellow(' (forced)') : ''}`,
      ...paragraph(plain(result.measured), width - 5, 5),
      ...(result.advice === '' ? [] : paragraph(`what to do: ${plain(result.advice)}`, width - 5, 5)),
    ];
  });
  return [
    colors.bold(`Before the start: ${wrong.length} of ${counted(results.length, 'check')} did not pass`),
    ...lines,
  ];
}

function diagnosis({ diagnosis: found }: Journal, { colors, width }: Page): string[] {
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

function verdict(journal: Journal, { colors, width }: Page): string[] {
  const { symbol } = VERDICTS[journal.verdict];
  const { sentences } = reasons(journal);
  const status =
    journal.status === 'completed' ? [] : sentences.slice(0, 1).flatMap((said) => paragraph(said, width));
  const reason =
    journal.reason === undefined
      ? []
      : paragraph(
          plain(withoutTraceback(journal.reason, 'in the journal and the other reports')),
          width - 2,
          2,
        );
  const command = resumeCommand(journal);
  const resume = command === null ? [] : paragraph(`To take it up: ${command}`, width);
  const said = `${symbol} ${headline(journal)}${journal.world === 'rehearsal' ? ' (rehearsal)' : ''}`;
  const before = [...status.map(colors.yellow), ...reason, ...resume];
  return [
    ...before,
    ...(before.length > 0 ? [''] : []),
    ...paragraph(said, width).map((line) => colors.bold(colorOf(journal.verdict, colors)(line))),
  ];
}
