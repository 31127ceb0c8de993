import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { Cached, keyOf } from '../../startup/cache';
import { installed } from '../../startup/sources';
import { endWithProcess } from '../confined/end-with-process';
import { PYODIDE_MAIN, startPyodide } from './pyodide-process';

let cached: Cached | undefined;
let isWhole = false;
let making: Promise<void> | undefined;

/**
 * The memory of an interpreter that has loaded and run nothing yet, as a file that is opened for reading: with it, another loads in a
 * seventh of the time. Null where none is kept.
 */
export function openSnapshot(): number | null {
  isWhole ||= snapshot().read() !== null;
  return isWhole ? snapshot().open() : null;
}

/** Makes it, once in a process, where it can be kept; it takes as long as to load an interpreter. */
export function makeSnapshot(): Promise<void> {
  making ??= snapshot().isWritable() ? make() : Promise.resolve();
  return making;
}

function snapshot(): Cached {
  if (cached === undefined) {
    const packages = installed();
    cached = new Cached(
      'python',
      packages === null ? null : keyOf([...packages, readFileSync(PYODIDE_MAIN)]),
    );
  }
  return cached;
}

/** By a process that ends then: what writes the snapshot has never run code from outside. */
async function make(): Promise<void> {
  const child = startPyodide('snapshot', null);
  const end = (): void => void child.kill('SIGKILL');
  const outlive = endWithProcess(end);
  try {
    const parts: Uint8Array[] = [];
    child.on('error', () => undefined);
    for await (const part of child.stdio[3] as Readable) parts.push(part as Uint8Array);
    if (parts.length > 0) snapshot().write(Buffer.concat(parts));
  } catch {
    // Interpreters load without it.
  } finally {
    outlive();
    end();
  }
}
