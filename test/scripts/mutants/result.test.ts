import { createColors } from 'picocolors';
import type { Mutant } from '../../../scripts/mutants/mutant';
import { exitCodeOf, meaningOf, progressLine, resultJson, resultText } from '../../../scripts/mutants/result';
import type { MutantResult, Outcome } from '../../../scripts/mutants/run';

const killed: Outcome = { kind: 'killed', by: 'adds two numbers' };
const survived: Outcome = { kind: 'survived' };
const timedOut: Outcome = { kind: 'timed out' };
const broken: Outcome = { kind: 'broken', why: "';' expected." };

function resultOf(outcome: Outcome, equivalent?: string): MutantResult {
  const mutant: Mutant = {
    file: 'src/add.ts',
    breaks: `is ${outcome.kind}`,
    find: '+',
    replace: '-',
    tests: ['test/add.test.ts', 'test/sum.test.ts'],
    ...(equivalent === undefined ? {} : { equivalent }),
  };
  return { mutant, outcome, seconds: 1.26 };
}

const WHY = 'nobody adds';

it.each<[Outcome, string | undefined, string, number]>([
  [killed, undefined, 'killed', 0],
  [timedOut, undefined, 'timed out', 0],
  [survived, undefined, 'survived', 3],
  [broken, undefined, 'broken', 1],
  [survived, WHY, 'equivalent', 0],
  [killed, WHY, 'not equivalent', 1],
  [timedOut, WHY, 'not equivalent', 1],
  [broken, WHY, 'broken', 1],
])(
  '%j of one that nobody can notice because "%s" means %s, and the exit code is %i',
  (outcome, why, meaning, code) => {
    const result = resultOf(outcome, why);
    expect(meaningOf(result)).toBe(meaning);
    expect(exitCodeOf([resultOf(killed), result])).toBe(code);
  },
);

it('has an exit code for what survived before any other', () => {
  expect(exitCodeOf([resultOf(broken), resultOf(survived)])).toBe(3);
});

const results = [
  resultOf(killed),
  resultOf(survived),
  resultOf(timedOut),
  resultOf(broken),
  resultOf(survived, WHY),
  resultOf(killed, WHY),
];

it('ends with what was not noticed, what should have noticed, and the sum', () => {
  expect(resultText(results, createColors(false))).toBe(`survived: src/add.ts: is survived
  not noticed by test/add.test.ts, test/sum.test.ts

broken: src/add.ts: is broken
  it does not compile: ';' expected.

equivalent: src/add.ts: is survived
  nobody adds

not equivalent: src/add.ts: is killed
  noticed by "adds two numbers", though said not to be: nobody adds

6 mutants: 1 killed, 1 survived, 1 timed out, 1 broken, 1 equivalent, 1 not equivalent (8 s)
`);
});

it('says no more than the sum where everything was noticed', () => {
  expect(resultText([resultOf(killed)], createColors(false))).toBe('1 mutant: 1 killed (1 s)\n');
});

it('is JSON for programs', () => {
  const { counts, mutants } = JSON.parse(resultJson(results)) as { counts: unknown; mutants: unknown[] };
  expect(counts).toEqual({
    killed: 1,
    survived: 1,
    'timed out': 1,
    broken: 1,
    equivalent: 1,
    'not equivalent': 1,
  });
  const common = { file: 'src/add.ts', tests: ['test/add.test.ts', 'test/sum.test.ts'], seconds: 1.3 };
  expect(mutants[0]).toEqual({ ...common, breaks: 'is killed', meaning: 'killed', by: 'adds two numbers' });
  expect(mutants[3]).toEqual({ ...common, breaks: 'is broken', meaning: 'broken', why: "';' expected." });
  expect(mutants[4]).toEqual({ ...common, breaks: 'is survived', meaning: 'equivalent', why: WHY });
});

it('tells of each as it comes, with the test that noticed', () => {
  expect(progressLine(resultOf(killed), 3, 12)).toBe(
    '3 of 12: killed, 1.3 s: src/add.ts: is killed by "adds two numbers"',
  );
  expect(progressLine(resultOf(survived), 4, 12)).toBe('4 of 12: survived, 1.3 s: src/add.ts: is survived');
});
