// @ts-check
const Module = require('node:module');
const { basename, join } = require('node:path');
const vm = require('node:vm');
const { compiled } = require('./compiled');
const { nameSources } = require('./stack');

const PROJECT = join(__dirname, '..');

/**
 * Returns what runs a bundle as if its entry point had been started.
 * @param {{ bundle: import('./cache').Cached, code: Buffer, map: () => Buffer | null, main: string }} command
 * @returns {() => void}
 * @throws SyntaxError where it is no bundle
 */
function prepared({ bundle, code, map, main }) {
  // No path: whoever links the same packages into another checkout finds what was compiled here.
  const filename = basename(bundle.file ?? main);
  // Not ASCII alone: esbuild leaves regular expressions as they are.
  const text = code.toString('utf8');
  const script = new vm.Script(text, {
    filename,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    cachedData: compiled(bundle, text, filename),
  });
  const start = script.runInThisContext();
  return () => {
    nameSources(filename, map);
    const module = new Module(main);
    module.filename = main;
    // Everything that is not in the bundle is asked for from here.
    const require = Object.assign(Module.createRequire(__filename), { main: module });
    start(module.exports, require, module, main, PROJECT);
  };
}

module.exports = { prepared };
