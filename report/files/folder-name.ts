import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { World } from '../../experiment/journal/journal';

/**
 * The beginning of the name of a report's folder: `2026-11-20T12-00-00Z-aws`. A `:` is forbidden in file names on Windows and in the
 * artifacts of GitHub Actions.
 * @param at a moment in ISO 8601; null where the journal knows none
 * @throws {RangeError} when it is no moment
 */
export function folderName(world: World, at: string | null): string {
  const time = at === null ? 'unknown-time' : `${new Date(at).toISOString().slice(0, 19)}Z`;
  return `${time.replaceAll(':', '-')}-${world}`;
}

/** Makes a folder and those above it. Node's own `recursive` tries for ever where a parent exists and refuses, as below /proc. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(resolve(path)));
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else has just made it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
