import { UsageError } from '../../../scripts/command-line/command-line';
import type { Mutant } from '../../../scripts/mutants/mutant';
import { runMutants, type MutantResult, type RunProps } from '../../../scripts/mutants/run';
import type { TestRun, TestRunProps } from '../../../scripts/mutants/test-run';

const FILES: Readonly<Record<string, string>> = { 'a.ts': 'one two', 'b.ts': 'three' };

const mutant = (find: string, changes: Partial<Mutant> = {}): Mutant => ({
  file: 'a.ts',
  breaks: `breaks ${find}`,
  find,
  replace: find.toUpperCase(),
  tests: ['a.test.ts'],
  ...changes,
});

/** A project whose tests do what `outcome` says of the changed text; without a mutant they pass. */
function prepare(outcome: (text: string) => TestRun, compile: RunProps['compile'] = () => null) {
  const files = { ...FILES };
  const runs: (Omit<TestRunProps, 'signal'> & { readonly files: typeof files })[] = [];
  const reported: MutantResult[] = [];
  const begun: number[] = [];
  const { signal } = new AbortController();
  const props: RunProps = {
    copy: {
      has: (file) => ['a.test.ts', 'b.test.ts'].includes(file),
      read: (file) => FILES[file] ?? '',
      with: async (file, text, work) => {
        files[file] = text;
        const result = await work();
        files[file] = FILES[file] ?? '';
        return result;
      },
    },
    compile,
    test: ({ tests, limitMs }) => {
      runs.push({ tests, limitMs, files: { ...files } });
      const changed = Object.keys(FILES).find((file) => files[file] !== FILES[file]);
      if (changed !== undefined) return Promise.resolve(outcome(files[changed] ?? ''));
      const seconds = Object.fromEntries(tests.map((test) => [test, test === 'b.test.ts' ? 100 : 1]));
      return Promise.resolve({ kind: 'passed', seconds });
    },
    signal,
    begin: (seconds) => begun.push(seconds),
    report: (result) => reported.push(result),
  };
  return { props, runs, reported, begun };
}

const passed: TestRun = { kind: 'passed', seconds: {} };

it('runs every test without a mutant first, each once, and then those of each mutant with it', async () => {
  const { props, runs, begun } = prepare(() => passed);
  await runMutants(
    [mutant('one'), mutant('two'), mutant('three', { file: 'b.ts', tests: ['a.test.ts', 'b.test.ts'] })],
    props,
  );
  expect(runs.map(({ tests, files }) => [tests, files])).toEqual([
    [['a.test.ts', 'b.test.ts'], FILES],
    [['a.test.ts'], { ...FILES, 'a.ts': 'ONE two' }],
    [['a.test.ts'], { ...FILES, 'a.ts': 'one TWO' }],
    [['a.test.ts', 'b.test.ts'], { ...FILES, 'b.ts': 'THREE' }],
  ]);
  expect(begun).toEqual([101]);
});

it('tells of each mutant what became of it, as it comes', async () => {
  const outcomes: Record<string, TestRun> = {
    'ONE two': { kind: 'failed', test: 'adds', why: 'it is 3' },
    'one TWO': passed,
    THREE: { kind: 'timed out' },
  };
  const { props, reported } = prepare((text) => outcomes[text] ?? passed);
  const results = await runMutants([mutant('one'), mutant('two'), mutant('three', { file: 'b.ts' })], props);
  expect(results.map(({ outcome }) => outcome)).toEqual([
    { kind: 'killed', by: 'adds' },
    { kind: 'survived' },
    { kind: 'timed out' },
  ]);
  expect(reported).toEqual(results);
});

it.each<[string, TestRun]>([
  ['fail', { kind: 'failed', test: 'adds', why: 'it is 3' }],
  ['pass', passed],
])('calls a mutant broken that does not compile, also where its tests %s', async (_how, run) => {
  const { props } = prepare(
    () => run,
    (file, text) => `${file} cannot be read at ${text.slice(0, 3)}`,
  );
  const [result] = await runMutants([mutant('one')], props);
  expect(result?.outcome).toEqual({ kind: 'broken', why: 'a.ts cannot be read at ONE' });
});

it('gives tests that take long without a mutant more time with one', async () => {
  const { props, runs } = prepare(() => passed);
  await runMutants([mutant('one'), mutant('two', { tests: ['b.test.ts'] })], props);
  const [, short = 0, long = 0] = runs.map(({ limitMs }) => limitMs);
  expect(short).toBeGreaterThanOrEqual(30_000);
  expect(long).toBeGreaterThanOrEqual(500_000);
});

it.each<[TestRun, string]>([
  [
    { kind: 'failed', test: 'adds', why: 'it is 3' },
    'the tests fail (adds) without any mutant, so nothing can be said of one:\nit is 3',
  ],
  [{ kind: 'timed out' }, 'the tests do not end without any mutant, so nothing can be said of one'],
])('says nothing of a mutant whose tests do not pass without it: %j', async (run, message) => {
  const { props, reported } = prepare(() => passed);
  const failing = { ...props, test: () => Promise.resolve(run) };
  await expect(runMutants([mutant('one')], failing)).rejects.toThrow(message);
  expect(reported).toEqual([]);
});

it.each<[string, Mutant, string]>([
  ['text', mutant('four'), 'a.ts: breaks four: the text that it replaces stands there no longer'],
  ['test', mutant('one', { tests: ['c.test.ts'] }), 'a.ts: breaks one: there is no test c.test.ts'],
])(
  'runs nothing where the %s of one mutant is no longer there, and names it',
  async (_what, stale, message) => {
    const { props, runs } = prepare(() => passed);
    const run = runMutants([mutant('two'), stale], props);
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(message);
    expect(runs).toEqual([]);
  },
);
