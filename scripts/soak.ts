import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { RandomGameDay } from '../rehearsal/soak/random-game-day';
import { countOf, seedsOf, type SeedRange } from '../rehearsal/soak/seeds';
import type { SoakMessage } from './soak-process';

/** What a soak is made from. */
export interface SoakProps {
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
export async function soak({ stack, hypothesis, seeds, done, signal }: SoakProps): Promise<SoakResult> {
  const results: RandomGameDay[] = [];
  const begun = new Set<ChildProcess>();
  const left = seedsOf(seeds).values();
  let warm: { readonly at: number; readonly done: number } | null = null;
  const processes = Array.from({ length: Math.min(countOf(seeds), availableParallelism()) }, () =>
    fork(join(__dirname, 'soak-process.ts'), [stack, hypothesis], {
      execArgv: ['--import', 'tsx'],
      // In a group of its own: a Ctrl-C in the terminal is for this process, which then ends the others.
      detached: true,
    }),
  );
  const work = (child: ChildProcess): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (): void => {
        const next = left.next();
        if (next.done === true) resolve();
        else child.send(next.value);
      };
      if (signal?.aborted === true) resolve();
      signal?.addEventListener('abort', () => resolve());
      child.on('message', (message: SoakMessage) => {
        if (signal?.aborted === true) return;
        if (message.kind === 'broken') {
          reject(new Error(`seed ${message.seed}: ${message.message}`));
          return;
        }
        if (message.kind === 'done') {
          results.push(message.gameDay);
          begun.add(child);
          if (begun.size === processes.length) warm ??= { at: performance.now(), done: results.length };
          done(message.gameDay, results.length);
        }
        give();
      });
      child.on('exit', (code) => reject(new Error(`a process of the soak ended with ${code ?? 'a signal'}`)));
    });
  try {
    await Promise.all(processes.map(work));
  } finally {
    for (const child of processes) child.kill();
  }
  return { gameDays: results, perSecond: rateSince(warm, results.length) };
}

function rateSince(warm: { readonly at: number; readonly done: number } | null, done: number): number | null {
  if (warm === null || warm.done === done) return null;
  return (done - warm.done) / ((performance.now() - warm.at) / 1000);
}
