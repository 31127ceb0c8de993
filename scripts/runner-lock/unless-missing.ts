/** There is no such file, no such process, or no such file system. */
const MISSING = ['ENOENT', 'ESRCH', 'EACCES'];

/** What was read; null where it is not there (as /proc is not on a Mac), or not for this process to see. */
export function unlessMissing<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (MISSING.includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
