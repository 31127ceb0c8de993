// @ts-check
const v8 = require('node:v8');
const vm = require('node:vm');
const { Cached, keyOf } = require('./cache');

/**
 * A text of JavaScript as V8 has compiled it, kept from one start to the next. It is told by the text itself, since V8 looks at no more of
 * that than how long it is, and by the V8 that can read it: version, flags and processor.
 * @param {import('./cache').Cached} bundle what is kept of the text
 * @param {string} text
 * @param {string} filename
 * @returns {Buffer}
 */
function compiled(bundle, text, filename) {
  const key = bundle.key === null ? null : keyOf([text, String(v8.cachedDataVersionTag())]);
  const kept = new Cached(`${bundle.kind}.compiled`, key, bundle.folder);
  return kept.read() ?? kept.written(compile(text, filename));
}

/**
 * All of its functions, not only those that are called first. Nothing of it runs.
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

module.exports = { compiled };
