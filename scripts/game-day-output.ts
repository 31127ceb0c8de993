import { relative } from 'node:path';
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import type { Journal } from '../experiment/journal';
import type { Message, Reporter } from '../experiment/messages';
import { reportText } from '../experiment/report/report-text';
import { writeReport } from '../experiment/report/write-report';
import { exitCodes } from './command-line';

/** The options that every command about a game day has. */
export interface OutputOptions {
  /** Print the journal and nothing else. */
  readonly json?: boolean;
  /** No progress. */
  readonly quiet?: boolean;
  /** False with --no-color. */
  readonly color: boolean;
  /** The folder of the reports. */
  readonly reports: string;
}

/** The options of every command that runs a game day. */
export interface GameDayOptions extends OutputOptions {
  readonly hypothesis: string;
  /** By code or label. */
  readonly region?: string;
}

const DEFAULT_COLUMNS = 100;

/** Adds the options of {@link GameDayOptions} to a command, after its own. */
export function addGameDayOptions(command: Command): Command {
  return command
    .option('--hypothesis <file>', 'what is to be found out', 'hypotheses/region-failure.json')
    .option('--reports <folder>', 'where the report goes', 'reports')
    .option('--json', 'print the journal as JSON, and nothing else')
    .option('--quiet', 'no progress on standard error')
    .option('--no-color', 'no colours');
}

/**
 * Shows a game day's messages on standard error as they come.
 * @param events whether to show every event, or the stages only
 */
export function progress(options: Pick<OutputOptions, 'quiet' | 'json'>, events: boolean): Reporter {
  if (options.quiet === true || options.json === true) return () => undefined;
  return (message) => {
    const line = lineOf(message, events);
    if (line !== null) process.stderr.write(`${line}\n`);
  };
}

/**
 * Prints the result on standard output, writes the report, and sets the exit code. A report that cannot be written loses no result.
 * @throws Error when the report cannot be written
 */
export function conclude(journal: Journal, options: OutputOptions): void {
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(journal, null, 2)}\n`);
  } else {
    const colors = createColors(options.color && wantsColor());
    const columns = process.stdout.isTTY ? process.stdout.columns : DEFAULT_COLUMNS;
    process.stdout.write(reportText(journal, colors, columns));
  }
  const directory = writeReport(journal, options.reports);
  if (options.json !== true)
    process.stdout.write(`Report: ${relative(process.cwd(), directory)}/report.html\n`);
  process.exitCode = exitCodeOf(journal);
}

/** Status first: what was not carried to its end did not answer the question. */
export function exitCodeOf({ status, verdict }: Journal): number {
  switch (status) {
    case 'failed':
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

function lineOf(message: Message, events: boolean): string | null {
  if (message.kind === 'phase') return `${message.phase}: ${message.detail}`;
  if (message.kind === 'event' && events) {
    return `  ${message.entry.at.slice(11, 19)} ${message.entry.event} ${message.entry.detail}`;
  }
  return null;
}

function wantsColor(): boolean {
  const { NO_COLOR, TERM } = process.env;
  return process.stdout.isTTY && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
}
