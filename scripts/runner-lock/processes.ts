import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { unlessMissing } from './unless-missing';

/** What tells a process from all others, and from a later one that got its number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** The running kernel, and the namespace that the number is of; null where the system does not tell, as on a Mac. */
  readonly kernel: string | null;
  /** When it started, in the kernel's clock ticks; null where the system does not tell. */
  readonly startedAt: string | null;
}

/** What has become of a process; unknown where it runs on another machine, or its number may be another one's by now. */
export type Fate = 'alive' | 'dead' | 'unknown';

/** The processes of this machine. */
export interface Processes {
  readonly own: () => ProcessIdentity;
  readonly fateOf: (process: ProcessIdentity) => Fate;
}

/** Those of the operating system. */
export const systemProcesses: Processes = {
  own: () => ({
    pid: process.pid,
    host: hostname(),
    kernel: kernelOf(),
    startedAt: readStat(process.pid)?.startedAt ?? null,
  }),
  fateOf: ({ pid, host, kernel, startedAt }) => {
    if (kernel === null || startedAt === null) {
      // Without /proc a number that is there may be another process' by now.
      return host === hostname() && !isThere(pid) ? 'dead' : 'unknown';
    }
    if (kernel !== kernelOf()) return 'unknown';
    const found = readStat(pid);
    return found?.startedAt === startedAt && !found.hasEnded ? 'alive' : 'dead';
  },
};

function kernelOf(): string | null {
  const boot = unlessMissing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = unlessMissing(() => readlinkSync('/proc/self/ns/pid'));
  return boot === null || namespace === null ? null : `${boot} ${namespace}`;
}

/** The fields 3 (state) and 22 (starttime) of a process (proc_pid_stat(5)); null where there is no such process. */
function readStat(pid: number): { readonly startedAt: string; readonly hasEnded: boolean } | null {
  const stat = unlessMissing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return null;
  // The name, field 2, stands in parentheses and may hold some.
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { startedAt: fields[18] ?? '', hasEnded: ['Z', 'X'].includes(state) };
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Not allowed to signal it is there, too.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
