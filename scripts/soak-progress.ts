import type { Terminal } from './live-progress';

/** Of a log, so many lines tell how far a soak is. */
const LINES = 10;

/** Tells how many game days of a soak are done: on a terminal at one place, in a log with a line for every tenth. */
export function soakProgress(stream: Terminal, count: number): (done: number) => void {
  if (stream.isTTY === true) {
    return (done) => void stream.write(`\r${done} of ${count}${done === count ? '\n' : ''}`);
  }
  let told = 0;
  return (done) => {
    const tenth = Math.floor((done / count) * LINES);
    if (tenth <= told) return;
    told = tenth;
    stream.write(`${done} of ${count}\n`);
  };
}
