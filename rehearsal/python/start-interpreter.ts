import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { confinedArguments } from '../confined/node-arguments';
import { showPlainly } from '../confined/plainly';

/** A Python interpreter that loads in a process of its own. */
export interface StartedInterpreter {
  /** Leads to it; it ends when this is closed. */
  readonly socket: Socket;
  /** Ends it at once, even where its script computes for ever. */
  readonly kill: () => void;
}

/**
 * Starts a Python interpreter with an empty environment and nothing within reach but its own files. It does not keep this process alive.
 */
export function startInterpreter(): StartedInterpreter {
  const pyodide = dirname(require.resolve('pyodide/package.json'));
  const child = spawn(
    process.execPath,
    [
      ...confinedArguments([__dirname, pyodide]),
      '--disallow-code-generation-from-strings',
      join(__dirname, 'process.mjs'),
      pathToFileURL(join(pyodide, 'pyodide.mjs')).href,
    ],
    {
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      // In a group of its own: a Ctrl-C in the terminal is for this process.
      detached: true,
    },
  );
  const socket = child.stdio[3] as Socket;
  const errors = child.stderr as unknown as Socket;
  showPlainly(errors);
  child.on('error', (error) => void socket.destroy(error));
  child.unref();
  errors.unref();
  socket.unref();
  return { socket, kill: () => void child.kill('SIGKILL') };
}

/** For a {@link Python} whose interpreters are children of this process. */
export function connectInterpreter(): Promise<Socket> {
  return Promise.resolve(startInterpreter().socket);
}
