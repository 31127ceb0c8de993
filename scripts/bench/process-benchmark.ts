import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Benchmark } from './benchmark';
import { median, range, verdict } from './statistics';

/** A program that runs to its end. */
export interface ProcessBenchmarkProps {
  readonly what: string;
  /** Arguments of `node`, run in the project's folder; `OUT` stands for a folder that is thrown away. */
  readonly args: readonly string[];
  /** The most that the median may be, in seconds of wall time. */
  readonly budgetSeconds: number;
  /** Whether a first run warms the disk and is not counted; by default one does. */
  readonly warmUp?: boolean;
  /** The lab configuration that the program finds; by default the project's own. */
  readonly config?: LabConfigFile;
}

/** What stands in a `lab.config.json`. */
type LabConfigFile = Readonly<Record<string, unknown>>;

/** What every program is compared with: the start of Node itself, on the same machine in the same minutes. */
const BASELINE = ['-e', ''];

/** One run of a program. */
interface Run {
  readonly seconds: number;
  /** The largest resident set of the process, in MB. */
  readonly megabytes: number;
}

/** Times whole processes, each beside a bare node. */
export function processBenchmark({
  what,
  args,
  budgetSeconds,
  warmUp = true,
  config,
}: ProcessBenchmarkProps): Benchmark {
  return {
    measure: (runs) => {
      const first = warmUp ? 1 : 0;
      const pairs = Array.from(
        { length: runs + first },
        () => [run(args, config), run(BASELINE)] as const,
      ).slice(first);
      const seconds = pairs.map(([measured]) => measured.seconds);
      const ratio = median(pairs.map(([measured, bare]) => measured.seconds / bare.seconds));
      const memory = Math.max(...pairs.map(([measured]) => measured.megabytes));
      return (
        `${what}: median ${median(seconds).toFixed(2)} s (${range(seconds, 2)}) of ${runs} runs, ` +
        `${verdict(median(seconds), budgetSeconds, 's')}; ${ratio.toFixed(0)} times a bare node; ${memory.toFixed(0)} MB`
      );
    },
  };
}

function run(args: readonly string[], config?: LabConfigFile): Run {
  const out = mkdtempSync(join(tmpdir(), 'bench-'));
  const labConfig = join(out, 'lab.config.json');
  if (config !== undefined) writeFileSync(labConfig, JSON.stringify(config));
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
      cwd: join(__dirname, '..', '..'),
      env: { ...process.env, CDKTF_OUTDIR: out, ...(config === undefined ? {} : { LAB_CONFIG: labConfig }) },
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    },
  );
  const seconds = (performance.now() - started) / 1000;
  rmSync(out, { recursive: true, force: true });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status ?? 'a signal'}`);
  return { seconds, megabytes: Number(output[3]) / 1024 };
}
