import { UsageError } from '../command-line/command-line';
import type { Compiler } from './compiler';
import { mutated, nameOf, type Mutant } from './mutant';
import type { ProjectCopy } from './project-copy';
import type { TestRun, TestRunProps } from './test-run';

/** What became of a mutant. */
export type Outcome =
  /** This test failed. */
  | { readonly kind: 'killed'; readonly by: string }
  /** The tests did not end, which somebody would notice. */
  | { readonly kind: 'timed out' }
  /** All tests passed. */
  | { readonly kind: 'survived' }
  /** It does not compile, so the tests need not notice. */
  | { readonly kind: 'broken'; readonly why: string };

/** A mutant and what became of it. */
export interface MutantResult {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** What mutants are run with. */
export interface RunProps {
  readonly copy: Pick<ProjectCopy, 'has' | 'read' | 'with'>;
  readonly compile: Compiler;
  readonly test: (props: TestRunProps) => Promise<TestRun>;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Told when the tests are known to pass without a mutant, and how long they took. */
  readonly begin: (seconds: number) => void;
  /** Told of each mutant as it is done. */
  readonly report: (result: MutantResult) => void;
}

/** Without a mutant, all of the tests; they take a minute or two on an idle machine. */
const UNMUTATED_LIMIT_MS = 1_800_000;

/** With one they may take as many times as long, on a machine that others have begun to use, and no less than half a minute. */
const PATIENCE = 5;
const LEAST_LIMIT_MS = 30_000;

/**
 * Runs each mutant's tests with the mutant, one after the other. First it runs them all without any: where these fail, nothing could
 * be said of a mutant.
 * @throws {UsageError} before anything is run, for a mutant that does not fit the project any more; Error where the tests fail without a
 * mutant; the signal's reason
 */
export async function runMutants(mutants: readonly Mutant[], props: RunProps): Promise<MutantResult[]> {
  const { copy, compile, test, signal, begin, report } = props;
  const changed = mutants.map((mutant) => ({ mutant, text: mutated(mutant, copy.read(mutant.file)) }));
  for (const mutant of mutants) {
    const missing = mutant.tests.find((path) => !copy.has(path));
    if (missing !== undefined) throw new UsageError(`${nameOf(mutant)}: there is no test ${missing}`);
  }
  const secondsOf = await runUnmutated(mutants, props);
  begin(sum(Object.values(secondsOf)));
  const results: MutantResult[] = [];
  for (const { mutant, text } of changed) {
    const { file, tests } = mutant;
    const started = performance.now();
    const usualMs = sum(tests.map((each) => secondsOf[each] ?? 0)) * 1000;
    const limitMs = Math.max(LEAST_LIMIT_MS, PATIENCE * usualMs);
    const running = copy.with(file, text, () => test({ tests, limitMs, signal }));
    // Meanwhile: it takes half a second, and another core.
    const why = compile(file, text);
    const run = await running;
    const outcome: Outcome = why === null ? outcomeOf(run) : { kind: 'broken', why };
    const result = { mutant, outcome, seconds: (performance.now() - started) / 1000 };
    results.push(result);
    report(result);
  }
  return results;
}

/** How long each test takes, in seconds. */
async function runUnmutated(
  mutants: readonly Mutant[],
  { test, signal }: RunProps,
): Promise<Readonly<Record<string, number>>> {
  const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))];
  const run = await test({ tests, limitMs: UNMUTATED_LIMIT_MS, signal });
  if (run.kind === 'passed') return run.seconds;
  const [what, why] = run.kind === 'failed' ? [`fail (${run.test})`, `:\n${run.why}`] : ['do not end', ''];
  throw new Error(`the tests ${what} without any mutant, so nothing can be said of one${why}`);
}

function outcomeOf(run: TestRun): Outcome {
  switch (run.kind) {
    case 'passed':
      return { kind: 'survived' };
    case 'failed':
      return { kind: 'killed', by: run.test };
    case 'timed out':
      return run;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
