import * as fc from 'fast-check';
import { parseTolerance, withinTolerance } from '../../../validation/hypothesis/tolerance';
import { loadHypothesis } from '../../../validation/hypothesis/hypothesis-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { edited, placesOf } from '../files';

const folder = temporaryFolder();

const small = `{
  "title": "it holds",
  "given": "a lab",
  "windows": { "baselineMinutes": 3, "recoveryMinutes": 5 },
  "checks": [
    { "name": "served", "kind": "steady-state", "probe": "customer-failure-rate", "regions": "all", "tolerance": "<= 0.01" },
    { "name": "seen", "kind": "recovery", "probe": "seconds-to-detect", "tolerance": "<= 120" },
    { "name": "restored", "kind": "restoration", "probe": "function-differences", "tolerance": "== 0" }
  ]
}
`;

const load = (text: string) => loadHypothesis(folder.write('hypothesis.json', text));

it('takes the hypothesis of this repository, which looks at every window of time', () => {
  const { checks, windows } = loadHypothesis('hypotheses/region-failure.json');
  expect(new Set(checks.map(({ kind }) => kind))).toEqual(
    new Set(['steady-state', 'sustained', 'recovery', 'restoration']),
  );
  expect(windows).toEqual({ baselineMinutes: 3, recoveryMinutes: 5 });
});

it('gives the checks in their order, as they are written', () => {
  expect(load(small)).toEqual(JSON.parse(small));
});

it.each([
  ['a line end', '\\n::error::', '\\n::error::'],
  ['a mark of direction', '\\u202e', '\\u{202e}'],
  ['a control character', '\\u001b[2J', '\\u001b[2J'],
])('takes no text with %s, which would reach logs', (_what, written, shown) => {
  const text = small.replace('"it holds"', `"it ${written} holds"`);
  expect(() => load(text)).toThrow(
    `2:12: title: "it ${shown} holds" is not one line of text; leave out line ends, control characters and marks of writing direction`,
  );
});

it.each([
  ['"seen"', '"served"', '7:15 checks[1].name: "served" is also the name of checks[0]; use another'],
  [
    '"recovery", ',
    '"sustained", ',
    '7:31 checks[1].kind: "sustained" cannot be measured with "seconds-to-detect"; use "recovery"',
  ],
  [
    '"kind": "restoration"',
    '"kind": "sustained"',
    '8:35 checks[2].kind: "sustained" cannot be measured with "function-differences"; use "restoration"',
  ],
  [
    '"kind": "steady-state"',
    '"kind": "steady"',
    '6:33 checks[0].kind: "steady" is not allowed; did you mean "steady-state"?',
  ],
  [
    '"probe": "customer-failure-rate"',
    '"probe": "customer-failures"',
    '6:58 checks[0].probe: "customer-failures" is not allowed; did you mean "customer-failure-rate"?',
  ],
  [
    '"regions": "all", ',
    '',
    '6:5 checks[0].regions: is missing; "customer-failure-rate" needs "all", "failed" or "other"',
  ],
  [
    '"seconds-to-detect", ',
    '"seconds-to-detect", "regions": "all", ',
    '7:73 checks[1].regions: has no meaning for "seconds-to-detect"; remove it',
  ],
  [
    '"<= 0.01"',
    '"<= 1.5"',
    '6:114 checks[0].tolerance: "<= 1.5" decides nothing; "customer-failure-rate" measures a value between 0 and 1',
  ],
  [
    '"<= 120"',
    '"> -1"',
    '7:86 checks[1].tolerance: "> -1" decides nothing; "seconds-to-detect" measures a value of at least 0',
  ],
  [
    '"<= 0.01"',
    '"=< 0.01"',
    '6:114 checks[0].tolerance: "=< 0.01" is not a tolerance; use a comparison (<=, >=, <, > or ==) and a number, such as "<= 0.01"',
  ],
  ['"<= 0.01"', '0.01', '6:114 checks[0].tolerance: 0.01 is a number; use a string: "0.01"'],
  [
    '"steady-state"',
    '"sustained"',
    '5:13 checks: has no check of kind "steady-state"; without one, nothing shows that all was well before the fault',
  ],
  [
    '"function-differences"',
    '"health-check-status", "regions": "all"',
    '5:13 checks: has no check with probe "function-differences"; without one, nothing shows that the fault was removed',
  ],
  [
    '"baselineMinutes": 3',
    '"baselineMinutes": 0',
    '4:35 windows.baselineMinutes: 0 is too small; use at least 1',
  ],
  ['"given": "a lab",\n', '', '1:1 given: is missing; what it presupposes, in a sentence'],
])('%s as %s is refused where it stands', (from, to, expected) => {
  expect(placesOf(() => load(edited(small, from, to)))).toEqual([expected]);
});

it.each([
  [
    'customers are looked at during the recovery',
    '"probe": "seconds-to-detect"',
    '"probe": "customer-failure-rate", "regions": "failed"',
    '"<= 120"',
    '"< 1"',
  ],
  [
    'a share that must be complete',
    '"probe": "seconds-to-detect"',
    '"probe": "answered-by-own-region", "regions": "other"',
    '"<= 120"',
    '"== 1"',
  ],
])('is taken: %s', (_, probe, otherProbe, tolerance, otherTolerance) => {
  expect(placesOf(() => load(edited(edited(small, probe, otherProbe), tolerance, otherTolerance)))).toEqual(
    [],
  );
});

describe('a tolerance', () => {
  it.each([
    ['<= 0.01', 0.01, true],
    ['<= 0.01', 0.011, false],
    ['< 1', 1, false],
    ['>= 1', 1, true],
    ['> 1', 1, false],
    ['== 0', 0, true],
    ['==0', 1, false],
    ['<= 120', Number.NaN, false],
    ['>= 0', Number.NaN, false],
  ])('%s of %d is %s', (text, measured, held) => {
    expect(withinTolerance(measured, parseTolerance(text))).toBe(held);
    expect(withinTolerance(measured, text)).toBe(held);
  });

  it.each(['', '1', '=< 1', '<= one', '<= 1 or so', '!= 1', '<= .5', '<= 1e3'])(
    'is not read from "%s"',
    (text) => {
      expect(() => parseTolerance(text)).toThrow(
        new RangeError(`"${text}" is not a tolerance; use a comparison and a number, such as "<= 0.01"`),
      );
    },
  );

  it('splits the numbers into below, at and above', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (measured, value) => {
        const within = (operator: '<' | '==' | '>' | '<=' | '>=') =>
          withinTolerance(measured, { operator, value });
        expect([within('<'), within('=='), within('>')].filter(Boolean)).toHaveLength(1);
        expect(within('<=')).toBe(!within('>'));
        expect(within('>=')).toBe(!within('<'));
      }),
    );
  });
});
