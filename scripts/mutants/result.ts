import type { Colors } from '../../report/text/report-text';
import { exitCodes } from '../command-line/command-line';
import { nameOf } from './mutant';
import type { MutantResult, Outcome } from './run';

/** What a result means: `equivalent` survived, and says why it must; `not equivalent` says so too, and was noticed. */
export type Meaning = Outcome['kind'] | 'equivalent' | 'not equivalent';

/** What a result means. */
export function meaningOf({ mutant, outcome: { kind } }: MutantResult): Meaning {
  if (mutant.equivalent === undefined || kind === 'broken') return kind;
  return kind === 'survived' ? 'equivalent' : 'not equivalent';
}

/** One result as it comes: `12 of 97: killed, 1.3 s: experiment/restore/restore.ts: … by "detachFault …"`. */
export function progressLine(result: MutantResult, done: number, all: number): string {
  const { mutant, outcome, seconds } = result;
  const by = outcome.kind === 'killed' ? ` by "${outcome.by}"` : '';
  return `${done} of ${all}: ${meaningOf(result)}, ${seconds.toFixed(1)} s: ${nameOf(mutant)}${by}`;
}

/** All results for a terminal: what survived with the tests that should have noticed, and the sum of it. */
export function resultText(results: readonly MutantResult[], colors: Colors): string {
  const blocks = results.flatMap((result) => {
    const why = explanation(result);
    if (why === null) return [];
    const meaning = meaningOf(result);
    const heading = `${meaning}: ${nameOf(result.mutant)}`;
    return [`${meaning === 'equivalent' ? heading : colors.red(heading)}\n  ${why}\n`];
  });
  return [...blocks, `${summary(results)}\n`].join('\n');
}

/** All results as JSON. */
export function resultJson(results: readonly MutantResult[]): string {
  const mutants = results.map((result) => {
    const { mutant, outcome, seconds } = result;
    const { file, breaks, tests, equivalent } = mutant;
    return {
      file,
      breaks,
      tests,
      meaning: meaningOf(result),
      by: outcome.kind === 'killed' ? outcome.by : undefined,
      why: outcome.kind === 'broken' ? outcome.why : equivalent,
      seconds: Number(seconds.toFixed(1)),
    };
  });
  return `${JSON.stringify({ counts: countsOf(results), mutants }, null, 2)}\n`;
}

/** 0 where nothing survived that must not; 3 where something did; 1 where the list of mutants is wrong about one. */
export function exitCodeOf(results: readonly MutantResult[]): number {
  const meanings = results.map(meaningOf);
  if (meanings.includes('survived')) return exitCodes.refuted;
  const isWrong = meanings.includes('broken') || meanings.includes('not equivalent');
  return isWrong ? exitCodes.failure : exitCodes.success;
}

/** Null for a mutant that was noticed, as it should be. */
function explanation({ mutant, outcome }: MutantResult): string | null {
  const { tests, equivalent } = mutant;
  switch (outcome.kind) {
    case 'survived':
      return equivalent ?? `not noticed by ${tests.join(', ')}`;
    case 'broken':
      return `it does not compile: ${outcome.why}`;
    case 'killed':
      return equivalent === undefined
        ? null
        : `noticed by "${outcome.by}", though said not to be: ${equivalent}`;
    case 'timed out':
      return equivalent === undefined
        ? null
        : `the tests did not end, though it is said not to be noticed: ${equivalent}`;
  }
}

function summary(results: readonly MutantResult[]): string {
  const counts = Object.entries(countsOf(results)).map(([meaning, count]) => `${count} ${meaning}`);
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  return `${results.length} ${results.length === 1 ? 'mutant' : 'mutants'}: ${counts.join(', ')} (${Math.round(seconds)} s)`;
}

/** By what results mean; those that do not occur are left out. */
function countsOf(results: readonly MutantResult[]): Partial<Record<Meaning, number>> {
  const counts: Partial<Record<Meaning, number>> = {};
  for (const result of results) {
    const meaning = meaningOf(result);
    counts[meaning] = (counts[meaning] ?? 0) + 1;
  }
  return counts;
}
