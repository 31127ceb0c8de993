import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from './command-line';

/** Ctrl-C; what pipelines end a process with; and a terminal that is closed. */
const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A process that can be interrupted, and ended. */
export interface Interruptible {
  on(signal: (typeof INTERRUPTS)[number], listener: () => void): unknown;
  off(signal: (typeof INTERRUPTS)[number], listener: () => void): unknown;
  /** Ends it at once. */
  exit(code: number): void;
}

/** Who is to be told of an interruption. */
export interface Interrupted {
  readonly process: Interruptible;
  readonly say: (line: string) => void;
}

/**
 * Works in a temporary folder, which is gone afterwards, whatever happens.
 * @param interrupted ends the process with 130 and a sentence when the work is interrupted; null where the work ends itself in order then.
 * What must not be cut in two, such as writing a report, has to be done in one go, without waiting
 */
export async function inScratchFolder(
  prefix: string,
  interrupted: Interrupted | null,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const end = (): void => {
    remove();
    interrupted?.say('interrupted: what was not finished is discarded');
    interrupted?.process.exit(exitCodes.interrupted);
  };
  for (const signal of INTERRUPTS) interrupted?.process.on(signal, end);
  try {
    await work(folder);
  } finally {
    for (const signal of INTERRUPTS) interrupted?.process.off(signal, end);
    remove();
  }
}
