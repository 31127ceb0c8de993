import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

/** Writes a zip with those files, by name, and returns its path. */
export function writeArchive(folder: string, name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  const entries = Object.entries(files).map(([file, text]) => [file, strToU8(text)] as const);
  writeFileSync(path, zipSync(Object.fromEntries(entries), { mtime: '2026-01-01' }));
  return path;
}
