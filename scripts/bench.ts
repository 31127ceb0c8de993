import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { choiceAdvice } from '../schemas/suggestion';
import { runCommandLine } from './command-line';

/** Something whose speed is promised. */
interface Benchmark {
  readonly what: string;
  /** Arguments of `node`, run in the project's folder; `OUT` stands for a folder that is thrown away. */
  readonly args: readonly string[];
  /** The most that the median may be, in seconds of wall time. */
  readonly budgetSeconds: number;
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  synth: { what: 'synthesis of two regions', args: ['--import', 'tsx', 'main.ts'], budgetSeconds: 1.2 },
  rehearse: {
    what: 'a whole rehearsal',
    args: ['--import', 'tsx', 'scripts/rehearse.ts', '--quiet', '--reports', 'OUT/reports'],
    budgetSeconds: 5,
  },
};

/** What everything is compared with: the start of Node itself, on the same machine in the same minutes. */
const BASELINE = ['-e', ''];

interface Run {
  readonly seconds: number;
  /** The largest resident set of the process, in MB. */
  readonly megabytes: number;
}

const program = new Command('bench')
  .description('Measures what is promised, beside a bare `node -e ""` in the same run, and prints the ratio.')
  .argument('[names...]', `of ${Object.keys(BENCHMARKS).join(', ')}; all by default`)
  .option('--runs <number>', 'counted runs of each', positive, 5)
  .addHelpText('after', '\nExamples:\n  npm run bench\n  npm run bench -- synth --runs 9')
  .action((names: readonly string[], { runs }: { readonly runs: number }) => {
    for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS)) {
      const benchmark = BENCHMARKS[name];
      if (benchmark === undefined)
        throw new RangeError(`no benchmark "${name}"; ${choiceAdvice(name, Object.keys(BENCHMARKS))}`);
      process.stdout.write(`${line(name, benchmark, runs)}\n`);
    }
  });

/** The two are run in turn, so that a machine whose speed drifts drifts for both. The first pair warms the disk and is not counted. */
function line(name: string, { what, args, budgetSeconds }: Benchmark, runs: number): string {
  const pairs = Array.from({ length: runs + 1 }, () => [run(args), run(BASELINE)] as const).slice(1);
  const seconds = pairs.map(([measured]) => measured.seconds);
  const ratio = median(pairs.map(([measured, bare]) => measured.seconds / bare.seconds));
  const memory = Math.max(...pairs.map(([measured]) => measured.megabytes));
  const range = `${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)}`;
  const within = median(seconds) <= budgetSeconds ? 'within' : 'OVER';
  return (
    `${name}: ${what}: median ${median(seconds).toFixed(2)} s (${range}) of ${runs} runs, ` +
    `${within} the budget of ${budgetSeconds} s; ${ratio.toFixed(0)} times a bare node; ${memory.toFixed(0)} MB`
  );
}

function run(args: readonly string[]): Run {
  const out = mkdtempSync(join(tmpdir(), 'bench-'));
  const tellMemory =
    'process.on("exit",()=>require("node:fs").writeSync(3,String(process.resourceUsage().maxRSS)))';
  const started = performance.now();
  const { status, output } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,import{createRequire}from"node:module";const require=createRequire("/");${tellMemory}`,
      ...args.map((argument) => argument.replace('OUT', out)),
    ],
    {
      cwd: join(__dirname, '..'),
      env: { ...process.env, CDKTF_OUTDIR: out },
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    },
  );
  const seconds = (performance.now() - started) / 1000;
  rmSync(out, { recursive: true, force: true });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status ?? 'a signal'}`);
  return { seconds, megabytes: Number(output[3]) / 1024 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('use a positive integer, such as 5');
  return Number(text);
}

void runCommandLine(program, process.argv);
