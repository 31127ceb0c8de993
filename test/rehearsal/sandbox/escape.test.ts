import { EventEmitter } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadHandler } from '../../../rehearsal/sandbox/sandbox';
import { VirtualClock } from '../../../rehearsal/time/virtual-clock';
import { scratchFolder } from '../../support/temporary-folder';
import { START } from '../support/context';

const CANARY = 'canary-of-the-functions-tests';

process.env.AWS_SECRET_ACCESS_KEY = CANARY;
const folder = scratchFolder();
const secret = join(folder, 'credentials');
const planted = join(folder, 'planted');
writeFileSync(secret, CANARY);

/** A module with all that a module of the World may give: functions, classes, promises, errors, emitters, data. */
const host = {
  call: (act: (value: unknown) => unknown) => act({ list: [1], at: new Date(0) }),
  later: () => Promise.resolve({ done: true }),
  never: () => Promise.reject(new TypeError('no')),
  fail: () => {
    throw new RangeError('no');
  },
  emitter: () => new EventEmitter(),
  Thing: class {
    readonly name = 'thing';
  },
};

/** What JavaScript that got an object of this realm would make of it. */
const HAD = `
const OUT = 'const p = process; return p.env.AWS_SECRET_ACCESS_KEY + p.getBuiltinModule("fs").readFileSync(secret)'
  .replace('secret', ${JSON.stringify(JSON.stringify(secret))});
const from = (thing) => thing.constructor.constructor(OUT)();
`;

async function attempt(body: string): Promise<string> {
  const code = `${HAD}\nconst host = require('host');\nexports.handler = async (event, context) => { ${body} };`;
  const handler = loadHandler(code, {
    clock: new VirtualClock(START),
    random: () => 0.5,
    environment: { COLOUR: 'red' },
    moduleNamed: (name) => (name === 'host' ? host : undefined),
  });
  try {
    return `had ${JSON.stringify(await handler({ body: [{}] }, {}))}`;
  } catch (error) {
    return `refused: ${String(error)}`;
  }
}

const NO_CODE = /^refused: EvalError: Code generation from strings disallowed/;

describe("a function's code has nothing of the machine, when it makes code of text by the constructor of", () => {
  it.each([
    ['this', 'return (function () { return from(this ?? {}); })();'],
    ['its event', 'return from(event);'],
    ['what its event holds', 'return from(event.body[0]);'],
    ['its context', 'return from(context);'],
    ['its module', 'return from(module);'],
    ['require', 'return require.constructor(OUT)();'],
    ['its process', 'return from(process);'],
    ['its environment', 'return from(process.env);'],
    ['its console', 'return from(console.log);'],
    ['its clock', 'return Date.now.constructor(OUT)();'],
    ['its chance', 'return Math.random.constructor(OUT)();'],
    ['a timer', 'return from(setTimeout(() => {}, 1));'],
    ['a function of a module', 'return host.call.constructor(OUT)();'],
    ['a class of a module', 'return host.Thing.constructor(OUT)();'],
    ['what it is called back with', 'return host.call((value) => from(value));'],
    ['a list that it is called back with', 'return host.call((value) => from(value.list));'],
    ['a date that it is called back with', 'return host.call((value) => from(value.at));'],
    ['the arguments of its callback', 'return host.call(function () { return from(arguments); });'],
    [
      'the arguments of a callback that is a proxy',
      'return host.call(new Proxy(() => {}, { apply: (target, self, values) => from(values) }));',
    ],
    ['a promise', 'return from(host.later());'],
    ['what a promise resolves with', 'return from(await host.later());'],
    ['what a promise rejects with', 'return host.never().catch(from);'],
    ['an error', 'try { host.fail(); } catch (error) { return from(error); }'],
    [
      'an error of a full stack',
      'const deep = () => { try { deep(); } catch (error) { return from(error); } host.call(deep); }; return deep();',
    ],
    ['an asynchronous function', 'return (async () => {}).constructor(OUT)();'],
    ['a generator', 'return (function* () {}).constructor(OUT)().next();'],
    ['an asynchronous generator', 'return (async function* () {}).constructor(OUT)().next();'],
  ])('%s', async (_what, body) => {
    expect(await attempt(body)).toMatch(NO_CODE);
  });
});

describe("a function's code has nothing of the machine, when it", () => {
  it.each([
    ['evaluates text', 'return (0, eval)(OUT);', NO_CODE],
    ['evaluates text later', 'setTimeout("process.exit()", 1);', /^had|^refused/],
    ['requires a module of Node', 'return require("node:fs");', /^refused: .*the module node:fs/],
    ['requires a command', 'return require("child_process").execSync("id");', /the module child_process/],
    ['asks its process for bindings', 'return process.binding("fs");', /is not a function/],
    ['asks its process for a module', 'return process.mainModule.require("fs");', /^refused: TypeError/],
    ['reads the environment', 'return process.env;', /^had {"COLOUR":"red"}$/],
    [
      'looks at the global object',
      'return Object.getOwnPropertyNames((function () { return this; })()).filter((name) => /^(process|require|fetch|Buffer)$/.test(name));',
      /^had \[\]$/,
    ],
    [
      'looks at the frames of a stack',
      `Error.prepareStackTrace = (error, frames) => frames.map((frame) => [typeof frame.getThis(), typeof frame.getFunction()]);
       return [host.call(() => new Error().stack).flat().filter((kind) => kind !== 'undefined').length];`,
      /^had \[[0-9]\]$/,
    ],
    [
      'looks at its caller',
      'return (function inner() { return inner.caller; })() === null;',
      /^had (true|false)$|^refused: TypeError/,
    ],
    [
      'climbs from its arguments to the first caller',
      `return (function () {
         let called = arguments.callee;
         try { while (called.caller) called = called.caller; } catch { return 'a strict function'; }
         return from(called);
       })();`,
      /^had "a strict function"$|^refused: EvalError/,
    ],
    ['imports a module of Node', 'return (await import("node:fs")).readFileSync;', /^refused: TypeError/],
    ['looks at the prototype of an emitter', 'return from(Object.getPrototypeOf(host.emitter()));', NO_CODE],
    [
      'defines a property of the prototype of an emitter',
      'host.emitter().__proto__.__defineGetter__("emit", () => 1);',
      /^refused: TypeError/,
    ],
    [
      'defines a property of an emitter by what all objects have',
      'host.emitter().__defineGetter__("emit", () => 1);',
      /^refused: TypeError/,
    ],
    ['sets a property of an emitter', '"use strict"; host.emitter().emit = 1;', /^refused: TypeError/],
  ])('%s', async (_how, body, result) => {
    const end = await attempt(body);
    expect(end).toMatch(result);
    expect(end).not.toContain(CANARY);
    expect(existsSync(planted)).toBe(false);
  });

  it.each([
    ['the functions that map lists', 'Array.prototype.map'],
    ['the functions that read maps', 'WeakMap.prototype.get'],
    ['the function that applies functions', 'Reflect.apply'],
    ['the function that lists keys', 'Object.keys'],
  ])('replaces %s', async (_what, replaced) => {
    const end = await attempt(
      `let seen = []; const real = ${replaced};
       ${replaced} = function (...values) { seen.push(this, ...values); return real.apply(this, values); };
       try { host.call((value) => value); await host.later(); } finally { ${replaced} = real; }
       return seen.map((thing) => { try { return from(thing); } catch { return null; } }).filter(Boolean);`,
    );
    expect(end).toBe('had []');
  });
});
