import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type * as Esbuild from 'esbuild';
import { zipSync } from 'fflate';
import type { ZippableFile } from 'fflate';

import { keepBundle, readBundle, type Origin } from '../startup/bundled';
import { Cached } from '../startup/cache';
import { sourcesKey } from '../startup/sources';
import { withUnixLineEnds } from './line-ends';

const PROJECT = join(__dirname, '..');
const FUNCTIONS = join(PROJECT, 'functions');
const EXTENSION = join(FUNCTIONS, 'chaos-extension');

/** The functions that are deployed, by the name of their folder in `functions/`. */
export type FunctionName = 'hello' | 'health' | 'load-gen';

/**
 * Bundles a function and writes `<name>.zip` into the directory, which is made when it is missing: one file
 * `index.js`, handler `index.handler`. The same sources give the same bytes in any folder, time zone and year, so a
 * plan shows a change only where there is one. Returns the path of the archive; throws esbuild's error.
 */
export function buildFunctionArchive(name: FunctionName, directory: string): string {
  return writeZip(directory, `${name}.zip`, { 'index.js': file(bundle(name)) });
}

/**
 * Bundles the chaos extension and writes the layer `chaos-extension.zip` into the directory, which is made when it is
 * missing: `bootstrap` (the wrapper, `/opt/bootstrap` as in the public chaos-lambda-extension),
 * `extensions/chaos-extension` (Lambda starts whatever is executable there), and `chaos-extension/` with the bundle and what the two
 * start or read. As reproducible as {@link buildFunctionArchive}. Returns the path of the archive; throws esbuild's error.
 */
export function buildLayerArchive(directory: string): string {
  return writeZip(directory, 'chaos-extension.zip', {
    bootstrap: script('bootstrap.sh'),
    'extensions/chaos-extension': script('launch.sh'),
    'chaos-extension/runtime': script('runtime.sh'),
    'chaos-extension/common.sh': script('common.sh', 0o644),
    'chaos-extension/index.js': file(bundle('chaos-extension')),
  });
}

/** One start of esbuild bundles all, and takes as long as one for each would: they are few and small. */
let bundles: ReadonlyMap<string, Uint8Array> | undefined;

function bundle(name: FunctionName | 'chaos-extension'): Uint8Array {
  bundles ??= keptBundles();
  const code = bundles.get(name);
  if (code === undefined) throw new Error(`no bundle of functions/${name}`);
  return code;
}

/** What they are made from, besides packages. */
const SOURCES = ['functions', 'modules/archive.ts'];

/** They are kept from one synthesis to the next, as long as their sources, this file and the packages are the same. */
function keptBundles(): ReadonlyMap<string, Uint8Array> {
  const key = sourcesKey(SOURCES);
  const kept = new Cached('functions', key);
  const found = readBundle(kept);
  if (found !== null)
    return new Map(
      Object.entries(JSON.parse(String(found)) as Record<string, string>).map(([name, code]) => [
        name,
        Buffer.from(code),
      ]),
    );
  const { made, origin } = bundleAll(['hello', 'health', 'load-gen', 'chaos-extension']);
  const texts = [...made].map(([name, code]) => [name, Buffer.from(code).toString()]);
  keepBundle(kept, JSON.stringify(Object.fromEntries(texts)), origin, key, SOURCES);
  return made;
}

function bundleAll(names: readonly string[]): {
  made: ReadonlyMap<string, Uint8Array>;
  origin: Origin;
} {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- seldom needed
  const { buildSync } = require('esbuild') as typeof Esbuild;
  const since = Date.now();
  const { outputFiles, metafile } = buildSync({
    entryPoints: names.map((name) => ({ in: join(FUNCTIONS, name, 'index.ts'), out: name })),
    outdir: PROJECT,
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // The runtime nodejs22.x brings the AWS SDK for JavaScript 3.
    external: ['@aws-sdk/*'],
    // esbuild writes the path of each source into the bundle, relative to this folder.
    absWorkingDir: PROJECT,
    // Without it, esbuild looks for a tsconfig.json in every folder above.
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  const codeOf = (name: string) => contentsOf(outputFiles, join(PROJECT, `${name}.js`));
  return { made: new Map(names.map((name) => [name, codeOf(name)])), origin: { metafile, since } };
}

function contentsOf(outputs: readonly { path: string; contents: Uint8Array }[], path: string): Uint8Array {
  const output = outputs.find((candidate) => candidate.path === path);
  if (output === undefined) throw new Error(`esbuild wrote no ${path}`);
  return output.contents;
}

/** The number of Unix in a zip's "version made by", without which the mode is not read (APPNOTE 4.4.2). */
const UNIX = 3;

function file(contents: Uint8Array, mode = 0o644): ZippableFile {
  // fflate writes the local time, so the moment is given in local time; the time of a zip begins in 1980.
  const mtime = new Date(1980, 0, 1, 12);
  // The high half of the external attributes is the mode of Unix, with the type "regular file".
  return [contents, { mtime, os: UNIX, attrs: ((0o100000 | mode) << 16) >>> 0, level: 9 }];
}

function script(name: string, mode = 0o755): ZippableFile {
  const text = withUnixLineEnds(readFileSync(join(EXTENSION, name), 'utf8'));
  return file(new TextEncoder().encode(text), mode);
}

function writeZip(directory: string, name: string, files: Record<string, ZippableFile>): string {
  const path = join(directory, name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path, zipSync(files));
  return path;
}
