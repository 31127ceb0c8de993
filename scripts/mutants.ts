import { join } from 'node:path';
import { Command } from 'commander';
import { choiceAdvice } from '../validation/suggestion';
import { colorsFor } from './command-line/colors';
import { exitCodes, runProcess, UsageError } from './command-line/command-line';
import { addHelpAfter, OUTPUT_GROUP } from './command-line/help';
import { MUTANTS } from './mutants/all';
import { compilerOf } from './mutants/compiler';
import { InterruptedError, interruptible } from './mutants/interruption';
import { nameOf, type Mutant } from './mutants/mutant';
import { ProjectCopy } from './mutants/project-copy';
import { exitCodeOf, progressLine, resultJson, resultText } from './mutants/result';
import { runMutants, type MutantResult } from './mutants/run';
import { runTests } from './mutants/test-run';

interface Options {
  readonly list?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** False with --no-color. */
  readonly color: boolean;
}

const PROJECT = join(__dirname, '..');

const program = addHelpAfter(
  new Command('mutants')
    .usage('[options] [patterns...]')
    .description(
      'Breaks the safety code in one place at a time, in a copy of the project, and says which of the breaks the unit tests do not notice.',
    )
    .argument('[patterns...]', 'only mutants whose file or description holds one of these; by default all')
    .optionsGroup('What is run:')
    .option('--list', 'run nothing, only show the mutants')
    .optionsGroup(OUTPUT_GROUP)
    .option('--json', 'print the result as JSON, and nothing else')
    .option('--quiet', 'no progress on standard error')
    .option('--no-color', 'no colours; so does the environment variable NO_COLOR'),
  {
    notes: [
      'Each mutant is a change of one file, in scripts/mutants/areas. Its tests are run once for each, up to the first that fails: then it is killed. One that survives needs a test, or a reason why nobody can notice it (equivalent).',
      'The project itself is not touched, whatever happens: all runs take place in a temporary copy of the files as they are, committed or not.',
    ],
    exitCodes: {
      0: 'no mutant survived, but for those that are said to be equivalent',
      1: 'the tests fail without a mutant, or the list is wrong about one',
      2: 'wrong usage, or a mutant whose text is no longer in its file',
      3: 'a mutant survived',
      130: 'interrupted',
    },
    examples: [
      'npm run mutants',
      'npm run mutants -- experiment/restore/restore.ts',
      'npm run mutants -- "chaos-extension" alias',
      'npm run mutants -- --list safety-net',
      'npm run -s mutants -- --json >mutants.json',
    ],
  },
).action(async (patterns: readonly string[], options: Options) => {
  const mutants = mutantsFor(patterns);
  if (options.list === true) process.stdout.write(listOf(mutants, options));
  else await run(mutants, options);
});

/** @throws {UsageError} for a pattern that no mutant has */
function mutantsFor(patterns: readonly string[]): readonly Mutant[] {
  const has = (mutant: Mutant, pattern: string): boolean =>
    nameOf(mutant).toLowerCase().includes(pattern.toLowerCase());
  for (const pattern of patterns) {
    if (MUTANTS.some((mutant) => has(mutant, pattern))) continue;
    const files = [...new Set(MUTANTS.map(({ file }) => file))];
    throw new UsageError(
      `no mutant has "${pattern}" in its file or description; ${choiceAdvice(pattern, files)}`,
    );
  }
  if (patterns.length === 0) return MUTANTS;
  return MUTANTS.filter((mutant) => patterns.some((pattern) => has(mutant, pattern)));
}

function listOf(mutants: readonly Mutant[], { json }: Options): string {
  if (json === true) return `${JSON.stringify(mutants, null, 2)}\n`;
  return mutants.map((mutant) => `${nameOf(mutant)}\n`).join('');
}

async function run(mutants: readonly Mutant[], options: Options): Promise<void> {
  const results: MutantResult[] = [];
  const say = (line: string): void => {
    if (options.quiet !== true) process.stderr.write(`${line}\n`);
  };
  const runIn = (copy: ProjectCopy, signal: AbortSignal): Promise<unknown> => {
    say(`running the tests of ${mutants.length} mutants without any of them`);
    return runMutants(mutants, {
      copy,
      compile: compilerOf(copy.root),
      test: (props) => runTests(copy, props),
      signal,
      begin: (seconds) => say(`they pass, in ${seconds.toFixed(1)} s`),
      report: (result) => say(progressLine(result, results.push(result), mutants.length)),
    });
  };
  try {
    await interruptible((signal) => ProjectCopy.use(PROJECT, (copy) => runIn(copy, signal)));
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    process.stderr.write(`interrupted after ${results.length} of ${mutants.length} mutants\n`);
    process.exitCode = exitCodes.interrupted;
    return;
  }
  process.stdout.write(
    options.json === true ? resultJson(results) : resultText(results, colorsFor(process.stdout, options)),
  );
  process.exitCode = exitCodeOf(results);
}

void runProcess(program);
