import { fine, together, unlessMissing, wrong, type Finding } from '../../../experiment/preflight/finding';
import { awsError } from '../support/fake-aws';

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

describe('what is not there', () => {
  it('is told by the errors that say so, and by no other', async () => {
    const gone = Promise.reject(awsError('ResourceNotFoundException', 'no such function'));
    await expect(unlessMissing(gone, 'ResourceNotFoundException')).resolves.toBeNull();
    const refused = Promise.reject(awsError('AccessDeniedException', 'not authorized'));
    await expect(unlessMissing(refused, 'ResourceNotFoundException')).rejects.toThrow('not authorized');
    await expect(unlessMissing(Promise.resolve(1), 'ResourceNotFoundException')).resolves.toBe(1);
  });
});
