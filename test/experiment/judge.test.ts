import * as fc from 'fast-check';
import type { CheckKind, CheckResult, Status } from '../../experiment/journal';
import { judgeCheck, verdictOf } from '../../experiment/judge';
import type { HypothesisCheck } from '../../schemas/hypothesis';
import { goodEvidence } from './support/evidence';

const detect = (tolerance: string): HypothesisCheck => ({
  name: 'it is detected',
  kind: 'recovery',
  probe: 'seconds-to-detect',
  tolerance,
});

describe('judgeCheck', () => {
  it.each([
    ['<= 40', true],
    ['< 40', false],
    ['== 40', true],
    ['> 40', false],
    ['>= 40', true],
  ])('holds 40 s against %s', (tolerance, held) => {
    expect(judgeCheck(detect(tolerance), goodEvidence())).toEqual({
      name: 'it is detected',
      kind: 'recovery',
      held,
      measured: 40,
      tolerance,
      detail: "Route 53's checkers gave us up 40 s after the fault went live",
    });
  });

  it('does not hold what never happened, and measures nothing', () => {
    const result = judgeCheck(detect('<= 120'), goodEvidence({ detectedAt: null }));
    expect(result).toMatchObject({ held: false, measured: null });
    expect(result.detail).toContain('stayed healthy');
  });

  it('does not refute what had less time to happen than it may take', () => {
    const result = judgeCheck(detect('<= 700'), goodEvidence({ detectedAt: null }));
    expect(result).toMatchObject({ held: null, measured: null });
    expect(result.detail).toContain('the fault was cut short after 600 s');
  });

  it('neither holds nor refutes what was not measured', () => {
    const windows = { ...goodEvidence().windows, recovery: null };
    expect(judgeCheck(detect('<= 120'), goodEvidence({ windows }))).toMatchObject({
      held: null,
      measured: null,
    });
  });
});

const result = (kind: CheckKind, held: boolean | null): CheckResult => ({
  name: 'check',
  kind,
  held,
  measured: null,
  tolerance: '== 0',
  detail: '',
});

describe('verdictOf', () => {
  it.each<[Status, [CheckKind, boolean | null][], string]>([
    [
      'completed',
      [
        ['steady-state', true],
        ['sustained', true],
      ],
      'held',
    ],
    [
      'completed',
      [
        ['steady-state', true],
        ['sustained', false],
      ],
      'refuted',
    ],
    [
      'completed',
      [
        ['sustained', false],
        ['recovery', null],
      ],
      'refuted',
    ],
    [
      'completed',
      [
        ['sustained', true],
        ['recovery', null],
      ],
      'inconclusive',
    ],
    [
      'completed',
      [
        ['steady-state', null],
        ['sustained', true],
      ],
      'inconclusive',
    ],
    [
      'completed',
      [
        ['steady-state', false],
        ['sustained', true],
      ],
      'inconclusive',
    ],
    [
      'stopped',
      [
        ['steady-state', true],
        ['sustained', true],
      ],
      'inconclusive',
    ],
    [
      'stopped',
      [
        ['steady-state', true],
        ['sustained', false],
      ],
      'refuted',
    ],
    ['failed', [['sustained', true]], 'inconclusive'],
    ['failed', [['restoration', false]], 'refuted'],
    ['interrupted', [['sustained', true]], 'inconclusive'],
    ['interrupted', [], 'inconclusive'],
    ['aborted', [['steady-state', false]], 'inconclusive'],
    [
      'aborted',
      [
        ['steady-state', true],
        ['sustained', false],
      ],
      'inconclusive',
    ],
  ])('of an experiment that %s with %j is %s', (status, checks, verdict) => {
    expect(
      verdictOf(
        status,
        checks.map(([kind, held]) => result(kind, held)),
      ),
    ).toBe(verdict);
  });

  const statuses = fc.constantFrom<Status>('completed', 'stopped', 'failed', 'aborted', 'interrupted');
  const kinds = fc.constantFrom<CheckKind>('steady-state', 'sustained', 'recovery', 'restoration');
  const results = fc.array(
    fc.tuple(kinds, fc.constantFrom(true, false, null)).map(([kind, held]) => result(kind, held)),
  );

  it('is held only if FIS completed the experiment and every check held', () => {
    fc.assert(
      fc.property(statuses, results, (status, checks) => {
        const all = status === 'completed' && checks.every(({ held }) => held === true);
        expect(verdictOf(status, checks) === 'held').toBe(all);
      }),
    );
  });

  it('does not depend on the order of the checks', () => {
    fc.assert(
      fc.property(statuses, results, (status, checks) => {
        expect(verdictOf(status, checks.toReversed())).toBe(verdictOf(status, checks));
      }),
    );
  });
});
