import type { Series } from '../../../../experiment/measure/metrics';
import type { Throttling } from '../../../../experiment/measure/throttling';
import { customersBut, diagnosisOf, findingsOf, stranded } from '../../support/diagnosis';
import { goodEvidence, ORIGIN } from '../../support/evidence';
import { eu, us } from '../../support/lab';

const minute = (at: number, times: number) => [ORIGIN + at * 60_000, times] as const;

const refusing = (...refused: readonly (readonly [string, Series])[]) =>
  new Map([[us.region, { limit: 10, refused: new Map(refused) }]]);

/** The customers of the failed region, of whom nobody was simulated between two moments. */
const silent = (from: number, to: number) =>
  customersBut(
    us.region,
    stranded.filter(({ at }) => at < ORIGIN + from * 1000 || at >= ORIGIN + to * 1000),
  );

describe('where Lambda refused invocations', () => {
  it('tells which and when, how many may run at once, and that the customers were not simulated', () => {
    const throttled = refusing(
      [us.healthFunction, [minute(5, 40), minute(6, 61)]],
      [us.helloFunction, [minute(7, 1)]],
      [us.loadFunction, [minute(6, 1), minute(7, 1)]],
    );
    const [first, ...others] = diagnosisOf({ ...silent(360, 900), throttled });
    expect(first).toEqual({
      finding: 'Lambda refused invocations in us-east-1: no more than 10 may run there at once',
      evidence:
        'from 12:05:00 to 12:08:00: lab-health 101 times, lab-hello once, lab-load-gen 2 times; ' +
        'lab-load-gen simulates the customers of us-east-1, who were not simulated, and not counted, for as many minutes',
      advice: expect.stringMatching(
        /^ask for more concurrent executions in us-east-1 .*account-limits/,
      ) as unknown,
    });
    expect(others).toEqual([]);
    expect(findingsOf(silent(360, 900))).toEqual(['customers of us-east-1 were not counted for a time']);
  });

  it('does not say how many may run at once where that could not be read', () => {
    const [finding] = findingsOf({
      ...silent(360, 900),
      throttled: new Map([
        [us.region, { limit: null, refused: new Map([[us.helloFunction, [minute(6, 3)]]]) }],
      ]),
    });
    expect(finding).toBe('Lambda refused invocations in us-east-1: no more were allowed to run at once');
  });

  it('still tells of customers who were missing at another time than that', () => {
    const throttled = refusing([us.loadFunction, [minute(16, 1)]]);
    expect(findingsOf({ ...silent(360, 900), throttled })).toContain(
      'customers of us-east-1 were not counted for a time',
    );
  });

  it('tells of each region in which it did', () => {
    const some: Throttling = { limit: 10, refused: new Map([['f', [minute(6, 3)]]]) };
    const throttled = new Map([us, eu].map(({ region }) => [region, some]));
    const findings = findingsOf({ ...silent(360, 900), throttled });
    expect(findings.filter((finding) => finding.startsWith('Lambda refused'))).toHaveLength(2);
  });
});

it('says nothing of it where Lambda refused nothing, however the customers failed', () => {
  for (const otherwise of [silent(360, 900), customersBut(us.region, stranded)]) {
    const findings = findingsOf(otherwise);
    expect(findings).not.toEqual([]);
    expect(findings.join()).not.toContain('Lambda refused');
  }
});

it('says nothing of it where the hypothesis held all the same', () => {
  const throttled = refusing([us.healthFunction, [minute(5, 1)]]);
  expect(diagnosisOf(goodEvidence({ throttled }))).toEqual([]);
});
