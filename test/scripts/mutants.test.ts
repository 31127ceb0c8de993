import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MUTANTS } from '../../scripts/mutants/all';
import { nameOf } from '../../scripts/mutants/mutant';
import { temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
const COMMAND = ['--import', 'tsx', join('scripts', 'mutants.ts')];

/** Runs the command, with an empty folder for what is temporary. */
function mutants(...args: string[]) {
  const scratch = folder.path(`scratch-${args.join('-').replaceAll(/\W/g, '')}`);
  mkdirSync(scratch);
  return { scratch, command: [...COMMAND, ...args], env: { ...process.env, TMPDIR: scratch } };
}

function runMutants(...args: string[]) {
  const { scratch, command, env } = mutants(...args);
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
  return { stdout, stderr, status, copies: copiesIn(scratch) };
}

/** Copies of the project that have been left behind. */
function copiesIn(scratch: string): string[] {
  return (folder.list(scratch.slice(folder.path('').length)) ?? []).filter((name) =>
    name.startsWith('mutants-'),
  );
}

describe('npm run mutants', () => {
  it('lists the mutants, and runs none', () => {
    const { stdout, stderr, status } = runMutants('--list');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout.trimEnd().split('\n')).toEqual(MUTANTS.map(nameOf));
  });

  it('lists those of a pattern, as JSON too', () => {
    const { stdout } = runMutants('--list', '--json', 'SAFETY-NET', 'patience');
    const files = (JSON.parse(stdout) as { file: string }[]).map(({ file }) => file);
    expect(files).toContain('modules/safety-net.ts');
    expect(files).toContain('experiment/aws/retry-policy.ts');
    expect(files).not.toContain('experiment/restore/restore.ts');
  });

  it('answers a pattern that no mutant has in one line, with the likely file', () => {
    const { stdout, stderr, status } = runMutants('experiment/restor.ts');
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toBe(
      'no mutant has "experiment/restor.ts" in its file or description; did you mean "experiment/restore/restore.ts"?\n',
    );
  });

  it('runs the mutants of a file, ends with what became of them, and leaves nothing behind', () => {
    const { stdout, stderr, status, copies } = runMutants('experiment/game-day/overdue.ts');
    expect({ stdout, status, copies }).toEqual({
      stdout: expect.stringMatching(/^2 mutants: 2 killed \(\d+ s\)\n$/) as string,
      status: 0,
      copies: [],
    });
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('running the tests of 2 mutants without any of them');
    expect(lines[2]).toMatch(
      /^1 of 2: killed, .*: experiment\/game-day\/overdue\.ts: takes actions .* by "is an hour longer/,
    );
  });

  it('is interrupted by Ctrl-C, and leaves nothing behind', async () => {
    const { scratch, command, env } = mutants('experiment/');
    const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    while (!stderr.includes('without any of them')) await once(child.stderr, 'data');
    expect(copiesIn(scratch)).toHaveLength(1);

    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];

    expect(code).toBe(130);
    expect(stderr).toMatch(/\ninterrupted after 0 of \d+ mutants\n$/);
    expect(copiesIn(scratch)).toEqual([]);
  });
});
