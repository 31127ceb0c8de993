import type { Colors } from 'picocolors/types';
import { type Finding, formatText } from '../findings/finding';
import { printable } from '../printable';
import type { ValidatedFile, Validation } from '../validate-files';
import { shellCommands } from './commands';
import { excerpt } from './excerpt';

/** How the findings are shown. */
export interface PeopleOptions {
  readonly colors: Colors;
  /** Nothing but the findings: no files that are well, no summary. */
  readonly quiet: boolean;
}

/**
 * What came of the files as text for a terminal, each finding with the line that it is about and a mark below its place; empty where
 * there is nothing to say.
 */
export function forPeople({ files, skipped }: Validation, { colors, quiet }: PeopleOptions): string {
  const blocks = files.flatMap((file) => {
    if (file.findings.length === 0) return quiet ? [] : `${printable(file.file)}: ok, ${file.kind ?? ''}\n`;
    return file.findings.map((finding) => block(finding, file, colors));
  });
  return blocks.join('') + (quiet ? '' : summary({ files, skipped }));
}

function block(finding: Finding, { text }: ValidatedFile, colors: Colors): string {
  const { file, line, column, severity } = finding;
  const shownSeverity = severity === 'error' ? colors.red('error') : colors.yellow('warning');
  const head = `${colors.bold(`${printable(file)}:${line}:${column}`)}: ${shownSeverity}: ${formatText(finding)}\n`;
  return head + colors.dim(excerpt(text, line, column));
}

function summary({ files, skipped }: Validation): string {
  const findings = files.flatMap((file) => file.findings);
  const passedOver = skipped === 0 ? '' : `; ${count(skipped, 'file')} of other kinds passed over`;
  const [first] = findings;
  if (first === undefined) return `${count(files.length, 'file')} without a finding${passedOver}\n`;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(errors < findings.length ? [count(findings.length - errors, 'warning')] : []),
  ];
  const guilty = files.filter((file) => file.findings.length > 0).length;
  return (
    `\n${parts.join(' and ')} in ${guilty} of ${count(files.length, 'file')}${passedOver}\n` +
    `what a code means: ${shellCommands.explain(first.code)}\n`
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
