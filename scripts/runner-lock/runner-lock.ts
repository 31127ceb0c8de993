import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../experiment/time/clock';
import { duration } from '../../experiment/time/duration';
import { UsageError } from '../command-line/command-line';
import type { Processes, ProcessIdentity } from './processes';
import { unlessMissing } from './unless-missing';

/** A runner shows so often that it lives. */
const BEAT_MS = 10_000;

/** One that has not shown so for so long may be taken over. */
const SILENT_MS = 60_000;

/** The first runner of a game day has number 1, who takes it over the next one: the highest is the holder. */
const LOCK = /^\.runner-(\d+)\.lock$/;

/** What a lock is taken with. */
export interface LockProps {
  /** The folder of the game day's report. */
  readonly folder: string;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly processes: Processes;
  /** Take it from a runner of which nobody knows whether it lives, once it has been silent for a minute. */
  readonly isTakeover?: boolean;
}

interface Found {
  readonly number: number;
  readonly file: string;
  readonly text: string;
}

/**
 * The right to run a game day and to write its journal: a file beside the journal that only one process can have made, with who that is,
 * and with the moment of its last sign of life as its time of change. A process that is known to be dead holds nothing, whatever process has
 * its number now.
 */
export class RunnerLock {
  private constructor(
    private readonly props: LockProps,
    private readonly number: number,
    private readonly text: string,
  ) {}

  /** @throws {UsageError} where a runner lives, or may live, and says what can be done */
  static take(props: LockProps): RunnerLock {
    const holder = latestIn(props.folder);
    if (holder !== null) refuseIfHeld(holder, props);
    const lock = new RunnerLock(props, (holder?.number ?? 0) + 1, JSON.stringify(props.processes.own()));
    try {
      writeFileSync(lock.file, lock.text, { flag: 'wx' });
    } catch (error) {
      // Another one was quicker: it holds the lock now.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return RunnerLock.take(props);
      throw error;
    }
    lock.beat();
    if (holder !== null) rmSync(holder.file, { force: true });
    return lock;
  }

  /** Whether another runner has taken the game day over. */
  isLost(): boolean {
    const holder = latestIn(this.props.folder);
    return holder !== null && (holder.number !== this.number || holder.text !== this.text);
  }

  /**
   * Shows every 10 s that this runner lives.
   * @param lost is told once, where another runner has taken the game day over
   * @param failed is told where it cannot be shown any more: no reason to end a game day
   * @returns ends that
   */
  keep(lost: () => void, failed: (error: unknown) => void): () => void {
    const stopping = new AbortController();
    const live = async (): Promise<void> => {
      for (;;) {
        await this.props.clock.sleep(BEAT_MS, stopping.signal);
        if (this.isLost()) {
          lost();
          return;
        }
        this.beat();
      }
    };
    live().catch((error: unknown) => {
      if (!stopping.signal.aborted) failed(error);
    });
    return () => stopping.abort(new Error('the runner has ended'));
  }

  /** Gives it back. Where it was ever taken over, a trace stays: the runner from before may wake up, and must not think that it holds it. */
  release(): void {
    if (this.isLost()) return;
    if (this.number === 1) rmSync(this.file, { force: true });
    else if (existsSync(this.file)) writeFileSync(this.file, RELEASED);
  }

  private get file(): string {
    return join(this.props.folder, `.runner-${this.number}.lock`);
  }

  private beat(): void {
    const seconds = this.props.clock.now() / 1000;
    // Where somebody has deleted the folder, that is no reason to end a game day; its next journal makes it again.
    if (!existsSync(this.file)) unlessMissing(() => writeFileSync(this.file, this.text));
    unlessMissing(() => utimesSync(this.file, seconds, seconds));
  }
}

/** What a lock holds that was given back. */
const RELEASED = '{}';

function latestIn(folder: string): Found | null {
  const names = unlessMissing(() => readdirSync(folder)) ?? [];
  const number = Math.max(0, ...names.map((name) => Number(LOCK.exec(name)?.[1] ?? 0)));
  const file = join(folder, `.runner-${number}.lock`);
  const text = number === 0 ? null : unlessMissing(() => readFileSync(file, 'utf8'));
  return text === null ? null : { number, file, text };
}

function refuseIfHeld({ file, text }: Found, { clock, processes, isTakeover = false }: LockProps): void {
  if (text === RELEASED) return;
  const holder = identityOf(text);
  const fate = holder === null ? 'unknown' : processes.fateOf(holder);
  if (fate === 'dead') return;
  const silentMs = clock.now() - statSync(file).mtimeMs;
  if (silentMs >= SILENT_MS && isTakeover) return;
  const who = holder === null ? 'its runner' : `its runner, process ${holder.pid} on ${holder.host},`;
  if (silentMs < SILENT_MS) {
    const words = `${who} showed ${duration(silentMs / 1000)} ago that it lives: Ctrl-C there ends the game day`;
    throw new UsageError(
      isTakeover ? `${words}; --takeover is for a runner that has been silent for a minute` : words,
    );
  }
  const there = fate === 'alive' ? ', although its process is there' : '';
  throw new UsageError(
    `${who} has been silent for ${duration(silentMs / 1000)}${there}; where you know that it does nothing any more, add --takeover`,
  );
}

/** Who made a lock; null where that cannot be read: it may just be being written. */
function identityOf(text: string): ProcessIdentity | null {
  try {
    return JSON.parse(text) as ProcessIdentity;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
