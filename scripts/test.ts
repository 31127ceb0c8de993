import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Command, Option } from 'commander';
import { exitCodes, runProcess } from './command-line/command-line';
import { addHelpAfter } from './command-line/help';
import { isPassed, type JestResult, type ProjectRun, summaryOf } from './test/summary';

/** A worker holds up to 1 GB (jest.config.js). */
const MOST_WORKERS = 8;

/**
 * In their order; what fails in one keeps no other from being run. Unit tests run on every processor. Those of e2e start processes by the
 * dozen and are watched with clocks of their own: one file at a time.
 */
const WORKERS = { unit: Math.min(availableParallelism(), MOST_WORKERS), e2e: 1 };
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface Options {
  readonly project?: string;
}

const program = new Command('test')
  .usage('[patterns...]')
  .description('Runs the unit tests, and then those that need Terraform, an emulated AWS or a browser.')
  .argument('[patterns...]', 'only test files whose paths match one of these regular expressions')
  .addOption(new Option('--project <name>', 'one kind of tests only').choices(Object.keys(WORKERS)))
  .action(test);

async function test(patterns: readonly string[], { project: only }: Options): Promise<void> {
  const ending = new AbortController();
  for (const signal of SIGNALS) process.once(signal, () => ending.abort());
  const runs: ProjectRun[] = [];
  for (const [project, workers] of Object.entries(WORKERS)) {
    if (only !== undefined && only !== project) continue;
    const options = [`--maxWorkers=${workers}`, ...chosen(patterns)];
    runs.push(await runProject(project, options, ending.signal));
    if (ending.signal.aborted) break;
  }
  const lines = summaryOf(runs, (path) => relative(process.cwd(), path));
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (ending.signal.aborted) process.exitCode = exitCodes.interrupted;
  else process.exitCode = isPassed(runs) ? exitCodes.success : exitCodes.failure;
}

function chosen(patterns: readonly string[]): readonly string[] {
  return patterns.length === 0 ? [] : ['--passWithNoTests', '--testPathPatterns', ...patterns];
}

/** Jest's progress goes to standard error. */
async function runProject(
  project: string,
  more: readonly string[],
  signal: AbortSignal,
): Promise<ProjectRun> {
  const folder = mkdtempSync(join(tmpdir(), 'test-results-'));
  const file = join(folder, 'result.json');
  const started = performance.now();
  try {
    const options = ['--selectProjects', project, '--json', `--outputFile=${file}`, ...more];
    const jest = spawn(process.execPath, [require.resolve('jest/bin/jest'), ...options], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const end = (): boolean => jest.kill();
    signal.addEventListener('abort', end);
    await once(jest, 'close');
    signal.removeEventListener('abort', end);
    return { project, seconds: (performance.now() - started) / 1000, result: readResult(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null where Jest ended before it wrote one. */
function readResult(file: string): JestResult | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestResult;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

addHelpAfter(program, {
  notes: [
    'No test fails for being slow. One that is skipped is told with what it needs; with REQUIRE_E2E=1 it fails.',
    'Jest’s own options: npx jest --help',
  ],
  exitCodes: { 0: 'all that were run passed', 1: 'one failed, or could not be run', 130: 'interrupted' },
  examples: ['npm test', 'npm test -- preflight load', 'npm run test:unit -- test/modules'],
});

void runProcess(program);
