import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ProjectCopy } from './project-copy';

/** What came of a run of tests. */
export type TestRun =
  /** All passed; how long each file took, by its path from the project's folder. */
  | { readonly kind: 'passed'; readonly seconds: Readonly<Record<string, number>> }
  /** This was the first to fail, and what it said. */
  | { readonly kind: 'failed'; readonly test: string; readonly why: string }
  | { readonly kind: 'timed out' };

/** What is run. */
export interface TestRunProps {
  readonly tests: readonly string[];
  /** The run is ended after so long. */
  readonly limitMs: number;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

type Written =
  { readonly failure: string; readonly why: string } | { readonly seconds: Readonly<Record<string, number>> };

/** Of what Jest says where it cannot run at all, the end is shown; of what a test says where it fails, the beginning. */
const MOST_CHARACTERS = 2_000;

/**
 * Runs unit tests in a copy of the project, one file after the other, up to the first that fails.
 * @throws the signal's reason when it aborts; Error where Jest could not run them
 */
export async function runTests(
  copy: ProjectCopy,
  { tests, limitMs, signal }: TestRunProps,
): Promise<TestRun> {
  signal.throwIfAborted();
  const written = join(copy.scratch, 'mutants-result.json');
  rmSync(written, { force: true });
  const jest = spawn(
    process.execPath,
    [join(copy.root, 'node_modules', 'jest', 'bin', 'jest.js'), ...argumentsOf(copy, tests)],
    {
      cwd: copy.root,
      env: { ...process.env, TMPDIR: copy.scratch, MUTANTS_RESULT: written },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: what the tests have started ends with them.
      detached: true,
    },
  );
  let output = '';
  for (const stream of [jest.stdout, jest.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-MOST_CHARACTERS)));
  }
  const endGroup = (): void => killGroup(jest.pid);
  const state = { isLate: false };
  const limit = setTimeout(() => {
    state.isLate = true;
    endGroup();
  }, limitMs);
  signal.addEventListener('abort', endGroup);
  try {
    await once(jest, 'exit');
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', endGroup);
    endGroup();
  }
  signal.throwIfAborted();
  if (state.isLate) return { kind: 'timed out' };
  const result = readResult(written);
  if (result !== null && 'failure' in result) {
    const fromHere = (text: string): string => text.replaceAll(copy.root + sep, '');
    const why = fromHere(result.why).slice(0, MOST_CHARACTERS);
    return { kind: 'failed', test: fromHere(result.failure), why };
  }
  if (result === null || jest.exitCode !== 0)
    throw new Error(`Jest could not run ${tests.join(', ')}:\n${output.trim()}`);
  const seconds = Object.entries(result.seconds).map(([path, value]) => [fromRoot(path, copy), value]);
  return { kind: 'passed', seconds: Object.fromEntries(seconds) as Readonly<Record<string, number>> };
}

function argumentsOf({ cache }: ProjectCopy, tests: readonly string[]): string[] {
  return [
    '--selectProjects',
    'unit',
    '--maxWorkers=1',
    '--ci',
    '--watchman=false',
    // Tests are run in the same order each time.
    '--seed=1',
    `--cacheDirectory=${cache}`,
    `--reporters=${join(__dirname, 'reporter.mjs')}`,
    '--runTestsByPath',
    ...tests,
  ];
}

function readResult(file: string): Written | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Written;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Ends whatever is left of a process group. */
function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function fromRoot(path: string, { root }: ProjectCopy): string {
  return relative(root, path).split(sep).join('/');
}
