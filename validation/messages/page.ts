import { catalogue, type Chapter } from '../findings/catalogue';
import type { Rule } from '../findings/rule';
import { sources } from '../findings/sources';
import { shellCommands } from './commands';

/** The text of `docs/validation.md`: every rule, from the same data as `validate --explain`. */
export function validationPage(): string {
  return `<!-- prettier-ignore-start -->
<!-- Made by: ${shellCommands.page} -->

# What validation finds

\`npm run validate\` reads SSM Automation documents, FIS experiment templates, hypotheses and lab configurations, yours as well as the
lab's, and says what is wrong with them: file, line and column, the value, what would be right, and the code of the rule.

\`\`\`sh
npm run validate                                   # the lab's own files
npm run validate -- game-days/ other/template.json # files and folders; each file's kind is told by its content
npm run --silent validate -- --json                # for programs
npm run --silent validate -- --format github       # annotations in a pull request
${shellCommands.explain('SSM102')}              # a rule, with a wrong and a right example
\`\`\`

An **error** is something that AWS or the lab refuses, or that cannot work: exit code 2. A **warning** is something that AWS takes and
that goes wrong on the day: exit code 0. The synthesis uses the same checks and embeds nothing that has an error; warnings are shown
by \`validate\` only.

${catalogue.map(table).join('\n')}
${catalogue.map(chapter).join('\n')}
<!-- prettier-ignore-end -->
`;
}

function table({ title, rules }: Chapter): string {
  const rows = rules.map(
    ({ code, severity, title: what }) => `| [${code}](#${code.toLowerCase()}) | ${severity} | ${what} |\n`,
  );
  return `**${heading(title)}**\n\n| code | | what |\n| --- | --- | --- |\n${rows.join('')}`;
}

function chapter({ title, rules }: Chapter): string {
  return `## ${heading(title)}\n\n${rules.map(section).join('\n')}`;
}

function section({ code, severity, title, explanation, examples, source }: Rule): string {
  const { language, wrong, right } = examples;
  const page = sources[source];
  const link = page.startsWith('https://') ? page : `[${page}](../${page})`;
  return `### ${code}

${severity}: ${title}

${explanation}

Wrong:

${fenced(language, wrong)}

Right:

${fenced(language, right)}

Source: ${link}
`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function heading(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
