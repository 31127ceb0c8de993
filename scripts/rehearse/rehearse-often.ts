import { setImmediate } from 'node:timers/promises';
import { countOf, type SeedRange } from '../../rehearsal/randomised/seeds';
import {
  seedsText,
  summarize,
  summaryText,
  violationText,
  type Replay,
} from '../../rehearsal/randomised/summary';
import { exitCodes } from '../command-line/command-line';
import type { Terminal } from '../progress/progress';
import type { ProgressOptions } from '../progress/progress';
import type { soak } from './randomised';
import { soakProgress } from '../progress/randomised-progress';

/** What a soak is told. */
export interface RehearseOftenProps extends Pick<ProgressOptions, 'json' | 'quiet'> {
  /** The path of the World's bundle. */
  readonly bundle: string;
  /** The path of the synthesised stack. */
  readonly stack: string;
  /** The path of the hypothesis. */
  readonly hypothesis: string;
  readonly seeds: readonly SeedRange[];
  readonly replay: Replay;
}

/** What a soak takes from the machine it runs on. */
export interface SoakSurroundings {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: Terminal;
  readonly process: { on(signal: (typeof CUT_OFF)[number], listener: () => void): unknown };
  readonly soak: typeof soak;
}

/** What cuts a soak off: Ctrl-C, what pipelines end a process with, and a terminal that is closed. */
const CUT_OFF = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs random game days, tells each violation on standard error as it happens, and prints on standard output what they come to. A soak
 * that is cut off prints what it has found by then.
 * @returns the exit code
 */
export async function rehearseOften(props: RehearseOftenProps, around: SoakSurroundings): Promise<number> {
  const { bundle, stack, hypothesis, seeds, replay, json = false, quiet = false } = props;
  const isSilent = json || quiet;
  const progress = soakProgress(around.stderr, countOf(seeds), isSilent);
  const interruption = new AbortController();
  // For good: npm hands on a Ctrl-C that this process has got from the terminal already.
  for (const signal of CUT_OFF) around.process.on(signal, () => interruption.abort());
  if (!isSilent) progress.say(seedsText(seeds));
  const { gameDays, perSecond } = await around.soak({
    bundle,
    stack,
    hypothesis,
    seeds,
    signal: interruption.signal,
    done: (gameDay, count) => {
      if (gameDay.violations.length > 0) progress.say(violationText(gameDay, replay));
      progress.done(count);
    },
  });
  progress.stop();
  const summary = summarize(gameDays, seeds);
  const text = json ? `${JSON.stringify(summary, null, 2)}\n` : summaryText(summary, replay);
  const isPrinted = await print(text, around);
  if (perSecond !== null && !isSilent) {
    progress.say(`${perSecond.toFixed(1)} game days a second after start-up`);
  }
  if (interruption.signal.aborted) return exitCodes.interrupted;
  return isPrinted && summary.failures.length === 0 ? exitCodes.success : exitCodes.failure;
}

/**
 * Prints the result on standard output; where that takes nothing, on standard error: it may be the work of hours.
 * @returns whether it was printed; whoever has stopped reading, as `head` does, has all that was wanted
 */
async function print(text: string, { stdout, stderr }: SoakSurroundings): Promise<boolean> {
  const error = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) => {
    stdout.write(text, resolve);
  });
  // Whoever listens to the stream hears of the error after this, and has a say about the exit code.
  await setImmediate();
  if (error === null || error === undefined || error.code === 'EPIPE') return true;
  stderr.write(`standard output takes nothing (${error.message}); this is the result:\n${text}`);
  return false;
}
