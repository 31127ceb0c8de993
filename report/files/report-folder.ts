import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Journal, World } from '../../experiment/journal/journal';
import { messageOf } from '../../experiment/message-of';
import { writeAtomically } from './atomic-file';
import { folderName, makeFolder } from './folder-name';
import { reportContent } from '../content/report-content';
import { reportHtml } from '../html/report-html';
import { DRAWN, JOURNAL_FILE, journalText } from './write-report';

/**
 * The folder of a game day that is under way. It is made, and shown to be writable, before anything starts; from then on it holds a
 * whole journal, and a page that says how far the game day came, whenever its runner dies.
 */
export class ReportFolder {
  private constructor(
    /** Where it is, such as `reports/2026-11-20T12-00-00Z-aws`. */
    readonly path: string,
  ) {}

  /**
   * Makes a new folder, named after the world and the start; `-2`, `-3` and so on where that name is taken.
   * @param reports the folder of all reports; made where it is missing
   * @param startedAt milliseconds since 1970
   * @throws {Error} that names the folder and says what to do, when no file can be written there
   */
  static create(reports: string, world: World, startedAt: number): ReportFolder {
    try {
      makeFolder(reports);
      const base = join(reports, folderName(world, new Date(startedAt).toISOString()));
      const folder = new ReportFolder(makeNew(base));
      folder.tryOut();
      return folder;
    } catch (error) {
      throw unusable(reports, error);
    }
  }

  /**
   * The folder of a journal that is there already: a game day that is resumed goes on where it was written down.
   * @param journalFile as `findJournals` names it
   * @throws {Error} that names the folder, when no file can be written there
   */
  static of(journalFile: string): ReportFolder {
    const folder = new ReportFolder(dirname(journalFile));
    try {
      folder.tryOut();
      return folder;
    } catch (error) {
      throw unusable(folder.path, error);
    }
  }

  /** The journal's file. */
  get journalFile(): string {
    return join(this.path, JOURNAL_FILE);
  }

  /**
   * Writes the journal as it stands now, and a page that shows it; the folder is made again where it was deleted. Each file is replaced as
   * a whole.
   * @throws {Error} when a file cannot be written; the journal is tried first
   */
  saveJournal(journal: Journal): void {
    // Somebody may have tidied up meanwhile.
    mkdirSync(this.path, { recursive: true });
    writeAtomically(this.journalFile, journalText(journal));
    writeAtomically(join(this.path, 'report.html'), reportHtml(reportContent(journal)));
  }

  /**
   * Writes the journal of a game day that is over, and everything that is drawn from it. What cannot be drawn or written keeps nothing
   * else from being written.
   * @throws {Error} that names the files that could not be written, and why
   */
  finish(journal: Journal): void {
    mkdirSync(this.path, { recursive: true });
    const failures: unknown[] = [];
    const attempt = (act: () => void): void => {
      try {
        act();
      } catch (error) {
        failures.push(error);
      }
    };
    const write = (name: string, draw: () => string): void => {
      attempt(() => {
        writeAtomically(join(this.path, name), draw());
      });
    };
    write(JOURNAL_FILE, () => journalText(journal));
    attempt(() => {
      const content = reportContent(journal);
      for (const [name, draw] of Object.entries(DRAWN)) write(name, () => draw(content));
    });
    if (failures.length > 0) {
      const said = failures.map(messageOf).join('; ');
      throw new Error(`the report in ${this.path} is not whole: ${said}`, { cause: failures[0] });
    }
  }

  /** Takes the folder away again where no journal was ever written into it: nothing was started. */
  discard(): void {
    if (existsSync(this.journalFile) || !existsSync(this.path)) return;
    if (readdirSync(this.path).length === 0) rmdirSync(this.path);
  }

  private tryOut(): void {
    const file = join(this.path, '.writable');
    writeAtomically(file, '');
    rmSync(file);
  }
}

function makeNew(base: string): string {
  for (let count = 1; ; count += 1) {
    const path = count === 1 ? base : `${base}-${count}`;
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function unusable(folder: string, error: unknown): Error {
  return new Error(
    `no report can be written into ${folder}: ${messageOf(error)}: name a folder that can be written to (--reports)`,
    { cause: error },
  );
}
