import type { MutatedFile } from '../mutant';

/** The verdict. */
export const judging: readonly MutatedFile[] = [
  {
    file: 'experiment/judge/decide.ts',
    tests: ['test/experiment/judge/decide.test.ts'],
    mutants: [
      {
        breaks: 'lets a check hold of which not everything was counted',
        find: 'if (complete) return',
        replace: 'if (complete || value >= 0) return',
      },
      {
        breaks: 'refutes by half of the values what the other half could mend',
        find: "worse === 'higher' ?",
        replace: "(worse as string) !== 'sideways' ?",
      },
      {
        breaks: 'lets a check hold where one of the values that are left would hold',
        find: 'withinTolerance(low, tolerance) && withinTolerance(high, tolerance)',
        replace: 'withinTolerance(low, tolerance) || withinTolerance(high, tolerance)',
      },
    ],
  },
  {
    file: 'experiment/judge/judge.ts',
    tests: ['test/experiment/judge/judge.test.ts'],
    mutants: [
      {
        breaks: 'lets a hypothesis hold in an experiment that did not complete',
        find: "status === 'completed' && checks.every",
        replace: 'checks.every',
      },
      {
        breaks: 'lets a hypothesis hold with a check that was not measured',
        find: 'checks.every(({ held }) => held === true)',
        replace: 'checks.every(({ held }) => held !== false)',
      },
      {
        breaks: 'lets an unsteady system refute the hypothesis',
        find: "held === false && kind !== 'steady-state'",
        replace: 'held === false',
      },
    ],
  },
];
