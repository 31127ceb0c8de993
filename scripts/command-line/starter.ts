import { readFileSync } from 'node:fs';
import type { Every } from '../progress/progress';

/** What of a process says who started it. */
export interface StartedProcess {
  /** The process that started this one; another one as soon as that has ended (on Windows the same). */
  readonly ppid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Shells through which npm starts a script; some of them wait for the script to end, others become it (`exec`). */
const SHELLS = ['sh', 'dash', 'bash', 'ash', 'busybox', 'ksh', 'zsh'];

const LOOKED_EVERY_MS = 1_000;

/**
 * Watches npm, where npm has started this process: npm 11 hands SIGINT and SIGTERM on to the shell between the two, which ends without
 * telling anybody, and ends by itself on SIGHUP and SIGKILL. Either way this process would go on, and nobody would know.
 * @param ended called once, when npm or its shell has ended
 * @returns stops watching
 */
export function watchNpm(started: StartedProcess, every: Every, ended: () => void): () => void {
  // npm's own variable (npm documentation, "scripts"); without it a parent that ends, such as a shell, has nothing to say.
  if (started.env.npm_lifecycle_event === undefined) return () => undefined;
  const parent = started.ppid;
  const shell = readStat(parent);
  const isThere = (): boolean =>
    started.ppid === parent &&
    (shell === null || !SHELLS.includes(shell.name) || readStat(parent)?.parent === shell.parent);
  const stop = every(LOOKED_EVERY_MS, () => {
    if (isThere()) return;
    stop();
    ended();
  });
  return stop;
}

/** The name of a process, and the process that started it (proc(5), /proc/pid/stat); null where there is no such file, as on a Mac. */
function readStat(pid: number): { readonly name: string; readonly parent: number } | null {
  try {
    const [, name = '', parent] =
      /^\d+ \((.*)\) \S (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(parent) };
  } catch (error) {
    if (GONE.includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** There is no such process, or no such file system. */
const GONE = ['ENOENT', 'ESRCH', 'EACCES'];
