import { Option, type Command } from 'commander';
import { wrap } from '../../validation/messages/wrap';

/** What stands below a command's options. */
export interface HelpAfter {
  /** Paragraphs, in one line each: they are broken here. */
  readonly notes?: readonly string[];
  /** What each exit code means. */
  readonly exitCodes: Readonly<Record<number, string>>;
  /** Command lines, one of them a line. */
  readonly examples: readonly string[];
}

/** Longer lines are hard to read. */
const MOST_COLUMNS = 100;

/** The columns of what is no terminal. */
const USUAL_COLUMNS = 80;

/** A column for the codes, as wide as the longest and the blanks around it. */
const CODE_COLUMNS = 7;

/** The heading of the options that every command has. */
export const OUTPUT_GROUP = 'Output:';

/** Adds notes, exit codes and examples below a command's options. */
export function addHelpAfter(command: Command, { notes = [], exitCodes, examples }: HelpAfter): Command {
  command.addHelpOption(new Option('-h, --help', 'show this help').helpGroup(OUTPUT_GROUP));
  return command.addHelpText('after', () => {
    const columns = helpColumns();
    const codes = Object.entries(exitCodes).flatMap(([code, meaning]) =>
      wrap(meaning, columns - CODE_COLUMNS).map(
        (line, index) => `  ${index === 0 ? code : ''}`.padEnd(CODE_COLUMNS) + line,
      ),
    );
    return [
      ...notes.flatMap((note) => ['', ...wrap(note, columns)]),
      ...['', 'Exit codes:', ...codes],
      ...['', 'Examples:', ...examples.map((example) => `  ${example}`)],
    ].join('\n');
  });
}

/** How wide a command's help is, in characters. */
export function helpColumns(): number {
  return process.stdout.isTTY ? Math.min(process.stdout.columns, MOST_COLUMNS) : USUAL_COLUMNS;
}
