import { Script } from 'node:vm';
import { Cached, keyOf } from '../../startup/cache';
import { compiled } from '../../startup/compiled';
import { scratchFolder } from '../support/temporary-folder';

const bundle = new Cached('bundle', keyOf(['sources']), scratchFolder());

/** What the text gives, run from what is kept of it. */
function resultOf(text: string): unknown {
  const script = new Script(text, { cachedData: compiled(bundle, text, 'text.js') });
  expect(script.cachedDataRejected).toBe(false);
  return (script.runInThisContext() as () => unknown)();
}

it('what V8 has compiled is that of the very text, not of another that is as long', () => {
  expect([resultOf('(() => 1)'), resultOf('(() => 2)'), resultOf('(() => 1)')]).toEqual([1, 2, 1]);
});

it('a stack trace of what is kept says the name that it was compiled under', () => {
  expect(resultOf('(() => new Error().stack)')).toContain('text.js:1:8');
});
