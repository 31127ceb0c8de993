import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkResumable } from '../../experiment/game-day/resume/resumable';
import { foreignInJournal } from '../../experiment/ownership/foreign-in-journal';
import type { Journal } from '../../experiment/journal/journal';
import { findJournals, readJournal, type FoundJournal } from '../../report/files/read-journal';
import { toUsageError, UsageError } from '../command-line/command-line';

/** So many game days are named where the one that was asked for is not there. */
const MOST_NAMED = 5;

/**
 * The journal of a game day that can be resumed, and that is of one lab: it may come from somebody else, and what it names is called.
 * @param what an experiment's id, a journal's file, or the folder of its report
 * @param reports the folder in which an id is looked for
 * @param now in milliseconds since 1970; null where AWS has not said yet what time it is
 * @throws {UsageError} that says what is there instead, and how the functions are restored without a journal
 */
export function journalOfExperiment(what: string, reports: string, now: number | null): FoundJournal {
  const file = existsSync(what) ? fileAt(what) : fileNamed(what, reports);
  // One reading: what is asked of a journal is asked of the one that is returned.
  const journal = toUsageError(() =>
    readJournal(file, (read) => {
      checkGoesOn(what, read);
      return foreignInJournal(read, now);
    }),
  );
  return { file, journal };
}

function checkGoesOn(what: string, journal: Journal): void {
  if (journal.world !== 'aws') {
    throw new Error(`--resume ${what}: that is a rehearsal; its functions are gone, so rehearse it anew`);
  }
  checkResumable(journal);
}

function fileAt(path: string): string {
  return statSync(path).isDirectory() ? join(path, 'journal.json') : path;
}

function fileNamed(id: string, reports: string): string {
  const unreadable: string[] = [];
  const journals = findJournals(reports, (_file, reason) => unreadable.push(reason)).filter(
    ({ journal }) => journal.world === 'aws',
  );
  const found = journals.find(({ journal }) => journal.experiment.id === id);
  if (found !== undefined) return found.file;
  const named = journals
    .slice(0, MOST_NAMED)
    .map(({ file, journal }) => `${journal.experiment.id ?? 'no experiment'} (${journal.status}) in ${file}`);
  const there = named.length === 0 ? 'it holds no game day on AWS' : `it holds ${named.join(', ')}`;
  throw new UsageError(
    [
      `--resume ${id}: there is no such file, and no game day of that experiment in ${reports}: ${there}`,
      ...unreadable,
      'name another folder with --reports, or restore the functions without a journal: npm run restore',
    ].join('; '),
  );
}
