// Starts a World's bundle, whose path it is given: what V8 has made of it before lies beside it, where there is any.
const { existsSync, readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const bundle = process.argv[2];
const compiled = `${bundle}.compiled`;
const script = new Script(readFileSync(bundle, 'utf8'), {
  filename: 'world.cjs',
  ...(existsSync(compiled) ? { cachedData: readFileSync(compiled) } : {}),
});
script.runInThisContext()(exports, require, module);
