import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Makes projects of a few files, with the packages of this one; they are taken away at the end of the test file. */
export function smallProjects(): (files: Readonly<Record<string, string>>) => string {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), 'small-projects-'));
  afterAll(() => rmSync(parent, { recursive: true, force: true }));
  return (files) => {
    const folder = mkdtempSync(join(parent, 'project-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    symlinkSync(realpathSync('node_modules'), join(folder, 'node_modules'));
    return folder;
  };
}
