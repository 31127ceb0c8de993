import { availableParallelism } from 'node:os';
import { Interpreters } from '../../rehearsal/confined/interpreters';
import { toData } from '../../rehearsal/confined/messages';
import { WorldProcess } from '../../rehearsal/confined/world-process';
import { orNotModelled } from '../../rehearsal/not-modelled';
import { INTERPRETERS } from '../../rehearsal/python/interpreter-counts';
import type { RandomGameDay } from '../../rehearsal/randomised/random-game-day';
import { countOf, seedsOf, type SeedRange } from '../../rehearsal/randomised/seeds';
import { readConfiguration } from '../../terraform/configuration';
import { loadHypothesis } from '../../validation/hypothesis/hypothesis-file';

/** What a soak is made from. */
export interface SoakProps {
  /** The path of the World's bundle, in the folder that holds the stack's files. */
  readonly bundle: string;
  /** The path of the synthesised stack. */
  readonly stack: string;
  /** The path of the hypothesis. */
  readonly hypothesis: string;
  readonly seeds: readonly SeedRange[];
  /** Told of each game day as it is done, and how many are. */
  readonly done: (gameDay: RandomGameDay, count: number) => void;
  /** Cuts the soak off: what is done by then is its result. */
  readonly signal?: AbortSignal;
}

/** What came of a soak. */
export interface SoakResult {
  readonly gameDays: readonly RandomGameDay[];
  /** Game days a second, from the moment at which every process had done its first; null where that leaves none. */
  readonly perSecond: number | null;
}

/**
 * Runs random game days, one seed after the other, in a process for each core.
 * @throws Error when a game day could not be run at all, with its seed
 */
export async function soak({
  bundle,
  stack,
  hypothesis,
  seeds,
  done,
  signal,
}: SoakProps): Promise<SoakResult> {
  const results: RandomGameDay[] = [];
  const begun = new Set<WorldProcess>();
  const left = seedsOf(seeds).values();
  const task = {
    configuration: toData(orNotModelled(() => readConfiguration(stack))),
    hypothesis: loadHypothesis(hypothesis),
  };
  const count = Math.min(countOf(seeds), availableParallelism());
  let warm: { readonly at: number; readonly done: number } | null = null;
  const worlds: WorldProcess[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (): void => {
        const next = left.next();
        if (next.done === true) resolve();
        else world.send({ kind: 'seed', seed: next.value });
      };
      const world = new WorldProcess({
        bundle,
        interpreters: new Interpreters(INTERPRETERS.randomGameDay),
        ended: reject,
        said: (message) => {
          if (signal?.aborted === true) return;
          if (message.kind === 'broken') {
            reject(new Error(`seed ${message.seed}: ${message.message}`));
            return;
          }
          if (message.kind === 'done') {
            results.push(message.gameDay);
            begun.add(world);
            if (begun.size === count) warm ??= { at: performance.now(), done: results.length };
            done(message.gameDay, results.length);
          }
          give();
        },
      });
      worlds.push(world);
      world.send({ kind: 'soak', task });
    });
  try {
    await Promise.race([Promise.all(Array.from({ length: count }, work)), aborted(signal)]);
  } finally {
    for (const world of worlds) world.close();
  }
  return { gameDays: results, perSecond: rateSince(warm, results.length) };
}

/** Resolves when the signal aborts. One listener for all processes: Node.js warns of more than ten. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

function rateSince(warm: { readonly at: number; readonly done: number } | null, done: number): number | null {
  if (warm === null || warm.done === done) return null;
  return (done - warm.done) / ((performance.now() - warm.at) / 1000);
}
