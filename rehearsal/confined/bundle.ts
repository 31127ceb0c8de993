import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Writes the World and all that it needs into one file of that folder: a process that may read nothing else can load it. Returns its path;
 * rejects with esbuild's error.
 */
export async function bundleWorld(folder: string): Promise<string> {
  const outfile = join(folder, 'world.cjs');
  await build({
    entryPoints: [join(__dirname, 'world-main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    // Commands of the SDK are known by the names of their classes, which a bundle may change.
    keepNames: true,
    // ES modules, so that of the SDK's clients only what is used comes in: less than half.
    mainFields: ['module', 'main'],
    // In strict functions, callers and their `this` are hidden from those that they call.
    banner: { js: "'use strict';" },
    tsconfigRaw: '{}',
    logLevel: 'silent',
  });
  return outfile;
}
