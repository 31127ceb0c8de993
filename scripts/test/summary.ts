import { counted } from '../../report/content/format';
import { skipReasonIn } from './skip-reason';

/** What `jest --json` says of a run, as far as it is read here. */
export interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    /** The test file's path. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly ancestorTitles: readonly string[];
    }[];
  }[];
}

/** What became of one of Jest's projects; null where Jest died before it had a result. */
export interface ProjectRun {
  readonly project: string;
  readonly seconds: number;
  readonly result: JestResult | null;
}

/** Whether everything that was run passed. */
export function isPassed(runs: readonly ProjectRun[]): boolean {
  return runs.every(({ result }) => result?.success === true);
}

/**
 * What was run, skipped (with the reason) and failed, a line each; the last line counts all projects together.
 * @param nameOf how a test file is called, from its path
 */
export function summaryOf(runs: readonly ProjectRun[], nameOf: (path: string) => string): string[] {
  const passed = sum(runs, ({ result }) => result?.numPassedTests ?? 0);
  const failed = sum(runs, ({ result }) => (result === null ? 1 : failuresOf(result)));
  const skipped = sum(runs, ({ result }) => result?.numPendingTests ?? 0);
  return [
    ...runs.flatMap((run) => linesOf(run, nameOf)),
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ];
}

function linesOf({ project, seconds, result }: ProjectRun, nameOf: (path: string) => string): string[] {
  if (result === null)
    return [`${project}: failed: Jest ended without a result after ${seconds.toFixed(0)} s`];
  const files = result.testResults;
  const run = result.numPassedTests + result.numFailedTests;
  return [
    `${project}: run: ${counted(run, 'test')} of ${counted(files.length, 'file')} in ${seconds.toFixed(0)} s`,
    ...skips(result).map(([reason, count]) => `${project}: skipped: ${counted(count, 'test')}: ${reason}`),
    ...files
      .filter(({ status }) => status === 'failed')
      .map(({ name, assertionResults }) => {
        const tests = assertionResults.filter(({ status }) => status === 'failed').length;
        return `${project}: failed: ${nameOf(name)}: ${tests === 0 ? 'it cannot be run' : counted(tests, 'test')}`;
      }),
  ];
}

/** How many tests are skipped, by reason. */
function skips({ testResults }: JestResult): [string, number][] {
  const counts = new Map<string, number>();
  for (const { ancestorTitles, status } of testResults.flatMap((file) => file.assertionResults)) {
    if (status !== 'pending') continue;
    const reason = skipReasonIn(ancestorTitles) ?? 'no reason is given';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts];
}

/** A file that cannot be run fails, though none of its tests does. */
function failuresOf({ numFailedTests, testResults }: JestResult): number {
  const unrun = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return numFailedTests + unrun.length;
}

function sum(runs: readonly ProjectRun[], countOf: (run: ProjectRun) => number): number {
  return runs.reduce((before, run) => before + countOf(run), 0);
}
