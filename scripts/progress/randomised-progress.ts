import { clearLine, cursorTo } from 'node:readline';
import type { Terminal } from './progress';

/** What the person at the other end sees while a soak runs. While it is there, nothing else may write to that stream. */
export interface SoakProgress {
  /** So many game days are done. */
  readonly done: (count: number) => void;
  /** Says something else, in lines of its own. */
  readonly say: (text: string) => void;
  /** Leaves the stream to others. */
  readonly stop: () => void;
}

/** Of a log, so many lines tell how far a soak is. */
const LINES = 10;

/**
 * Tells how many game days of a soak are done: on a terminal at one place, in a log with a line for every tenth.
 * @param isSilent says nothing but what is said
 */
export function soakProgress(stream: Terminal, count: number, isSilent = false): SoakProgress {
  if (isSilent) return { ...linesOn(stream), done: () => undefined };
  return stream.isTTY === true ? onTerminal(stream, count) : inLog(stream, count);
}

function onTerminal(stream: Terminal, count: number): SoakProgress {
  let counter = '';
  const draw = (): void => {
    cursorTo(stream, 0);
    stream.write(counter);
  };
  return {
    done: (done) => {
      counter = `${done} of ${count}`;
      draw();
    },
    say: (text) => {
      cursorTo(stream, 0);
      clearLine(stream, 1);
      stream.write(`${text}\n`);
      draw();
    },
    stop: () => {
      if (counter !== '') stream.write('\n');
      counter = '';
    },
  };
}

function inLog(stream: Terminal, count: number): SoakProgress {
  let told = 0;
  return {
    ...linesOn(stream),
    done: (done) => {
      const tenth = Math.floor((done / count) * LINES);
      if (tenth <= told) return;
      told = tenth;
      stream.write(`${done} of ${count}\n`);
    },
  };
}

function linesOn(stream: Terminal): Pick<SoakProgress, 'say' | 'stop'> {
  return { say: (text) => void stream.write(`${text}\n`), stop: () => undefined };
}
