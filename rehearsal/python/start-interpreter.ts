import { closeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { startPyodide } from './pyodide-process';
import { makeSnapshot, openSnapshot } from './snapshot';

/** A Python interpreter that loads in a process of its own. */
export interface StartedInterpreter {
  /** Leads to it; it ends when this is closed. */
  readonly socket: Socket;
  /** Ends it at once, even where its script computes for ever. */
  readonly kill: () => void;
}

/**
 * Starts a Python interpreter with an empty environment and nothing within reach but its own files: at once where there is a snapshot of
 * one, else when that has been made. It does not keep this process alive.
 */
export async function startInterpreter(): Promise<StartedInterpreter> {
  return startWith(openSnapshot() ?? (await makeSnapshot().then(openSnapshot)));
}

function startWith(snapshot: number | null): StartedInterpreter {
  const child = startPyodide('scripts', snapshot);
  if (snapshot !== null) closeSync(snapshot);
  const socket = child.stdio[3] as Socket;
  child.on('error', (error) => void socket.destroy(error));
  return { socket, kill: () => void child.kill('SIGKILL') };
}

/** For a {@link Python} whose interpreters are children of this process. */
export async function connectInterpreter(): Promise<Socket> {
  return (await startInterpreter()).socket;
}
