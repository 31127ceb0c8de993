import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Journal } from '../../experiment/journal';
import { temporaryFolder } from './files';

const folder = temporaryFolder();

it('prints one JSON document and nothing else with --json, and writes the same to the report', () => {
  const args = [
    '--import',
    'tsx',
    join('scripts', 'rehearse.ts'),
    '--json',
    '--reports',
    folder.path('reports'),
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });

  const journal = JSON.parse(stdout) as Journal;
  expect(Object.keys(journal)).toEqual([
    'schemaVersion',
    'writtenAt',
    'world',
    'status',
    'verdict',
    'hypothesis',
    'deployment',
    'preflight',
    'experiment',
    'snapshots',
    'checks',
    'times',
    'customers',
    'restored',
    'timeline',
    'denied',
    'diagnosis',
    'expected',
    'dashboard',
  ]);
  expect(journal).toMatchObject({
    schemaVersion: 1,
    world: 'rehearsal',
    status: 'completed',
    verdict: 'held',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(folder.list('reports')).toEqual([expect.stringMatching(/-held$/)]);
});

it('goes on to its end when nobody reads its progress any more', async () => {
  const args = ['--import', 'tsx', join('scripts', 'rehearse.ts'), '--reports', folder.path('unread')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.destroy();
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(folder.list('unread')).toEqual([expect.stringMatching(/-held$/)]);
});
