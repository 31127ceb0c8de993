import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Journal } from '../journal';
import { dashboardSvg } from './dashboard-svg';
import { startOf } from './format';
import { reportHtml } from './report-html';

/**
 * Writes the report of a game day, `journal.json`, `dashboard.svg` and `report.html`, into a directory named after its start and its
 * verdict, such as `2026-11-20T12-00-00Z-held`. The directory appears whole or not at all. The same journal takes the place of its
 * earlier report; a different one of that name, such as a rehearsal with another seed, gets `-2`, `-3` and so on.
 * @returns the directory
 * @throws {Error} when a file cannot be written; nothing is left behind then
 */
export function writeReport(journal: Journal, root: string): string {
  const json = `${JSON.stringify(journal, null, 2)}\n`;
  makeFolder(root);
  // A directory beside the target, so the rename does not cross file systems; hidden, so nobody lists it as a report.
  const workshop = mkdtempSync(join(root, '.report-'));
  try {
    const made = join(workshop, 'new');
    mkdirSync(made);
    writeFileSync(join(made, 'journal.json'), json);
    writeFileSync(join(made, 'dashboard.svg'), dashboardSvg(journal));
    writeFileSync(join(made, 'report.html'), reportHtml(journal));
    const target = freeName(join(root, baseName(journal)), json);
    if (existsSync(target)) renameSync(target, join(workshop, 'old'));
    renameSync(made, target);
    return target;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Node's own `recursive` tries for ever where a parent exists and refuses, as below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(resolve(path)));
  mkdirSync(path);
}

/** `:` is forbidden in file names on Windows and in artifacts of GitHub Actions. */
function baseName(journal: Journal): string {
  const start = startOf(journal);
  const time = start === null ? 'unknown-time' : `${new Date(start).toISOString().slice(0, 19)}Z`;
  return `${time.replaceAll(':', '-')}-${journal.verdict}`;
}

function freeName(base: string, json: string): string {
  let name = base;
  for (let count = 2; existsSync(name) && !holds(name, json); count += 1) name = `${base}-${count}`;
  return name;
}

function holds(directory: string, json: string): boolean {
  const file = join(directory, 'journal.json');
  return existsSync(file) && readFileSync(file, 'utf8') === json;
}
