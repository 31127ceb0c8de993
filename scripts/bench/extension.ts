import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Benchmark } from './benchmark';
import { end, failure, memoryOf, start, startExtension, unpackLayer } from './layer';
import { RuntimeApi } from './runtime-api';
import { median, range, verdict } from './statistics';

/** What is promised of the extension while it injects nothing; megabytes at the peak of the process. */
const BUDGET = { addedMs: 0.5, readyMs: 150, megabytes: 60 };

const INVOCATIONS_A_ROUND = 300;

/** The first rounds are not counted: V8 compiles what is called often, on both sides. */
const WARM_UP_ROUNDS = 3;

/** Counted starts for each counted run, since a start is short and its time varies. */
const STARTS_A_RUN = 2;

/** The extension without a fault beside the same runtime without it, as real processes, from the built archive. */
export const extensionBenchmark: Benchmark = {
  measure: async (runs) => {
    const layer = mkdtempSync(join(tmpdir(), 'bench-layer-'));
    try {
      unpackLayer(layer);
      return line(runs, await measureStarts(layer, runs * STARTS_A_RUN), await measureRounds(layer, runs));
    } finally {
      rmSync(layer, { recursive: true, force: true });
    }
  },
};

/** What the rounds showed: one median of each side for each pair of rounds, in ms. */
interface Rounds {
  readonly pairs: readonly { readonly direct: number; readonly proxied: number }[];
  readonly memory: ReturnType<typeof memoryOf>;
}

function line(runs: number, starts: readonly number[], { pairs, memory }: Rounds): string {
  const added = pairs.map(({ direct, proxied }) => proxied - direct);
  const ratio = median(pairs.map(({ direct, proxied }) => proxied / direct));
  const megabytes =
    memory === undefined
      ? 'memory is measured on Linux only'
      : `${memory.now.toFixed(0)} MB, at its peak ${memory.peak.toFixed(0)} MB, ${verdict(memory.peak, BUDGET.megabytes, 'MB')}`;
  return (
    `proxying without a fault: median +${median(added).toFixed(2)} ms (${range(added, 2)}) of ${runs} rounds of ` +
    `${INVOCATIONS_A_ROUND} invocations, ${verdict(median(added), BUDGET.addedMs, 'ms')}; ${ratio.toFixed(1)} times ` +
    `the same runtime without it (${median(pairs.map(({ direct }) => direct)).toFixed(2)} ms); ` +
    `ready in ${median(starts).toFixed(0)} ms (${range(starts, 0)}) of ${starts.length} starts, ` +
    `${verdict(median(starts), BUDGET.readyMs, 'ms')}; ${megabytes}`
  );
}

/** How long the extension takes to be ready, in ms. The first start warms the disk and is not counted. */
async function measureStarts(layer: string, count: number): Promise<number[]> {
  const times: number[] = [];
  const api = await RuntimeApi.start();
  try {
    while (times.length <= count) {
      const extension = await startExtension(layer, api);
      await end(extension.process);
      times.push(extension.readyMs);
    }
  } finally {
    api.stop();
  }
  return times.slice(1);
}

/**
 * Two environments, one with the extension, take turns. Of both, the runtime is started as Lambda starts it: with the
 * layer, by the wrapper, which points it at the proxy.
 */
async function measureRounds(layer: string, runs: number): Promise<Rounds> {
  const [direct, proxied] = [await RuntimeApi.start(), await RuntimeApi.start()];
  const programs: ChildProcess[] = [];
  try {
    const extension = await startExtension(layer, proxied);
    programs.push(extension.process);
    const runtime = [process.execPath, '--import', 'tsx', require.resolve('./runtime.ts')] as const;
    programs.push(start(runtime[0], runtime.slice(1), { AWS_LAMBDA_RUNTIME_API: direct.address }));
    programs.push(
      start(join(layer, 'bootstrap'), runtime, {
        AWS_LAMBDA_RUNTIME_API: proxied.address,
        CHAOS_EXTENSION__PORT: String(extension.port),
      }),
    );
    const anyEnds = Promise.race(programs.map((program) => failure(program, program.spawnfile)));
    const pairs = await Promise.race([takeTurns(direct, proxied, WARM_UP_ROUNDS + runs), anyEnds]);
    return { pairs: pairs.slice(WARM_UP_ROUNDS), memory: memoryOf(extension.process) };
  } finally {
    // The runtimes first: they would complain of an extension that is gone.
    for (const program of programs.reverse()) await end(program);
    direct.stop();
    proxied.stop();
  }
}

async function takeTurns(direct: RuntimeApi, proxied: RuntimeApi, rounds: number): Promise<Rounds['pairs']> {
  const pairs: { direct: number; proxied: number }[] = [];
  while (pairs.length < rounds) {
    pairs.push({
      direct: median(await direct.invoke(INVOCATIONS_A_ROUND)),
      proxied: median(await proxied.invoke(INVOCATIONS_A_ROUND)),
    });
  }
  return pairs;
}
