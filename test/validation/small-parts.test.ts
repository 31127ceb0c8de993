import * as fc from 'fast-check';
import { durationSeconds } from '../../validation/duration';
import { formatPath } from '../../validation/findings/finding';
import { fillPlaceholders, hasPlaceholder } from '../../validation/placeholders';
import { cycleIn } from '../../validation/experiment-template/start-order';
import { choiceAdvice, likelyChoice } from '../../validation/suggestion';

describe('a suggestion', () => {
  it.each([
    ['healthChek', 'healthCheck'],
    ['HEALTHCHECK', 'healthCheck'],
    ['fualt', 'fault'],
    ['reg', 'regions'],
    ['banana', undefined],
    ['', undefined],
    ['x', undefined],
  ])('for %j is %j', (value, expected) => {
    expect(likelyChoice(value, ['healthCheck', 'fault', 'regions'])).toBe(expected);
  });

  it('prefers the choice whose capitals are those of the value', () => {
    expect(likelyChoice('Sting', ['string', 'String'])).toBe('String');
  });

  it('gives way to the list of choices where none is near, and to its beginning where they are many', () => {
    expect(choiceAdvice('banana', ['a', 'b'])).toBe('use one of "a", "b"');
    expect(
      choiceAdvice(
        7,
        Array.from({ length: 14 }, (_, n) => `c${n}`),
      ),
    ).toMatch(/^use one of "c0", .*"c11" and 2 more$/);
  });
});

describe('a duration', () => {
  it.each([
    ['PT1M', 60],
    ['PT12H', 43_200],
    ['PT0.5S', 0.5],
    ['P1DT1H1M1S', 90_061],
    ['P1W', 604_800],
    ['PT0S', 0],
    ['P1M', undefined],
    ['P1Y', undefined],
    ['10M', undefined],
    ['PT', undefined],
    ['P', undefined],
    ['P1DT', undefined],
    ['PT10M!', undefined],
    ['in PT10M', undefined],
    ['-PT10M', undefined],
    ['', undefined],
  ])('%j has %p seconds', (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });
});

it.each([
  [['regions', 1, 'label'], 'regions[1].label'],
  [['actions', 'S01 Wait', 'startAfter', 0], 'actions["S01 Wait"].startAfter[0]'],
  [['$schema'], '$schema'],
  [[], ''],
])('the path %j is shown as %s', (path, expected) => {
  expect(formatPath(path)).toBe(expected);
});

it('fills every placeholder, and only placeholders', () => {
  expect(fillPlaceholders('${A}-$B-{C}-${A.b}', (name) => `<${name}>`)).toBe('<A>-$B-{C}-<A.b>');
  expect(['${A}', '$A', '${}'].map(hasPlaceholder)).toEqual([true, false, false]);
});

describe('a cycle', () => {
  it('is never found among actions that only wait for earlier ones', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(30))), (lists) => {
        const entries = lists.map(
          (list, index) => [`a${index}`, list.filter((n) => n < index).map((n) => `a${n}`)] as const,
        );
        expect(cycleIn(new Map(entries))).toEqual([]);
      }),
    );
  });

  it('is found behind actions that are none of it', () => {
    const startAfter = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    expect(cycleIn(startAfter)).toEqual(['b', 'd', 'b']);
  });
});
