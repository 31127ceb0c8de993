import { judgeEffect, type TargetMeasured } from '../../../experiment/measure/judge-effect';

/** A fault that ends invocations by their time-out of 10 s; before it, none took longer than 0.3 s. */
const measured: TargetMeasured = {
  injected: { value: 60 },
  lambda: { value: { invocations: 90, errors: 60, longestSeconds: 10 } },
  longestBefore: 0.3,
  struckSeconds: 10,
};
const NONE = { value: 0 };
const UNREAD = { value: null, why: 'CloudWatch refused' };
const quick = { value: { invocations: 90, errors: 0, longestSeconds: 0.31 } };

const judge = (changes: Partial<TargetMeasured>) => judgeEffect({ ...measured, ...changes });

describe('whether the fault struck', () => {
  it.each<[string, Partial<TargetMeasured>, string]>([
    ['by the count', {}, 'struck'],
    ['by the count, whatever Lambda says', { lambda: quick }, 'struck'],
    ['by the count, where Lambda says nothing', { lambda: UNREAD }, 'struck'],
    ['by Lambda alone, where the count is missing', { injected: NONE }, 'struck'],
    ['by Lambda alone, where the count could not be read', { injected: UNREAD }, 'struck'],
    ['not where none took long enough', { injected: NONE, lambda: quick }, 'missed'],
    [
      'not where none took long enough, even without the count',
      { injected: UNREAD, lambda: quick },
      'missed',
    ],
    [
      'not where nothing was invoked',
      { injected: NONE, lambda: { value: { invocations: 0, errors: 0, longestSeconds: 0 } } },
      'not-invoked',
    ],
    ['cannot be told where neither could be read', { injected: UNREAD, lambda: UNREAD }, 'unknown'],
    ['cannot be told by a missing count alone', { injected: NONE, lambda: UNREAD }, 'unknown'],
    [
      'cannot be told where others took as long before the experiment',
      { injected: NONE, longestBefore: 10 },
      'unknown',
    ],
    ['cannot be told where nothing is known of before', { injected: NONE, longestBefore: null }, 'unknown'],
    [
      'cannot be told where it is not known what the fault is',
      { injected: NONE, struckSeconds: null },
      'unknown',
    ],
  ])('is known %s', (_how, changes, effect) => {
    expect(judge(changes).effect).toBe(effect);
  });

  it('takes a timer that rang a little early for the fault', () => {
    const lambda = { value: { invocations: 1, errors: 0, longestSeconds: 2.999 } };
    expect(judge({ injected: NONE, lambda, struckSeconds: 3 }).effect).toBe('struck');
  });
});

it.each<[Partial<TargetMeasured>, string]>([
  [
    {},
    "by the extension's own count it struck 60 invocations; Lambda counted 90 invocations and 60 errors, and 10 s for the longest",
  ],
  [
    { injected: NONE, lambda: quick },
    "by the extension's own count it struck 0 invocations; Lambda counted 90 invocations and 0 errors, and 0.31 s for the longest; " +
      'one that is struck takes 10 s or more',
  ],
  [
    { injected: UNREAD, lambda: UNREAD },
    "the extension's own count is not known (CloudWatch refused); Lambda's metrics are not known (CloudWatch refused)",
  ],
  [
    { injected: NONE },
    "by the extension's own count it struck 0 invocations; Lambda counted 90 invocations and 60 errors, and 10 s for the longest; " +
      'one that is struck takes 10 s or more, and before the experiment none took longer than 0.3 s',
  ],
])('says what it is concluded from: %#', (changes, detail) => {
  expect(judge(changes).detail).toBe(detail);
});
