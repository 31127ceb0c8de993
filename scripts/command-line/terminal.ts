import { createInterface } from 'node:readline';
import { isatty } from 'node:tty';
import type { Clock } from '../../experiment/time/clock';
import { exitCodes } from './command-line';
import type { Progress } from '../progress/progress';

/** What Ctrl-C has to do with of a process. */
export interface InterruptedProcess {
  on(signal: Interrupt, listener: () => void): unknown;
  off(signal: Interrupt, listener: () => void): unknown;
  /** Ends it at once. */
  exit(code: number): void;
}

/** Ctrl-C; what pipelines end a process with; and what the kernel sends when a terminal is closed. */
type Interrupt = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** A game day's way to hear of Ctrl-C. */
export interface Interruption {
  /** Aborts with the first wish to end the game day; its reason is an Error that says whose. */
  readonly signal: AbortSignal;
  /** Ends the game day as the first Ctrl-C does; later ones change nothing. */
  readonly end: (why: string) => void;
  /** Gives the signals back. */
  readonly stop: () => void;
}

/** `npm run` may pass on a Ctrl-C that its command has got from the terminal already: within that time it is the same one. */
const SAME_CTRL_C_MS = 500;

/**
 * Listens for the wish to end a game day: the first `SIGINT` ends it in order, the second ends the process. A `SIGTERM`, with which
 * pipelines end what has not ended on `SIGINT`, and a `SIGHUP`, after which nobody sees anything any more, never do more than the first.
 * @param progress shows the game day, and so must be the one to say it
 * @param nextSteps command lines that are told with the second, which leaves the functions as they are
 */
export function listenForInterruption(
  interrupted: InterruptedProcess,
  clock: Clock,
  progress: Pick<Progress, 'say' | 'stop'>,
  nextSteps: readonly string[],
): Interruption {
  const controller = new AbortController();
  let since = 0;
  const end = (why: string): void => {
    if (controller.signal.aborted) return;
    since = clock.now();
    // Aborted first: on a terminal that is gone, nothing can be said.
    controller.abort(new Error(why));
    progress.say(`${why}: stopping the experiment and restoring the functions`);
    progress.say('Ctrl-C once more quits at once, and leaves the functions as they are');
  };
  const interrupt = (): void => {
    if (!controller.signal.aborted) {
      end('interrupted by the user');
      return;
    }
    if (clock.now() - since < SAME_CTRL_C_MS) return;
    progress.stop();
    progress.say(`the functions may still be broken; to go on: ${nextSteps.join(', or: ')}`);
    interrupted.exit(exitCodes.interrupted);
  };
  const listeners: Readonly<Record<Interrupt, () => void>> = {
    SIGINT: interrupt,
    SIGTERM: () => end('interrupted by SIGTERM'),
    SIGHUP: () => end('the terminal was closed (SIGHUP)'),
  };
  const signals = Object.keys(listeners) as Interrupt[];
  for (const signal of signals) interrupted.on(signal, listeners[signal]);
  return {
    signal: controller.signal,
    end,
    stop: () => {
      for (const signal of signals) interrupted.off(signal, listeners[signal]);
    },
  };
}

/** Anything but yes is no; so are Ctrl-C and the end of the input. */
function askAtTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    terminal.once('close', () => resolve(false));
    terminal.question(`${question} [y/N] `, (answer) => {
      resolve(/^y(es)?$/i.test(answer.trim()));
      terminal.close();
    });
  });
}

/** How a person is asked who sits at this process' terminal; null where nobody does. */
export function askIfSomebodyIsThere(): typeof askAtTerminal | null {
  return isatty(0) && process.stderr.isTTY ? askAtTerminal : null;
}
