import type { ReportContent } from '../content/report-content';
import { moment } from '../content/format';
import { markdown, markdownCode, markdownRow } from './escape';

/** A list is shown up to so many entries; the page has the others. */
const MOST_SHOWN = 10;

/**
 * The report of a game day as GitHub's Markdown, for a comment on a pull request or a job's summary: what a reviewer needs, without links,
 * and short. Whatever the journal says stays text.
 */
export function reportMarkdown(content: ReportContent): string {
  const parts = [
    ...heading(content),
    ...why(content),
    ...diagnosis(content),
    ...checks(content),
    ...times(content),
    ...customers(content),
    ...inEffect(content),
    restoration(content),
    ...denied(content),
    origin(content),
  ];
  return `${parts.join('\n\n')}\n`;
}

function heading({ summary, journal }: ReportContent): string[] {
  const { outcome, world, headline, story, resumeCommand } = summary;
  return [
    `## Game day ${outcome}: ${markdown(journal.experiment.region)} (${world.word})`,
    `**${markdown(headline)}.** ${markdown(story)}`.trim(),
    `> ${markdown(journal.hypothesis.title)}`,
    faultLine(summary),
    ...(resumeCommand === null
      ? []
      : [
          `This is what was known at ${moment(journal.writtenAt)}. To resume it: ${markdownCode(resumeCommand)}`,
        ]),
  ];
}

function faultLine({ fault: { description, source } }: ReportContent['summary']): string {
  return `**Fault:** ${markdown(description)}${source === null ? '' : ` (from ${markdown(source)})`}.`;
}

function why({ reasons, journal }: ReportContent): string[] {
  const said = [...reasons.sentences, ...(journal.reason === undefined ? [] : [journal.reason])];
  const items = [
    ...reasons.refused.map(({ symbol, name, measured, advice }) => {
      const advised = advice === null ? '' : `. *What to do:* ${markdown(advice)}`;
      return `${symbol} **${markdown(name)}**: ${markdown(measured)}${advised}`;
    }),
    ...reasons.checks.map(
      ({ symbol, name, detail }) => `${symbol} **${markdown(name)}**: ${markdown(detail)}`,
    ),
  ];
  return [...said.map(markdown), ...list(items)];
}

function diagnosis({ journal: { diagnosis: found } }: ReportContent): string[] {
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

function checks({ checks: made }: ReportContent): string[] {
  if (made === null || made.groups.length === 0) return [];
  const beside = made.expectedFrom !== null;
  return [
    '### Checks',
    table(
      ['', 'Check', 'Measured', 'Tolerance', ...(beside ? ['Expected'] : [])],
      [':-:', '---', '--:', '--:', ...(beside ? ['--:'] : [])],
      made.groups
        .flatMap(({ rows }) => rows)
        .map(({ symbol, name, measured, tolerance, expected }) => [
          symbol,
          ...[name, measured, tolerance].map(markdown),
          ...(beside ? [markdown(expected ?? '–')] : []),
        ]),
    ),
  ];
}

function times({ summary, moments }: ReportContent): string[] {
  if (summary.fault.startedAt === null) return [];
  const rows = moments.map(({ label, meaning, at, time, sinceStart, after }) => [
    at === null ? `**${label}**` : label,
    time,
    sinceStart,
    after === null ? meaning : `${after}: ${meaning}`,
  ]);
  return ['### Times', table(['Moment', 'UTC', 'Since start', ''], ['---', '--:', '--:', '---'], rows)];
}

function customers({ customers: sent }: ReportContent): string[] {
  if (sent === null || sent.rows.length === 0) return [];
  const { rows, hasExpected } = sent;
  return [
    '### Customers',
    table(
      ['Customers in', 'Requests', 'Failed', 'Share', ...(hasExpected ? ['Expected'] : [])],
      ['---', '--:', '--:', '--:', ...(hasExpected ? ['--:'] : [])],
      rows.map(({ region, isFailedRegion, requests, failed, share, expected }) => [
        `${markdown(region)}${isFailedRegion ? ' (the failed region)' : ''}`,
        requests,
        failed,
        markdown(share),
        ...(hasExpected ? [markdown(expected ?? '–')] : []),
      ]),
    ),
  ];
}

function inEffect({ inEffect: found }: ReportContent): string[] {
  if (found === null) return [];
  if (found.rows.length === 0) return [`**In effect:** ${markdown(found.none)}`];
  const rows = found.rows.map(({ symbol, functionName, word, struck, errors, longest }) =>
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
      found.rows
        .filter(({ verdict }) => verdict !== 'held')
        .map(({ functionName, detail }) => `**${markdown(functionName)}**: ${markdown(detail)}`),
    ),
  ];
}

function restoration({ restoration: found }: ReportContent): string {
  const { symbol, word, sentence, verdict, command, differences } = found;
  const said = `**Restoration:** ${verdict === null ? '' : `${symbol} ${word}. `}${sentence}`;
  return [
    command === null ? said : `${said} To restore the functions: ${markdownCode(command)}`,
    ...list(shownOf(differences)),
  ].join('\n\n');
}

function denied({ denied: calls }: ReportContent): string[] {
  if (calls === null) return [];
  return [`### ${calls.heading}`, ...list(shownOf(calls.sentences))];
}

/** The first ones, and how many there are more. */
function shownOf(sentences: readonly string[]): string[] {
  const shown = sentences.slice(0, MOST_SHOWN).map(markdown);
  const left = sentences.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])];
}

function origin({ summary, journal: { experiment } }: ReportContent): string {
  const id =
    experiment.id === null
      ? ''
      : ` Experiment ${markdownCode(experiment.id)}, template ${markdownCode(experiment.templateId)}.`;
  return `*${summary.world.meaning}*${id} ${summary.wasStarted ? 'Started' : 'As of'} ${summary.begun}.`;
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
