// @ts-check
// Starts a command: `node startup/start.js scripts/validate.ts …` does what `node --import tsx scripts/validate.ts …` does, in less time.
const Module = require('node:module');
const { basename, join } = require('node:path');
const { keepBundle, readBundle } = require('./bundled');
const { Cached, keyOf } = require('./cache');
const { sourcesKey } = require('./sources');

const PROJECT = join(__dirname, '..');
const entry = process.argv[2] ?? '';
const main = join(PROJECT, entry);
process.argv.splice(1, 2, main);

const key = isDebugged() ? null : sourcesKey();
const bundle = new Cached(basename(entry, '.ts'), key === null ? null : keyOf([key, entry]));
const map = bundle.beside('map');

const code = readBundle(bundle);
if (code !== null) ready(code)();
else if (bundle.isWritable())
  make()
    .then(ready, () => runSources)
    .then((run) => run());
else runSources();

async function make() {
  const { bundleCommand } = require('./bundle');
  const made = await bundleCommand(entry);
  const code = Buffer.from(made.code);
  // Whoever has edited a source meanwhile, and takes it back, is not to find here what it said between.
  if (keepBundle(bundle, code, made.origin, key)) map.write(made.map);
  return code;
}

/**
 * @param {Buffer} content
 * @returns {() => void}
 */
function ready(content) {
  try {
    const { prepared } = require('./run');
    return prepared({ bundle, code: content, map: () => map.read(), main });
  } catch {
    return runSources;
  }
}

function runSources() {
  // @ts-expect-error -- it has no types
  require('tsx/cjs');
  Module.runMain();
}

/** A debugger is to stop in the sources. */
function isDebugged() {
  return [...process.execArgv, process.env.NODE_OPTIONS ?? ''].some((option) => option.includes('--inspect'));
}
