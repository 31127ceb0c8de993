import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The flag of Node's permission model: `--permission` since 22.13 and 23.5, where it is stable; before, by its longer name. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

const DISARM = join(__dirname, 'disarm.mjs');

/**
 * The arguments of a `node` that runs code from outside: it reads what those folders hold, those files, and otherwise none; it writes none, starts
 * no process and no thread, and loads no add-on.
 */
export function confinedArguments(folders: readonly string[], files: readonly string[] = []): string[] {
  // A temporary folder is reached through a link on a Mac, and Node looks at either path.
  const both = (path: string): string[] => [path, realpathSync(path)];
  const paths = [...folders.flatMap(both).map((path) => join(path, '*')), ...files.flatMap(both)];
  return [
    PERMISSION,
    // "Permission is an experimental feature", on standard error, in Node.js 20.
    '--disable-warning=ExperimentalWarning',
    ...[DISARM, ...new Set(paths)].map((path) => `--allow-fs-read=${path}`),
    '--import',
    pathToFileURL(DISARM).href,
  ];
}
