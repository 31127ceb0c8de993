import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const MODULE = join(__dirname, '..', '..', '..', 'rehearsal', 'confined', 'no-code-from-text.ts');

const ATTEMPTS = [
  'eval("1")',
  '(0, eval)("1")',
  'Function("return 1")()',
  'new Function("return 1")()',
  '(() => {}).constructor("return 1")()',
  '(async () => {}).constructor("return 1")()',
  '(function* () {}).constructor("yield 1")().next()',
  '(async function* () {}).constructor("yield 1")().next()',
  '[].constructor.constructor("return 1")()',
  'Object.getPrototypeOf(Function.prototype).constructor.constructor("return 1")()',
  'Reflect.construct(Object.getPrototypeOf(async () => {}).constructor, ["return 1"])',
  'globalThis.eval = 1, globalThis.eval("1")',
];

it('once it is forbidden, no code is made of text in any way', () => {
  const code = `
    const { forbidCodeFromText } = require(${JSON.stringify(MODULE)});
    forbidCodeFromText();
    const ends = [${ATTEMPTS.map((attempt) => `() => (${attempt})`).join(', ')}].map((attempt) => {
      try { return { had: String(attempt()) }; } catch (error) { return error.name; }
    });
    console.log(JSON.stringify([...ends, (() => {}) instanceof Function]));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', code], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([
    ...ATTEMPTS.map(() => expect.stringMatching(/Error$/) as string),
    true,
  ]);
});
