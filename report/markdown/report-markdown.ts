import type { Journal } from '../../experiment/journal/journal';
import { checkValues } from '../content/check-values';
import { deniedWords } from '../content/denied';
import {
  faultStart,
  isRunning,
  restorationWords,
  resumeCommand,
  wasStarted,
} from '../content/journal-status';
import { failedShare, grouped, moment, offset, startOf, timeOfDay } from '../content/format';
import { faultSource, faultWords } from '../content/fault-labels';
import { headline, story } from '../content/headline';
import { inEffectWords } from '../content/in-effect-labels';
import { markdown, markdownCode, markdownRow } from './escape';
import { moments } from '../content/milestones';
import { reasons } from '../content/reasons';
import { outcome, preflightOutcome, STATUSES, VERDICTS, WORLDS } from '../content/labels';

/** A list is shown up to so many entries; the page has the others. */
const MOST_SHOWN = 10;

/**
 * The report of a game day as GitHub's Markdown, for a comment on a pull request or a job's summary: what a reviewer needs, without links,
 * and short. Whatever the journal says stays text.
 */
export function reportMarkdown(journal: Journal): string {
  const parts = [
    ...heading(journal),
    ...why(journal),
    ...diagnosis(journal),
    ...checks(journal),
    ...times(journal),
    ...customers(journal),
    ...inEffect(journal),
    restoration(journal),
    ...denied(journal),
    origin(journal),
  ];
  return `${parts.join('\n\n')}\n`;
}

function heading(journal: Journal): string[] {
  const { verdict, world, status, experiment, writtenAt } = journal;
  const { symbol, word } = VERDICTS[verdict];
  const came = isRunning(journal) || !wasStarted(journal) ? STATUSES[status].word : `${symbol} ${word}`;
  const command = resumeCommand(journal);
  return [
    `## Game day ${came}: ${markdown(experiment.region)} (${WORLDS[world].word})`,
    `**${markdown(headline(journal))}.** ${markdown(story(journal).join(' '))}`.trim(),
    `> ${markdown(journal.hypothesis.title)}`,
    faultLine(journal),
    ...(command === null
      ? []
      : [`This is what was known at ${moment(writtenAt)}. To take it up: ${markdownCode(command)}`]),
  ];
}

function faultLine({ fault }: Journal): string {
  const source = faultSource(fault);
  return `**Fault:** ${markdown(faultWords(fault))}${source === null ? '' : ` (from ${markdown(source)})`}.`;
}

function why(journal: Journal): string[] {
  const found = reasons(journal);
  const said = [...found.sentences, ...(journal.reason === undefined ? [] : [journal.reason])];
  const items = [
    ...found.refused.map((result) => {
      const advice = result.advice === '' ? '' : `. *What to do:* ${markdown(result.advice)}`;
      return `${preflightOutcome(result).symbol} **${markdown(result.name)}**: ${markdown(result.measured)}${advice}`;
    }),
    ...found.checks.map(
      (check) => `${outcome(check).symbol} **${markdown(check.name)}**: ${markdown(check.detail)}`,
    ),
  ];
  return [...said.map(markdown), ...list(items)];
}

function diagnosis({ diagnosis: found }: Journal): string[] {
  if (found.length === 0) return [];
  const items = found.map(({ finding, evidence, advice }) =>
    [
      `**${markdown(finding)}**`,
      markdown(evidence),
      ...(advice === '' ? [] : [`*What to do:* ${markdown(advice)}`]),
    ].join('<br>'),
  );
  return ['### What the evidence points at', ...list(items)];
}

function checks(journal: Journal): string[] {
  if (journal.checks.length === 0) return [];
  const beside = journal.expected !== null;
  return [
    '### Checks',
    table(
      ['', 'Check', 'Measured', 'Tolerance', ...(beside ? ['Expected'] : [])],
      [':-:', '---', '--:', '--:', ...(beside ? ['--:'] : [])],
      journal.checks.map((check) => {
        const { measured, tolerance, expected } = checkValues(check, journal);
        return [
          outcome(check).symbol,
          markdown(check.name),
          markdown(measured),
          markdown(tolerance),
          ...(beside ? [markdown(expected ?? '–')] : []),
        ];
      }),
    ),
  ];
}

