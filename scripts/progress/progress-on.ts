import { createColors } from 'picocolors';
import type { Reporter } from '../../experiment/journal/messages';
import type { Every, Progress, ProgressOptions, Terminal } from './progress';
import type { Colors } from '../../report/text/report-text';
import { colorsFor } from '../command-line/colors';
import { LiveProgress } from './live-progress';
import { summaryLine } from './labels';
import { messageLine } from './message-line';

/** By the machine's time. */
export const systemEvery: Every = (milliseconds, act) => {
  const timer = setInterval(act, milliseconds);
  return () => clearInterval(timer);
};

/** In a log, a summary is written so often. */
const SUMMARY_MS = 60_000;

/**
 * Shows a game day on a stream: on a terminal every event, and beneath them how things stand, redrawn in place; in a log a line for every
 * event and a summary a minute; with --quiet and --json nothing but what is said.
 */
export function progressOn(
  stream: Terminal,
  options: ProgressOptions,
  now: () => number,
  every: Every = systemEvery,
): Progress {
  if (isSilent(options)) return silence(stream);
  const colors = colorsFor(stream, options);
  return stream.isTTY === true ? new LiveProgress(stream, colors, now, every) : log(stream, colors);
}

/**
 * A game day's messages on standard error, a line each.
 * @param events whether to show every event, or the stages only
 */
export function progressLines(options: Omit<ProgressOptions, 'color'>, events: boolean): Reporter {
  if (isSilent(options)) return () => undefined;
  return (message) => {
    const line = messageLine(message, { events, colors: createColors(false) });
    if (line !== null) process.stderr.write(`${line}\n`);
  };
}

function isSilent({ json, quiet }: Pick<ProgressOptions, 'json' | 'quiet'>): boolean {
  return json === true || quiet === true;
}

function silence(stream: Terminal): Progress {
  return {
    report: () => undefined,
    say: (line) => void stream.write(`${line}\n`),
    stop: () => undefined,
  };
}

function log(stream: Terminal, colors: Colors): Progress {
  let summarized = -Infinity;
  const say = (line: string): void => void stream.write(`${line}\n`);
  return {
    say,
    stop: () => undefined,
    report: (message) => {
      if (message.kind === 'pulse') {
        const at = Date.parse(message.pulse.at);
        if (at - summarized < SUMMARY_MS) return;
        summarized = at;
        say(summaryLine(message.pulse));
        return;
      }
      const line = messageLine(message, { events: true, colors });
      if (line !== null) say(line);
    },
  };
}
