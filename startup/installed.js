// @ts-check
const fs = require('node:fs');
const { join } = require('node:path');

const PROJECT = join(__dirname, '..');

/**
 * What besides the project's own files decides what is made of them: Node.js, and the packages as npm says that it has installed them.
 * Null where npm has not said it, as where another tool has installed them: then nothing is kept.
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

module.exports = { installed };
