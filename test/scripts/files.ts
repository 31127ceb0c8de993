import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { labOutputs } from '../experiment/support/lab';

/** A folder of the test file's own, which is taken away at its end. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write: (name: string, content: unknown): string => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
      return path(name);
    },
    /** The names of what a subfolder holds; null where it does not exist. */
    list: (name: string): string[] | null => (existsSync(path(name)) ? readdirSync(path(name)) : null),
  };
}

/** The file of `cdktf deploy --outputs-file`. */
export const cdktfOutputs = (): unknown => ({ 'chaos-lab': labOutputs() });

/** The file of `terraform output -json`. */
export const terraformOutputs = (): unknown =>
  Object.fromEntries(
    Object.entries(labOutputs()).map(([name, value]) => [name, { sensitive: false, type: 'string', value }]),
  );
