import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly resolved?: string }>>;
}

const lockIn = (folder: string): Lock =>
  JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock;

describe('before `npm run cdktf`', () => {
  const folder = temporaryFolder();
  const script = join(process.cwd(), 'scripts', 'require-cdktf-cli.mjs');
  const checkIn = (cwd: string) =>
    spawnSync(process.execPath, [script], { cwd: folder.path(cwd), encoding: 'utf8' });

  it('one line says what to install, where the command line is missing', () => {
    folder.write('without/package.json', {});
    expect(checkIn('without')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: "cdktf-cli is not installed: `npm ci --prefix cdktf-cli` installs CDKTF's command line\n",
    });
  });

  it('nothing is said where it is there', () => {
    folder.write('with/cdktf-cli/node_modules/cdktf-cli/package.json', {});
    expect(checkIn('with')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});

describe('the lock files', () => {
  it('pin the command line to the version of the library, each in its own', () => {
    const library = lockIn('.').packages['node_modules/cdktf']?.version;
    expect(lockIn('cdktf-cli').packages['node_modules/cdktf-cli']?.version).toBe(library);
    expect(lockIn('.').packages).not.toHaveProperty(['node_modules/cdktf-cli']);
  });

  it.each(['.', 'cdktf-cli'])('name no registry: %s', (folder) => {
    const resolved = Object.values(lockIn(folder).packages).flatMap((entry) => entry.resolved ?? []);
    expect(resolved).toEqual([]);
  });
});
