import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { confinedArguments } from '../confined/node-arguments';

/** A Python interpreter that loads in a process of its own, and the socket through which it is talked to. */
export interface StartedInterpreter {
  readonly child: ChildProcess;
  readonly socket: Socket;
}

/**
 * Starts a Python interpreter, with an empty environment and nothing within reach but its own files; it ends when its socket is closed.
 * Neither keeps this process alive.
 */
export function startInterpreter(): StartedInterpreter {
  const pyodide = dirname(require.resolve('pyodide/package.json'));
  const child = spawn(
    process.execPath,
    [...confinedArguments([join(__dirname, '*'), join(pyodide, '*')]), join(__dirname, 'process.mjs')],
    {
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
      // In a group of its own: a Ctrl-C in the terminal is for this process, which then closes the socket.
      detached: true,
    },
  );
  const socket = child.stdio[3] as Socket;
  child.unref();
  socket.unref();
  return { child, socket };
}
