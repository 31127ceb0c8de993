import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../experiment/journal/journal';
import type { LabConfig } from '../../validation/lab-config/lab-config';
import { temporaryFolder } from '../support/temporary-folder';

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
    'id',
    'writtenAt',
    'world',
    'status',
    'verdict',
    'hypothesis',
    'deployment',
    'clock',
    'preflight',
    'experiment',
    'fault',
    'snapshots',
    'checks',
    'times',
    'customers',
    'inEffect',
    'restored',
    'releases',
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

it.each([
  ['is warned of', [], /^\S+lab\.config\.json:\d+:\d+: warning: fault\.latencySeconds: 1 s fail nobody: /],
  ['is silent with --quiet', ['--quiet'], /^\S+none\.json:1:1: cannot be read/],
])('a latency that fails nobody %s before anything is begun', (_how, options, said) => {
  const config = JSON.parse(readFileSync('lab.config.json', 'utf8')) as LabConfig;
  const edited = { ...config, fault: { ...config.fault, latencySeconds: 1 } };
  const path = folder.write('lab.config.json', edited);
  // Ends the command before the rehearsal begins.
  const args = ['--config', path, '--hypothesis', folder.path('none.json'), ...options];
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join('scripts', 'rehearse.ts'), ...args],
    { encoding: 'utf8' },
  );
  expect(stderr).toMatch(said);
  expect(status).toBe(2);
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'ends with 130 when it is interrupted by %s, says so, and leaves nothing behind',
  async (signal) => {
    const [reports, scratch] = [folder.path(`reports-${signal}`), folder.path(`scratch-${signal}`)];
    mkdirSync(scratch);
    const args = ['--import', 'tsx', join('scripts', 'rehearse.ts'), '--reports', reports];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TMPDIR: scratch },
    });
    const [said, printed]: [string[], string[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => printed.push(String(chunk)));
    child.stderr.on('data', (chunk: Buffer) => {
      // The game day has begun.
      if (said.length === 0) child.kill(signal);
      said.push(String(chunk));
    });
    const [code] = (await once(child, 'close')) as [number | null];

    expect(code).toBe(130);
    expect(said.join('')).toMatch(/\ninterrupted: what was not finished is discarded\n$/);
    expect(printed).toEqual([]);
    // tsx keeps its own cache there.
    expect(folder.list(`scratch-${signal}`)?.filter((name) => !name.startsWith('tsx'))).toEqual([]);
    expect(folder.list(`reports-${signal}`)).toEqual([]);
  },
);
