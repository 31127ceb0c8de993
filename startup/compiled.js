// @ts-check
const v8 = require('node:v8');
const vm = require('node:vm');

/**
 * A text of JavaScript as V8 has compiled it, all of its functions, not only those that are called first. Nothing of it runs.
 * V8 refuses what was compiled by another version, with other flags or on another processor, see {@link compiledFor}.
 * @param {string} text
 * @param {string} filename as it will stand in stack traces, whatever it is loaded as
 * @returns {Buffer}
 */
function compile(text, filename) {
  v8.setFlagsFromString('--no-lazy');
  try {
    const script = new vm.Script(text, { filename });
    // What was compiled with other flags is refused.
    v8.setFlagsFromString('--lazy');
    return script.createCachedData();
  } finally {
    v8.setFlagsFromString('--lazy');
  }
}

/** Tells the V8 that can read it: by version, flags and processor. */
function compiledFor() {
  return String(v8.cachedDataVersionTag());
}

module.exports = { compile, compiledFor };
