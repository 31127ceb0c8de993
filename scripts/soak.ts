import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { RandomGameDay } from '../rehearsal/soak/random-game-day';
import type { SoakMessage } from './soak-process';

/** What a soak is made from. */
export interface SoakProps {
  /** The path of the synthesised stack. */
  readonly stack: string;
  /** The path of the hypothesis. */
  readonly hypothesis: string;
  /** How many game days. */
  readonly count: number;
  readonly firstSeed: number;
  /** Told how many are done. */
  readonly progress: (done: number) => void;
}

/** What came of a soak. */
export interface SoakResult {
  readonly gameDays: readonly RandomGameDay[];
  /** Game days a second, from the moment at which every process had done its first; null where that leaves none. */
  readonly perSecond: number | null;
}

/**
 * Runs random game days, one seed after the other from the first, in a process for each core.
 * @throws Error when a game day could not be run at all, with its seed
 */
export async function soak({
  stack,
  hypothesis,
  count,
  firstSeed,
  progress,
}: SoakProps): Promise<SoakResult> {
  const results: RandomGameDay[] = [];
  const begun = new Set<ChildProcess>();
  let warm: { readonly at: number; readonly done: number } | null = null;
  let next = 0;
  const processes = Array.from({ length: Math.min(count, availableParallelism()) }, () =>
    fork(join(__dirname, 'soak-process.ts'), [stack, hypothesis], { execArgv: ['--import', 'tsx'] }),
  );
  const work = (child: ChildProcess): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (): void => {
        if (next >= count) {
          resolve();
          return;
        }
        child.send(firstSeed + next);
        next += 1;
      };
      child.on('message', (message: SoakMessage) => {
        if (message.kind === 'broken') {
          reject(new Error(`seed ${message.seed}: ${message.message}`));
          return;
        }
        if (message.kind === 'done') {
          results.push(message.gameDay);
          begun.add(child);
          if (begun.size === processes.length) warm ??= { at: performance.now(), done: results.length };
          progress(results.length);
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
