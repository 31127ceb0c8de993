import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

/** The flag of Node's permission model: `--permission` since 22.13 and 23.5, where it is stable; before, by its longer name. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

const HERE = __dirname;

/**
 * The arguments of a `node` that runs code from outside: it reads those files and folders, and otherwise no file; it writes none, starts
 * no process and no thread, loads no add-on, and makes no code of text.
 * @param reads files, or folders with all that is in them
 */
export function confinedArguments(reads: readonly string[]): string[] {
  const disarm = join(HERE, 'disarm.mjs');
  return [
    PERMISSION,
    // "Permission is an experimental feature", on standard error, in Node.js 20.
    '--disable-warning=ExperimentalWarning',
    '--disallow-code-generation-from-strings',
    ...[disarm, ...reads].map((path) => `--allow-fs-read=${path}`),
    '--import',
    pathToFileURL(disarm).href,
  ];
}
