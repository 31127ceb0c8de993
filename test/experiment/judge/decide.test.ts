import * as fc from 'fast-check';
import { decide } from '../../../experiment/judge/decide';
import { measured, unmeasured, type Finding } from '../../../experiment/judge/probes/finding';
import { withinTolerance } from '../../../validation/hypothesis/tolerance';

const share = { worse: 'higher', largest: 1 } as const;
const status = { worse: 'lower', largest: 1 } as const;
const time = { worse: 'higher', largest: Infinity } as const;
const never: Finding = { kind: 'never', withinSeconds: 600, detail: '' };
const half = (value: number): Finding => measured(value, '', false);

describe('a check is decided', () => {
  it.each([
    ['all was counted', measured(0.02, ''), share, '<= 0.01', false],
    ['all was counted', measured(0.01, ''), share, '<= 0.01', true],
    ['nothing was', unmeasured(''), share, '<= 0.01', null],
    ['what is missing cannot mend it', half(0.02), share, '<= 0.01', false],
    ['what is missing could break it', half(0), share, '<= 0.01', null],
    ['what is missing could mend it', half(0.3), share, '>= 0.5', null],
    ['what is missing cannot break it', half(0.6), share, '>= 0.5', true],
    ['a silent minute could have been unhealthy', half(1), status, '>= 1', null],
    ['one was', half(0), status, '>= 1', false],
    ['it took longer than it may', never, time, '<= 120', false],
    ['it may still happen in time', never, time, '<= 700', null],
    ['it took as long as it has to', never, time, '>= 500', true],
    ['it may still take as long as it has to', never, time, '>= 700', null],
    ['it is no more than that value already', half(3), time, '== 2', false],
    ['it may become that value', half(3), time, '== 4', null],
  ] as const)('%s: %#', (_why, finding, probe, tolerance, held) => {
    expect(decide(finding, probe, tolerance)).toBe(held);
  });

  it('as every value would be that is still possible, and not where two of them differ', () => {
    const value = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
    const operator = fc.constantFrom('<=', '>=', '<', '>', '==');
    fc.assert(
      fc.property(value, value, operator, fc.constantFrom('higher', 'lower'), (seen, bound, sign, worse) => {
        const tolerance = `${sign} ${bound}`;
        const all = Array.from({ length: 1001 }, (_, index) => index / 1000);
        const possible = all.filter((each) => (worse === 'higher' ? each >= seen : each <= seen));
        const answers = new Set(possible.map((each) => withinTolerance(each, tolerance)));
        const expected = answers.size === 1 ? [...answers][0] : null;
        expect(decide(half(seen), { worse, largest: 1 }, tolerance)).toBe(expected);
      }),
    );
  });
});