function times(journal: Journal): string[] {
  if (faultStart(journal) === null) return [];
  const start = startOf(journal);
  const rows = moments(journal).map(({ label, meaning, at, after }) =>
    at === null
      ? [`**${label}**`, '–', '–', meaning]
      : [label, timeOfDay(at), offset(at, start), after === null ? meaning : `${after}: ${meaning}`],
  );
  return ['### Times', table(['Moment', 'UTC', 'Since start', ''], ['---', '--:', '--:', '---'], rows)];
}

function customers(journal: Journal): string[] {
  const entries = Object.entries(journal.customers).filter(([, { requests }]) => requests > 0);
  if (entries.length === 0) return [];
  const expected = journal.expected === null ? null : new Map(Object.entries(journal.expected.customers));
  return [
    '### Customers',
    table(
      ['Customers in', 'Requests', 'Failed', 'Share', ...(expected === null ? [] : ['Expected'])],
      ['---', '--:', '--:', '--:', ...(expected === null ? [] : ['--:'])],
      entries.map(([region, count]) => {
        const rehearsed = expected?.get(region);
        return [
          `${markdown(region)}${region === journal.experiment.region ? ' (the failed region)' : ''}`,
          grouped(count.requests),
          grouped(count.failed),
          markdown(failedShare(count)),
          ...(expected === null ? [] : [rehearsed === undefined ? '–' : markdown(failedShare(rehearsed))]),
        ];
      }),
    ),
  ];
}

function inEffect(journal: Journal): string[] {
  const words = inEffectWords(journal);
  if (words === null) return [];
  if (words.sentence !== null) return [`**In effect:** ${markdown(words.sentence)}`];
  const rows = words.rows.map(({ symbol, functionName, word, struck, errors, longest }) =>
    [symbol, functionName, word, struck, errors, longest].map(markdown),
  );
  return [
    '### In effect',
    table(
      ['', 'Function', 'Effect', 'Struck', 'Errors', 'Longest'],
      [':-:', '---', '---', '--:', '--:', '--:'],
      rows,
    ),
    ...list(
      words.rows
        .filter(({ verdict }) => verdict !== 'held')
        .map(({ functionName, detail }) => `**${markdown(functionName)}**: ${markdown(detail)}`),
    ),
  ];
}

function restoration(journal: Journal): string {
  const { symbol, word, sentence, verdict, command } = restorationWords(journal);
  const said = `**Restoration:** ${verdict === null ? '' : `${symbol} ${word}. `}${sentence}`;
  return [
    command === null ? said : `${said} To restore the functions: ${markdownCode(command)}`,
    ...list(shownOf(journal.restored.differences)),
  ].join('\n\n');
}

function denied(journal: Journal): string[] {
  const said = deniedWords(journal);
  if (said === null) return [];
  return [`### ${said.heading}`, ...list(shownOf(said.sentences))];
}

/** The first ones, and how many there are more. */
function shownOf(sentences: readonly string[]): string[] {
  const shown = sentences.slice(0, MOST_SHOWN).map(markdown);
  const left = sentences.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])];
}

function origin(journal: Journal): string {
  const { world, experiment } = journal;
  const id =
    experiment.id === null
      ? ''
      : ` Experiment ${markdownCode(experiment.id)}, template ${markdownCode(experiment.templateId)}.`;
  return `*${WORLDS[world].meaning}*${id} Begun ${moment(startOf(journal))}.`;
}

function table(
  titles: readonly string[],
  rules: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [titles, rules, ...rows].map(markdownRow).join('\n');
}

function list(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [items.map((item) => `- ${item}`).join('\n')];
}
