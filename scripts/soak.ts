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
}: SoakProps): Promise<RandomGameDay[]> {
  const results: RandomGameDay[] = [];
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
  return results;
}
