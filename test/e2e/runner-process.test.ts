import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Journal } from '../../experiment/journal/journal';
import { synthesize } from '../../modules/app';
import { soakConfig } from '../../rehearsal/randomised/settings';
import { loadHypothesis } from '../../validation/hypothesis/hypothesis-file';
import { twoRegions } from '../modules/synthesized';
import { suiteWith } from './support/tools';
import { WorldProcess, type WorldProcessProps } from './support/world-process';

/** The fault is live by then, and for minutes yet. */
const IN_THE_FAULT_SECONDS = 360;

const PROJECT = path.join(__dirname, '..', '..');
const TEMPLATE = path.join(PROJECT, 'templates', 'region-latency.json');

let stack: string;
let hypothesis: string;
const folders: string[] = [];

beforeAll(() => {
  const folder = newFolder();
  stack = synthesize(soakConfig(twoRegions), folder);
  hypothesis = path.join(folder, 'hypothesis.json');
  const windows = { baselineMinutes: 2, recoveryMinutes: 1 };
  writeFileSync(hypothesis, JSON.stringify({ ...loadHypothesis('hypotheses/region-failure.json'), windows }));
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'chaos-lab-process-'));
  folders.push(folder);
  return folder;
}

/** A game day that has come to the middle of its fault, where time stands still. */
async function inTheFault(props: Partial<WorldProcessProps> = {}): Promise<WorldProcess> {
  const runner = WorldProcess.start({
    folder: newFolder(),
    stack,
    command: 'start-experiment',
    standsStillAt: IN_THE_FAULT_SECONDS,
    args: ['--yes', '--hypothesis', hypothesis, '--template', TEMPLATE],
    ...props,
  });
  await runner.standing();
  return runner;
}

/** What becomes of a game day that somebody wants to end. */
const ENDED_IN_ORDER = {
  status: 'interrupted',
  experiment: { status: 'stopped' },
  restored: { proven: true, differences: [] },
};

/** Lets a game day end that has noted that it is to. */
async function endedInOrder(runner: WorldProcess): Promise<Journal | null> {
  await runner.noted('gameday.interrupted');
  runner.goOn();
  expect(await runner.ended()).toBe(130);
  return runner.journal();
}

describe('a runner that is told to end', () => {
  it.each([
    ['SIGHUP', 'the terminal was closed (SIGHUP)'],
    ['SIGTERM', 'interrupted by SIGTERM'],
  ] as const)('by %s stops the experiment, and restores the functions', async (signal, reason) => {
    const runner = await inTheFault();
    runner.started.kill(signal);
    expect(await endedInOrder(runner)).toMatchObject({ ...ENDED_IN_ORDER, reason });
  });

  // npm 11 tells its shell of SIGTERM only, and dies of the others without telling anybody.
  it.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'by %s to the npm that started it does so, too',
    async (signal) => {
      const runner = await inTheFault({ by: 'npm' });
      runner.started.kill(signal);
      const journal = await endedInOrder(runner);
      expect(journal).toMatchObject(ENDED_IN_ORDER);
      expect(journal?.reason).toMatch(/^(npm ended, which had started this|interrupted by SIGTERM)$/);
    },
  );
});

suiteWith('terminals')('a runner whose terminal is closed', () => {
  it('stops the experiment, restores the functions, and notes both', async () => {
    const runner = await inTheFault({ by: 'terminal' });
    runner.started.stdin?.end();
    const journal = await endedInOrder(runner);
    expect(journal).toMatchObject({ ...ENDED_IN_ORDER, reason: 'the terminal was closed (SIGHUP)' });
    expect(journal?.timeline.find(({ event }) => event === 'output.lost')?.detail).toMatch(/EIO/);
  });
});

describe('a restoration whose terminal is closed', () => {
  it('goes on to its end', async () => {
    const restoration = WorldProcess.start({
      folder: newFolder(),
      stack,
      command: 'restore',
      standsStillAt: 3,
      args: [],
    });
    await restoration.standing();
    restoration.started.kill('SIGHUP');
    restoration.goOn();
    expect(await restoration.ended()).toBe(0);
  });
});

(existsSync('/dev/full') ? describe : describe.skip)('a runner whose standard error is full', () => {
  it('goes on to the end, silently, and notes it once', async () => {
    const runner = await inTheFault({ stderr: '/dev/full' });
    runner.goOn();
    expect([0, 3]).toContain(await runner.ended());
    const journal = runner.journal();
    expect(journal).toMatchObject({ status: 'completed', restored: { proven: true, differences: [] } });
    const lost = journal?.timeline.filter(({ event }) => event === 'output.lost');
    expect(lost?.map(({ detail }) => detail)).toEqual([expect.stringContaining('ENOSPC') as string]);
  });
});
