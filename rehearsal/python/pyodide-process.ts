import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { confinedArguments } from '../confined/node-arguments';
import { showPlainly } from '../confined/plainly';

/** What it runs. */
export const PYODIDE_MAIN = join(__dirname, 'process.mjs');

/** What a process of Pyodide is for: to make a snapshot of its memory, or to run scripts. */
export type PyodideTask = 'snapshot' | 'scripts';

/**
 * Starts a process with an empty environment that can read Pyodide and its own files, and nothing else. What it is for goes through descriptor 3.
 * It does not keep this process alive.
 * @param snapshot a file of the cache, opened for reading; it is still to be closed here
 */
export function startPyodide(task: PyodideTask, snapshot: number | null): ChildProcess {
  const pyodide = dirname(require.resolve('pyodide/package.json'));
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', 'pipe', snapshot ?? 'ignore'];
  const child = spawn(
    process.execPath,
    [
      ...confinedArguments([__dirname, pyodide]),
      '--disallow-code-generation-from-strings',
      // A document's scripts are short: compiling them well takes longer than they run.
      '--liftoff-only',
      PYODIDE_MAIN,
      pathToFileURL(join(pyodide, 'pyodide.mjs')).href,
      task,
    ],
    // In a group of its own: a Ctrl-C in the terminal is for this process.
    { env: {}, stdio, detached: true },
  );
  showPlainly(child.stderr);
  child.unref();
  for (const stream of [child.stderr, child.stdio[3]]) (stream as unknown as { unref(): void }).unref();
  return child;
}
