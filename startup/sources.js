// @ts-check
const fs = require('node:fs');
const { join } = require('node:path');
const { keyOf } = require('./cache');

const PROJECT = join(__dirname, '..');

/** What commands are made from, of the project's own. */
const PARTS = [
  'experiment',
  'functions',
  'main.ts',
  'modules',
  // Says how files are bundled: `type`, `imports`, `sideEffects`.
  'package.json',
  'rehearsal',
  'report',
  'schemas',
  'scripts',
  'startup',
  'terraform',
  'validation',
];

/** @type {Map<readonly string[], string | null>} */
const known = new Map();

/**
 * Tells by their content the files that something is made from, the packages that npm says it has installed, and this Node.js. Null
 * where npm has not said it, as where another tool has installed them: then nothing is kept.
 * @param {readonly string[]} paths files and folders of the project; by default all that a command can be made from
 * @returns {string | null}
 */
function sourcesKey(paths = PARTS) {
  let key = known.get(paths);
  if (key === undefined) known.set(paths, (key = read(paths)));
  return key;
}

/**
 * Whether a key goes on to tell all that something was made from, after that: all are among those files, or a package's, and none has changed
 * meanwhile.
 * @param {string | null} key of {@link sourcesKey}
 * @param {import('esbuild').Metafile | undefined} made
 * @param {readonly string[]} paths as for the key
 */
function stillTells(key, made, paths = PARTS) {
  if (key === null || made === undefined || key !== read(paths)) return false;
  const files = new Set(paths.flatMap((part) => filesIn(part)));
  return Object.keys(made.inputs).every(
    (path) => path.split('/').includes('node_modules') || files.has(path),
  );
}

/** @param {readonly string[]} paths */
function read(paths) {
  const packages = installed();
  if (packages === null) return null;
  try {
    const parts = paths
      .flatMap((part) => filesIn(part))
      .map((file) => [file, fs.readFileSync(join(PROJECT, file))]);
    return keyOf([...packages, ...parts.flat()]);
  } catch {
    return null;
  }
}

/**
 * Node.js, and the packages as npm says that it has installed them; null where it has not said it.
 * @returns {(string | Buffer)[] | null}
 */
function installed() {
  const { version, platform, arch } = process;
  try {
    return [version, platform, arch, fs.readFileSync(join(PROJECT, 'node_modules', '.package-lock.json'))];
  } catch {
    return null;
  }
}

/**
 * The files of a folder, or the file, by their paths in the project, in an order that does not depend on the machine.
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (path.includes('.')) return [path];
  const entries = fs.readdirSync(join(PROJECT, path), { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink() || CODE.test(entry.name))
    .map(({ name }) => name);
  return names.sort().flatMap((name) => filesIn(`${path}/${name}`));
}

/** All that esbuild looks for. */
const CODE = /\.(?:[cm]?[jt]sx?|json|css)$/;

module.exports = { installed, sourcesKey, stillTells };
