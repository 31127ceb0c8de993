import type { Reporter } from '../../experiment/journal/messages';

/** A stream that may be a terminal. */
export type Terminal = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** What the person at the other end sees while a game day runs. While it is there, nothing else may write to that stream. */
export interface Progress {
  /** Takes the game day's messages. */
  readonly report: Reporter;
  /** Says something else, in lines of its own. */
  readonly say: (line: string) => void;
  /** Leaves the stream to others. */
  readonly stop: () => void;
}

/** The options that say how much is shown. */
export interface ProgressOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** False with --no-color. */
  readonly color: boolean;
}

/** Calls back every so many milliseconds, until what it returns is called. */
export type Every = (milliseconds: number, act: () => void) => () => void;
