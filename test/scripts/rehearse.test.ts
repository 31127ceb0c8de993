import { spawnSync } from 'node:child_process';
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
    'world',
    'status',
    'verdict',
    'hypothesis',
    'experiment',
    'checks',
    'times',
    'customers',
    'restored',
    'timeline',
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
}, 30_000);
