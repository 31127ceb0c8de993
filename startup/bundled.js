// @ts-check
// What was bundled is kept with a note of the files of packages in it: npm's record does not know who edits one by hand.
const fs = require('node:fs');
const { join } = require('node:path');
const { stillTells } = require('./sources');

const PROJECT = join(__dirname, '..');

/** @typedef {{ metafile: import('esbuild').Metafile | undefined, since: number }} Origin what was read, and from when on */

/**
 * A bundle, as long as the files of packages in it are as they were; null where there is none.
 * @param {import('./cache').Cached} kept
 * @returns {Buffer | null}
 */
function readBundle(kept) {
  const note = kept.beside('packages').read();
  if (note === null) return null;
  const { files, looks } = JSON.parse(String(note));
  return looksOf(files)?.join() === looks ? kept.read() : null;
}

/**
 * Keeps a bundle, where all that it was made from is known and has stayed the same meanwhile.
 * @param {import('./cache').Cached} kept
 * @param {string | Uint8Array} content
 * @param {Origin} origin
 * @param {string | null} key of the sources
 * @param {readonly string[]} [paths] of that key
 * @returns {boolean} whether it is kept
 */
function keepBundle(kept, content, { metafile, since }, key, paths) {
  if (metafile === undefined || !stillTells(key, metafile, paths)) return false;
  const files = Object.keys(metafile.inputs).filter((path) => path.includes('node_modules/'));
  const looks = looksOf(files, since);
  if (looks === null) return false;
  return kept.beside('packages').write(JSON.stringify({ files, looks: looks.join() })) && kept.write(content);
}

/**
 * Null where one is not there, or has been changed since then. To look at a thousand takes 8 ms.
 * @param {readonly string[]} files
 * @param {number} since
 */
function looksOf(files, since = Infinity) {
  try {
    const all = files.map((file) => fs.statSync(join(PROJECT, file.replace(NOT_FOR_BROWSERS, ''))));
    if (all.some(({ mtimeMs }) => mtimeMs >= since)) return null;
    return all.flatMap(({ mtimeMs, size, ino }) => [mtimeMs, size, ino]);
  } catch {
    return null;
  }
}

/** esbuild names so what a package does not want in a bundle. */
const NOT_FOR_BROWSERS = /^\(disabled\):/;

module.exports = { keepBundle, readBundle };
