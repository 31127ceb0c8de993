import { Command, InvalidArgumentError } from 'commander';

import { choiceAdvice } from '../validation/suggestion';
import type { Benchmark } from './bench/benchmark';
import { extensionBenchmark } from './bench/extension';
import { loadBenchmark } from './bench/load';
import { processBenchmark } from './bench/process-benchmark';
import { soakBenchmark } from './bench/soak';
import { synthBenchmark } from './bench/synth';
import { unitTestsBenchmark } from './bench/unit-tests';
import { validationBenchmark } from './bench/validation';
import { runProcess, UsageError } from './command-line/command-line';

/** By name, in the order in which they run. Another program is one more entry; another kind, a file in bench/. */
const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  synth: synthBenchmark,
  validate: validationBenchmark,
  rehearse: processBenchmark({
    what: 'a whole rehearsal',
    args: ['startup/start.js', 'scripts/rehearse.ts', '--quiet', '--reports', 'OUT/reports'],
    budgetSeconds: 2.5,
  }),
  help: processBenchmark({
    what: 'npm run rehearse -- --help',
    args: ['startup/start.js', 'scripts/rehearse.ts', '--help'],
    budgetSeconds: 0.4,
  }),
  extension: extensionBenchmark,
  soak: soakBenchmark,
  load: loadBenchmark,
  unit: unitTestsBenchmark,
};

/** Takes minutes. */
const ON_REQUEST = ['unit'];

const program = new Command('bench')
  .description('Measures what is promised, each beside its baseline in the same run, and prints the ratio.')
  .argument(
    '[names...]',
    `of ${Object.keys(BENCHMARKS).join(', ')}; all but ${ON_REQUEST.join(', ')} by default`,
  )
  .option('--runs <number>', 'counted runs of each', positive, 5)
  .addHelpText(
    'after',
    '\nExamples:\n  npm run bench\n  npm run bench -- synth --runs 9\n  npm run bench -- extension',
  )
  .action(async (names: readonly string[], { runs }: { readonly runs: number }) => {
    const usual = Object.keys(BENCHMARKS).filter((name) => !ON_REQUEST.includes(name));
    const wanted = names.length > 0 ? names : usual;
    // All of them before the first is run, which takes minutes.
    for (const [name, benchmark] of wanted.map((each) => [each, benchmarkNamed(each)] as const)) {
      process.stdout.write(`${name}: ${await benchmark.measure(runs)}\n`);
    }
  });

function benchmarkNamed(name: string): Benchmark {
  const found = BENCHMARKS[name];
  if (found !== undefined) return found;
  throw new UsageError(`no benchmark "${name}"; ${choiceAdvice(name, Object.keys(BENCHMARKS))}`);
}

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('use a positive integer, such as 5');
  return Number(text);
}

void runProcess(program);
