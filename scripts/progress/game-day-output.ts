import type { Command } from 'commander';
import type { Journal } from '../../experiment/journal/journal';
import { reportContent } from '../../report/content/report-content';
import { reportText } from '../../report/text/report-text';
import { colorsFor } from '../command-line/colors';
import { exitCodes } from '../command-line/command-line';
import { OUTPUT_GROUP } from '../command-line/help';
import type { ProgressOptions } from './progress';

/** The options that every command about a game day has. */
export interface OutputOptions extends ProgressOptions {
  /** The folder of the reports. */
  readonly reports: string;
}

const DEFAULT_COLUMNS = 100;

/** Where a game day's hypothesis is looked for. */
export const HYPOTHESIS_FILE = 'hypotheses/region-failure.json';

/** Adds the options of {@link OutputOptions} to a command, after its own. */
export function addOutputOptions(command: Command): Command {
  return command
    .optionsGroup(OUTPUT_GROUP)
    .option('--reports <folder>', 'where the reports go', 'reports')
    .option('--json', 'print the journal as JSON, and nothing else')
    .option('--quiet', 'no progress on standard error')
    .option('--no-color', 'no colours; so does the environment variable NO_COLOR');
}

/**
 * Prints the result on standard output, writes the report, and sets the exit code. A report that cannot be written loses no result.
 * @param write writes the report, and returns its folder
 * @throws Error when the report cannot be written
 */
export function conclude(journal: Journal, options: OutputOptions, write: () => string): void {
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(journal, null, 2)}\n`);
  } else {
    const columns = process.stdout.isTTY ? process.stdout.columns : DEFAULT_COLUMNS;
    process.stdout.write(reportText(reportContent(journal), colorsFor(process.stdout, options), columns));
  }
  const folder = write();
  if (options.json !== true) process.stdout.write(`Report: ${folder}/report.html\n`);
  process.exitCode = exitCodeOf(journal);
}

/** Status first: what was not carried to its end did not answer the question. */
export function exitCodeOf({ status, verdict }: Pick<Journal, 'status' | 'verdict'>): number {
  switch (status) {
    case 'failed':
    case 'running':
      return exitCodes.failure;
    case 'stopped':
    case 'aborted':
      return exitCodes.stopped;
    case 'interrupted':
      return exitCodes.interrupted;
    case 'completed':
      return verdict === 'held' ? exitCodes.success : exitCodes.refuted;
  }
}
