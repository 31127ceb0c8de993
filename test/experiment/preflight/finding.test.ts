import { fine, together, wrong, type Finding } from '../../../experiment/preflight/finding';

const unknown: Finding = { passed: null, measured: 'no answer', advice: 'ask again' };

describe('the parts of a check', () => {
  it.each<[string, readonly Finding[], boolean | null]>([
    ['pass when all pass', [fine('a'), fine('b')], true],
    ['fail when one fails', [fine('a'), wrong('b', 'mend b')], false],
    ['are not known when one is not known', [fine('a'), unknown], null],
    ['fail when one fails, whatever is not known', [unknown, wrong('b', 'mend b')], false],
  ])('%s', (_what, parts, passed) => {
    expect(together(parts).passed).toBe(passed);
  });

  it('tell all that was measured, and each advice once', () => {
    expect(together([wrong('a', 'mend it'), wrong('b', 'mend it'), unknown, fine('c')])).toEqual({
      passed: false,
      measured: 'a; b; no answer; c',
      advice: 'mend it; ask again',
    });
  });
});
