import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../support/temporary-folder';
import { copyProject, keptIn } from './project-copy';

const project = copyProject(join(scratchFolder(), 'project'));
const cache = join(project, 'node_modules', '.cache');

/** The hash of its journal, or what it says instead of one. */
function rehearsal(): string {
  const args = ['startup/start.js', 'scripts/rehearse.ts', '--json', '--seed', '3', '--reports', 'reports'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return createHash('sha256').update(stdout).digest('hex');
}

it('a rehearsal is the same when all is made, found, found damaged, and cannot be kept', () => {
  const made = rehearsal();
  const kinds = ['rehearse', 'rehearse.compiled', 'rehearse.map', 'world', 'world.compiled', 'python'];
  const kept = kinds.map((kind) => keptIn(project, kind));
  expect(kept.map((files) => files.length)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(rehearsal()).toBe(made);
  for (const [file = ''] of kept) truncateSync(file, 100_000);
  expect(rehearsal()).toBe(made);
  expect(
    readdirSync(join(cache, 'multi-region-chaos-lab')).filter((name) => name.includes('unfinished')),
  ).toEqual([]);
  rmSync(cache, { recursive: true });
  writeFileSync(cache, '');
  expect(rehearsal()).toBe(made);
});
