import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { WantedFile } from './validate-files';

/** Folders that hold nothing that a person wrote. */
const passedOver = ['node_modules', 'cdktf.out', 'coverage'];

/**
 * The files that are meant by paths, in the order of these: a file itself, of a folder all `.yaml`, `.yml` and `.json` below it, by
 * name. Left out are hidden files and folders, links to folders, `node_modules` and `cdktf.out`. A file comes once. Of the optional
 * paths, those that are not there are left out; any other is a file that cannot be read.
 */
export function filesOf(
  paths: readonly string[],
  { optional = [] }: { readonly optional?: readonly string[] } = {},
): WantedFile[] {
  const found = new Map<string, WantedFile>();
  for (const path of paths) {
    if (optional.includes(path) && !existsSync(path)) continue;
    if (!isFolder(path)) found.set(join(path), { path, named: true });
    else for (const file of filesIn(path)) found.set(file.path, found.get(file.path) ?? file);
  }
  return [...found.values()];
}

/** What cannot be looked at is no folder, but a file that cannot be read. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function filesIn(folder: string): WantedFile[] {
  const read = entriesOf(folder);
  // A folder that cannot be read is answered as a file of its name, with the reason.
  if (read === undefined) return [{ path: folder, named: true }];
  const entries = read
    .filter(({ name }) => !name.startsWith('.') && !passedOver.includes(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    // A link may lead to a folder above: only those to files are followed.
    const isFile = entry.isFile() || (entry.isSymbolicLink() && !isFolder(path));
    return isFile && /\.(ya?ml|json)$/.test(entry.name) ? { path, named: false } : [];
  });
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
