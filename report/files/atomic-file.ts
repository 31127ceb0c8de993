import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that whoever reads it, at any moment and after any death of this process or its machine, finds the old text or the
 * new one, whole. What a death leaves behind is a hidden file beside it, which the next write replaces.
 * @throws {Error} of the file system
 */
export function writeAtomically(path: string, text: string): void {
  // In the same folder, so that the rename does not cross file systems; one name, so that a thousand deaths leave one file behind.
  const draft = join(dirname(path), `.${basename(path)}.new`);
  try {
    rmSync(draft, { force: true });
    // Made anew, or not at all: what somebody puts in this place meanwhile, such as a link to another file, is not written to.
    const file = openSync(draft, 'wx');
    try {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
