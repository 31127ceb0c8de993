import { skippedTitle } from '../../../scripts/test/skip-reason';
import { isPassed, type JestResult, type ProjectRun, summaryOf } from '../../../scripts/test/summary';

type TestFile = JestResult['testResults'][number];

/** A test file with tests of these statuses; the skipped ones stand in a suite of that title. */
function fileOf(name: string, statuses: readonly string[], title = 'a suite'): TestFile {
  return {
    name,
    status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
    assertionResults: statuses.map((status) => ({ status, ancestorTitles: [title] })),
  };
}

function runOf(project: string, ...testResults: readonly TestFile[]): ProjectRun {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  const result = {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    success: testResults.every(({ status }) => status === 'passed'),
    testResults,
  };
  return { project, seconds: 12.4, result };
}

const linesOf = (...runs: readonly ProjectRun[]): string[] => summaryOf(runs, (path) => path.slice(1));

it('says of each project what was run', () => {
  const unit = runOf('unit', fileOf('/a.test.ts', ['passed', 'passed']), fileOf('/b.test.ts', ['passed']));
  const e2e = runOf('e2e', fileOf('/c.test.ts', ['passed']));
  expect(linesOf(unit, e2e)).toEqual([
    'unit: run: 3 tests of 2 files in 12 s',
    'e2e: run: 1 test of 1 file in 12 s',
    '4 passed, 0 failed, 0 skipped',
  ]);
  expect(isPassed([unit, e2e])).toBe(true);
});

it('says how many tests were skipped for which reason', () => {
  const page = skippedTitle('the page', 'Chromium is missing');
  const e2e = runOf(
    'e2e',
    fileOf('/a.test.ts', ['pending', 'pending'], page),
    fileOf('/b.test.ts', ['pending'], page),
    fileOf('/c.test.ts', ['pending']),
  );
  expect(linesOf(e2e)).toEqual([
    'e2e: run: 0 tests of 3 files in 12 s',
    'e2e: skipped: 3 tests: Chromium is missing',
    'e2e: skipped: 1 test: no reason is given',
    '0 passed, 0 failed, 4 skipped',
  ]);
  expect(isPassed([e2e])).toBe(true);
});

it('names the files in which tests failed, and those that could not be run', () => {
  const unit = runOf('unit', fileOf('/a.test.ts', ['failed', 'passed', 'failed']), fileOf('/b.test.ts', []));
  expect(linesOf(unit)).toEqual([
    'unit: run: 3 tests of 2 files in 12 s',
    'unit: failed: a.test.ts: 2 tests',
    'unit: failed: b.test.ts: it cannot be run',
    '1 passed, 3 failed, 0 skipped',
  ]);
  expect(isPassed([unit])).toBe(false);
});

it('counts a Jest that died as a failure, and loses nothing of the other project', () => {
  const runs = [
    { project: 'unit', seconds: 3, result: null },
    runOf('e2e', fileOf('/a.test.ts', ['passed'])),
  ];
  expect(linesOf(...runs)).toEqual([
    'unit: failed: Jest ended without a result after 3 s',
    'e2e: run: 1 test of 1 file in 12 s',
    '1 passed, 1 failed, 0 skipped',
  ]);
  expect(isPassed(runs)).toBe(false);
});
