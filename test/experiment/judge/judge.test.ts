import * as fc from 'fast-check';
import type { CheckKind, CheckResult, Status } from '../../../experiment/journal/journal';
import { judgeCheck, verdictOf } from '../../../experiment/judge/judge';
import type { HypothesisCheck } from '../../../validation/hypothesis/hypothesis';
import { goodEvidence, lost, served, tens } from '../support/evidence';
import { eu, us } from '../support/lab';

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
      detail: "Route 53's checkers marked us-east-1 unhealthy 40 s after the fault started",
    });
  });

  it('does not hold what never happened, and measures nothing', () => {
    const result = judgeCheck(detect('<= 120'), goodEvidence({ detectedAt: null }));
    expect(result).toMatchObject({ held: false, measured: null });
    expect(result.detail).toContain('stayed healthy');
  });

  it.each([
    [
      '<= 700',
      'the fault lasted 10 min, less than the 11 min 40 s that it may take; the health check of us-east-1',
    ],
    [
      '<= 600',
      'the fault lasted 10 min, no longer than the 10 min that it may take; the health check of us-east-1',
    ],
  ])('does not refute %s by what had less time to happen', (tolerance, detail) => {
    const result = judgeCheck(detect(tolerance), goodEvidence({ detectedAt: null }));
    expect(result).toMatchObject({ held: null, measured: null });
    expect(result.detail).toContain(detail);
  });

  it('holds what has to take long and did not happen in that time', () => {
    const evidence = goodEvidence({ detectedAt: null });
    expect(judgeCheck(detect('>= 500'), evidence)).toMatchObject({ held: true, measured: null });
    const tooShort = judgeCheck(detect('>= 700'), evidence);
    expect(tooShort).toMatchObject({ held: null, measured: null });
    expect(tooShort.detail).toContain(
      'the fault lasted 10 min, less than the 11 min 40 s that it has to take',
    );
  });

  it('says a bound with a fraction as it is written', () => {
    const { detail } = judgeCheck(detect('<= 600.4'), goodEvidence({ detectedAt: null }));
    expect(detail).toContain('the fault lasted 10 min, less than the 600.4 s that it may take');
  });

  it('neither holds nor refutes what was not measured', () => {
    const windows = { ...goodEvidence().windows, recovery: null };
    expect(judgeCheck(detect('<= 120'), goodEvidence({ windows }))).toMatchObject({
      held: null,
      measured: null,
    });
  });
});

describe('judgeCheck, where requests that were due were not counted', () => {
  const rate: HypothesisCheck = {
    name: 'customers are served',
    kind: 'sustained',
    probe: 'customer-failure-rate',
    regions: 'other',
    tolerance: '<= 0.01',
  };
  /** Of ten minutes three are missing, and so many seconds were bad. */
  const evidence = (failing: number) =>
    goodEvidence({
      customers: new Map([
        [
          eu.region,
          [...tens(300, 480), ...tens(660, 900)].map((second, index) =>
            index < failing ? lost(second) : served(second, eu.region),
          ),
        ],
      ]),
    });

  it('neither holds nor refutes what is within the tolerance: the others may have failed', () => {
    expect(judgeCheck(rate, evidence(0))).toEqual({
      name: 'customers are served',
      kind: 'sustained',
      held: null,
      measured: null,
      tolerance: '<= 0.01',
      detail: 'eu-west-1: 0 of 42 requests failed, but none were counted in 3 of 10 minutes',
    });
  });

  it('refutes what breaks the tolerance even so', () => {
    expect(judgeCheck(rate, evidence(21))).toMatchObject({ held: false, measured: 0.5 });
  });

  it('refutes a reroute that took too long whatever was not counted, and else leaves it open', () => {
    const customers = new Map([[us.region, tens(300, 400).map(lost)]]);
    const reroute = (tolerance: string) =>
      judgeCheck(
        { name: 'rerouted', kind: 'recovery', probe: 'seconds-to-reroute', tolerance },
        goodEvidence({ customers }),
      );
    expect(reroute('<= 90')).toMatchObject({ held: false, measured: 91 });
    expect(reroute('<= 91')).toMatchObject({ held: null, measured: null });
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
    ['running', [['sustained', false]], 'inconclusive'],
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

  const statuses = fc.constantFrom<Status>(
    'completed',
    'stopped',
    'failed',
    'aborted',
    'interrupted',
    'running',
  );
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
