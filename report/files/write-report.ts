import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../experiment/journal/journal';
import { dashboardSvg } from '../chart/dashboard-svg';
import { folderName, makeFolder } from './folder-name';
import { reportContent, type ReportContent } from '../content/report-content';
import { reportHtml } from '../html/report-html';
import { reportMarkdown } from '../markdown/report-markdown';

/** The name of the journal in a report's folder. */
export const JOURNAL_FILE = 'journal.json';

/** What is drawn for a report, by the name of the file. */
export const DRAWN: Readonly<Record<string, (content: ReportContent) => string>> = {
  'report.html': reportHtml,
  'report.md': reportMarkdown,
  'dashboard.svg': dashboardSvg,
};

/**
 * Writes the report of a game day that is over, `journal.json` and all that is drawn from it, into a folder named after its start, its
 * world and its verdict, such as `2026-11-20T12-00-00Z-rehearsal-held`. The folder appears whole or not at all. The same journal takes
 * the place of its earlier report; a different one of that name, such as a rehearsal with another seed, gets `-2`, `-3` and so on.
 * @returns the folder
 * @throws {Error} that names the folder, when a file cannot be written; nothing is left behind then
 */
export function writeReport(journal: Journal, root: string): string {
  try {
    return written(journal, root);
  } catch (error) {
    // Errors of the file system name the call that failed; any other is one of the program.
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    const words = `the report could not be written into ${root}, and the result stands above alone: ${message}`;
    throw new Error(words, { cause: error });
  }
}

function written(journal: Journal, root: string): string {
  const json = journalText(journal);
  makeFolder(root);
  // A folder beside the target, so the rename does not cross file systems; hidden, so nobody lists it as a report.
  const workshop = mkdtempSync(join(root, '.report-'));
  try {
    const made = join(workshop, 'new');
    mkdirSync(made);
    writeFileSync(join(made, JOURNAL_FILE), json);
    const content = reportContent(journal);
    for (const [name, draw] of Object.entries(DRAWN)) writeFileSync(join(made, name), draw(content));
    const base = `${folderName(journal.world, journal.times.begunAt)}-${journal.verdict}`;
    const target = freeName(join(root, base), json);
    if (existsSync(target)) renameSync(target, join(workshop, 'old'));
    renameSync(made, target);
    return target;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** A journal as it stands in its file. */
export function journalText(journal: Journal): string {
  return `${JSON.stringify(journal, null, 2)}\n`;
}

function freeName(base: string, json: string): string {
  let name = base;
  for (let count = 2; existsSync(name) && !holds(name, json); count += 1) name = `${base}-${count}`;
  return name;
}

function holds(folder: string, json: string): boolean {
  const file = join(folder, JOURNAL_FILE);
  return existsSync(file) && readFileSync(file, 'utf8') === json;
}
