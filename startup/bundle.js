// @ts-check
// Own code and the packages that it uses in one file, for Node's loader takes longer over a thousand small ones than most commands run.
const { readFile } = require('node:fs/promises');
const { basename, dirname, join, relative, sep } = require('node:path');

const { keepBundle, readBundle } = require('./bundled');
const { Cached } = require('./cache');
const { sourcesKey } = require('./sources');

const PROJECT = join(__dirname, '..');

/** What validators are made from. */
const VALIDATORS = ['schemas', 'startup', 'validation'];

/** Those that find files of their own by where they stand. */
const LEFT_OUT = ['esbuild', 'pyodide', 'tsx'];

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  absWorkingDir: PROJECT,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // Commands of the SDK are known by the names of their classes, which a bundle may change.
  keepNames: true,
  // Without it, esbuild looks for a tsconfig.json in every folder above.
  tsconfigRaw: '{}',
  logLevel: 'silent',
  write: false,
  metafile: true,
};

/**
 * A file that does what the entry point does, wherever it stands, and its source map. It is a function of what the file of a module finds,
 * but for `require`, which must be that of this folder, and of the project's path. Rejects with esbuild's error.
 * @param {string} entry its path in the project
 * @returns {Promise<{ code: Uint8Array, map: Uint8Array, origin: import('./bundled').Origin }>}
 */
async function bundleCommand(entry) {
  const { outputFiles, origin } = await build({
    entryPoints: [join(PROJECT, entry)],
    outfile: join(PROJECT, 'bundle.js'),
    external: LEFT_OUT,
    sourcemap: 'external',
    sourcesContent: false,
    // Strict, as the sources are.
    banner: { js: "(function (exports, require, module, __filename, __project) {'use strict';" },
    footer: { js: '})' },
    plugins: [
      { name: 'validators', setup: bringValidators },
      { name: 'places', setup: keepPlaces },
    ],
  });
  const [map, code] = [...(outputFiles ?? [])].sort((a, b) => b.path.length - a.path.length);
  if (map === undefined || code === undefined) throw new Error('esbuild wrote too little');
  return { code: code.contents, map: map.contents, origin };
}

/**
 * The World and all that it needs in one file: a process that may read nothing else can load it. It is a function of the three that the
 * file of a module finds. Rejects with esbuild's error.
 * @returns {Promise<{ code: Uint8Array, origin: import('./bundled').Origin }>}
 */
async function bundleWorldCode() {
  const { outputFiles, origin } = await build({
    entryPoints: [join(PROJECT, 'rehearsal', 'confined', 'world-main.ts')],
    // ES modules, so that of the SDK's clients only what is used comes in: less than half.
    mainFields: ['module', 'main'],
    // In strict functions, callers and their `this` are hidden from those that they call.
    banner: { js: "(function (exports, require, module) {'use strict';" },
    footer: { js: '})' },
    plugins: [{ name: 'validators', setup: bringValidators }],
  });
  const [code] = outputFiles ?? [];
  if (code === undefined) throw new Error('esbuild wrote nothing');
  return { code: code.contents, origin };
}

/**
 * The text of a module that makes validators of schemas without compiling them. It is made by own code, which runs here. Null where it could
 * not be kept: it takes longer to make than it saves.
 * @returns {Promise<string | null>}
 */
async function validators() {
  const key = sourcesKey(VALIDATORS);
  const kept = new Cached('validators', key);
  const found = readBundle(kept);
  if (found !== null) return String(found);
  if (!kept.isWritable()) return null;
  const { outputFiles, origin } = await build({
    entryPoints: [join(PROJECT, 'validation', 'kinds', 'standalone-validators.ts')],
  });
  const module = { exports: /** @type {any} */ ({}) };
  new Function('module', 'exports', 'require', outputFiles?.[0]?.text ?? '')(module, module.exports, require);
  const made = module.exports.standaloneValidators();
  keepBundle(kept, made, origin, key, VALIDATORS);
  return made;
}

/** @param {import('esbuild').PluginBuild} builder */
function bringValidators(builder) {
  builder.onLoad({ filter: /\bcompiled-before\.ts$/ }, async ({ path }) => {
    const contents = await validators();
    return contents === null ? undefined : { contents, loader: 'js', resolveDir: dirname(path) };
  });
}

/**
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<{ outputFiles: import('esbuild').OutputFile[] | undefined, origin: import('./bundled').Origin }>}
 */
async function build(options) {
  const since = Date.now();
  // Most starts need it not.
  const { outputFiles, metafile } = await require('esbuild').build({ ...COMMON, ...options });
  return { outputFiles, origin: { metafile, since } };
}

/**
 * Own files go on to know where they stand, and those of this folder are shared with whoever has started the command.
 * @param {import('esbuild').PluginBuild} builder
 */
function keepPlaces(builder) {
  builder.onResolve({ filter: /\/startup\/[\w-]+$/ }, ({ path }) => ({
    path: `./${basename(path)}`,
    external: true,
  }));
  builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const folder = relative(PROJECT, dirname(path));
    if (folder.startsWith('node_modules') || folder.startsWith('..')) return undefined;
    const text = await readFile(path, 'utf8');
    if (!/\b__dirname\b/.test(text)) return undefined;
    const place = JSON.stringify(folder.split(sep));
    // On the first line, so that all keep their numbers.
    return {
      contents: `const __dirname = require('node:path').join(__project, ...${place});${text}`,
      loader: 'ts',
    };
  });
}

module.exports = { bundleCommand, bundleWorldCode };
