import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../experiment/journal/journal';
import type { Problem } from '../../validation/findings/rule';
import { printable } from '../../validation/printable';
import { jsonSyntaxError } from '../../validation/files/json-syntax';
import { journalProblems, lineOf, moreWords, problemWords } from '../../experiment/journal/journal-problems';
import { messageOf } from '../../experiment/message-of';
import { JOURNAL_FILE } from './write-report';

/** A journal and the file that it was read from. */
export interface FoundJournal {
  readonly file: string;
  readonly journal: Journal;
}

/**
 * Reads a journal from its file.
 * @param furtherProblems what else may be wrong with a journal that is one
 * @throws {Error} that names the file and the first line that is wrong, says why, and what would be right
 */
export function readJournal(
  file: string,
  furtherProblems: (journal: Journal) => readonly Problem[] = () => [],
): Journal {
  const text = read(file);
  const value: unknown = parsed(file, text);
  const problems = journalProblems(value);
  const [first, ...others] = problems.length > 0 ? problems : furtherProblems(value as Journal);
  if (first === undefined) return value as Journal;
  const where = `${printable(file)}:${lineOf(text, first.path)}`;
  throw new Error(`${where} is no journal of this lab: ${problemWords(first)}${moreWords(others.length)}`);
}

/**
 * All journals below a folder of reports, the last written first. A folder that is missing has none.
 * @param skipped is told of each journal that cannot be read, and why
 */
export function findJournals(
  reports: string,
  skipped: (file: string, reason: string) => void = () => undefined,
): FoundJournal[] {
  const folders = existsSync(reports) ? readdirSync(reports, { withFileTypes: true }) : [];
  return (
    folders
      // Hidden folders are reports in the making.
      .filter((entry) => !entry.name.startsWith('.'))
      .map(({ name }) => join(reports, name, JOURNAL_FILE))
      .filter((file) => existsSync(file))
      // A rehearsal's own time is virtual: what was last is for the file to say.
      .map((file) => ({ file, writtenMs: statSync(file).mtimeMs }))
      .sort((one, other) => other.writtenMs - one.writtenMs || (one.file < other.file ? 1 : -1))
      .flatMap(({ file }) => {
        try {
          return [{ file, journal: readJournal(file) }];
        } catch (error) {
          skipped(file, messageOf(error));
          return [];
        }
      })
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read as a journal: ${messageOf(error)}`, { cause: error });
  }
}

function parsed(file: string, text: string): unknown {
  const error = jsonSyntaxError(text);
  if (error === undefined) return JSON.parse(text);
  const line = text.slice(0, error.offset).split('\n').length;
  throw new Error(`${file}:${line} cannot be read as a journal: it is not JSON: ${error.message}`);
}
