import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The path of a folder of the test file's own, which is taken away at its end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-lab-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Such a folder, with ways to write and to look into it. */
export function temporaryFolder() {
  const folder = scratchFolder();
  const path = (name: string): string => join(folder, name);
  return {
    path,
    /** Writes a text or bytes as they are, and anything else as JSON; returns the path. */
    write: (name: string, content: unknown): string => {
      const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), isRaw ? content : JSON.stringify(content, null, 2));
      return path(name);
    },
    /** The names of what a subfolder holds; null where it does not exist. */
    list: (name: string): string[] | null => (existsSync(path(name)) ? readdirSync(path(name)) : null),
  };
}
