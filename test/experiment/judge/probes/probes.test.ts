import { unknownBefore } from '../../../../experiment/fault/snapshot';
import { UnreadableVariablesError } from '../../../../experiment/fault/variables-of';
import { measure } from '../../../../experiment/judge/probes/probes';
import type { Evidence } from '../../../../experiment/measure/evidence';
import type { CheckKind } from '../../../../validation/hypothesis/check-kinds';
import type { RegionGroup } from '../../../../validation/hypothesis/hypothesis';
import type { ProbeName } from '../../../../validation/hypothesis/probes';
import { goodEvidence } from '../../support/evidence';
import { check } from './support';

it.each<[ProbeName, CheckKind, RegionGroup | undefined]>([
  ['health-check-status', 'sustained', 'all'],
  ['customer-failure-rate', 'sustained', 'all'],
  ['answered-by-own-region', 'sustained', 'all'],
  ['seconds-to-detect', 'recovery', undefined],
  ['seconds-to-reroute', 'recovery', undefined],
  ['function-differences', 'restoration', undefined],
])('does not measure %s where there is no span of time to look at', (probe, kind, regions) => {
  const windows = { 'steady-state': null, sustained: null, recovery: null, restoration: null };
  expect(measure(check(probe, kind, regions), goodEvidence({ windows }))).toEqual({
    kind: 'unmeasured',
    detail:
      kind === 'restoration'
        ? 'the game day did not come so far'
        : 'the fault was not seen to start and to end',
  });
});

describe('function-differences', () => {
  const differ = check('function-differences', 'restoration');
  const { message: unreadable } = new UnreadableVariablesError({ FunctionName: 'health', Version: '2' });

  it.each<[Evidence['differences'], ReturnType<typeof measure>]>([
    [
      [],
      { kind: 'measured', value: 0, complete: true, detail: 'the functions of us-east-1 are as they were' },
    ],
    [
      ['hello: a', 'health: b'],
      { kind: 'measured', value: 2, complete: true, detail: 'hello: a; health: b' },
    ],
    [
      null,
      {
        kind: 'unmeasured',
        detail: 'the functions of us-east-1 could not be compared with their snapshots',
      },
    ],
    [
      [unknownBefore('hello'), unreadable],
      { kind: 'unmeasured', detail: `hello: what it was like before is not known; ${unreadable}` },
    ],
    [
      [unknownBefore('hello'), 'health: b'],
      {
        kind: 'measured',
        value: 1,
        complete: true,
        detail: 'hello: what it was like before is not known; health: b',
      },
    ],
  ])('of %j is counted, and named', (differences, finding) => {
    expect(measure(differ, goodEvidence({ differences }))).toEqual(finding);
  });

  it('are known where the game day did not come so far that a span of time is looked at', () => {
    const evidence = goodEvidence({ differences: ['hello: a'] });
    const cutShort = { ...evidence, windows: { ...evidence.windows, restoration: null } };
    expect(measure(differ, cutShort)).toMatchObject({ kind: 'measured', value: 1 });
    expect(measure(differ, { ...cutShort, differences: [] })).toMatchObject({ kind: 'unmeasured' });
  });
});
