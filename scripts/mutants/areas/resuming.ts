import type { MutatedFile } from '../mutant';

/** A game day whose runner died. */
export const resuming: readonly MutatedFile[] = [
  {
    file: 'experiment/game-day/resume/resumable.ts',
    tests: ['test/experiment/game-day/resume/resumable.test.ts'],
    mutants: [
      {
        breaks: 'resumes a game day whose functions are proven to be as they were',
        find: "(status === 'interrupted' || status === 'failed') && mayBeBroken",
        replace: "(status === 'interrupted' || status === 'failed')",
      },
      {
        breaks: 'does not resume a game day that was interrupted before it was restored',
        find: "(status === 'interrupted' || status === 'failed') && mayBeBroken",
        replace: "status === 'failed' && mayBeBroken",
      },
      {
        breaks: 'forgets that the game day was being aborted, and goes on with it',
        find: 'else if (broken !== undefined) {',
        replace: 'else if (broken !== undefined && record.restored.proven === true) {',
      },
      {
        breaks: 'forgets the snapshots, so that whatever the functions are is as it was',
        find: 'record.snapshots = journal.snapshots;',
        replace: '',
      },
      {
        breaks: 'forgets the token of the start',
        find: 'record.clientToken = journal.experiment.clientToken;',
        replace: '',
      },
      {
        breaks: 'takes a fault that is gone for one that has only started',
        find: "return told.at(-1) ?? 'awaited';",
        replace: "return told.at(0) ?? 'awaited';",
      },
      {
        breaks: 'takes a restoration for proven of which nothing was compared',
        find: 'return differences.length === 0 ? restored : { proven: false, differences };',
        replace: 'return restored;',
        tests: ['test/experiment/journal/journal-problems.test.ts'],
      },
      {
        breaks: 'lets the verdict on a restoration stand that was not proven',
        find: 'restored.proven === false ? checks.filter',
        replace: 'restored.proven === null ? checks.filter',
      },
    ],
  },
  {
    file: 'scripts/runner-lock/runner-lock.ts',
    tests: ['test/scripts/runner-lock/runner-lock.test.ts'],
    mutants: [
      {
        breaks: 'takes a game day from a runner that lives',
        find: "if (fate === 'dead') return;",
        replace: "if (fate === 'dead' || String(fate) === 'alive') return;",
      },
      {
        breaks: 'takes a game day from a silent runner without being told to',
        find: 'if (silentMs >= SILENT_MS && isTakeover) return;',
        replace: 'if (silentMs >= SILENT_MS) return;',
      },
      {
        breaks: 'takes a game day over before its runner has been silent for a minute',
        find: 'if (silentMs >= SILENT_MS && isTakeover) return;',
        replace: 'if (isTakeover) return;',
      },
      {
        breaks: 'lets two have a game day that want it at once',
        find: "{ flag: 'wx' }",
        replace: "{ flag: 'w' }",
      },
      {
        breaks: 'lets a runner that wakes up think that the game day is still its own',
        find: 'if (this.number === 1) rmSync',
        replace: 'if (this.number > 0) rmSync',
      },
    ],
  },
  {
    file: 'scripts/runner-lock/processes.ts',
    tests: ['test/scripts/runner-lock/processes.test.ts'],
    mutants: [
      {
        breaks: 'takes a process for alive that has the number of one that is dead',
        find: 'found?.startedAt === startedAt && !found.hasEnded',
        replace: 'found !== null && !found.hasEnded',
      },
      {
        breaks: 'takes a process of another machine for dead',
        find: "if (kernel !== kernelOf()) return 'unknown';",
        replace: "if (kernel !== kernelOf()) return 'dead';",
      },
    ],
  },
  {
    file: 'experiment/journal/journal-problems.ts',
    tests: ['test/experiment/journal/journal-problems.test.ts'],
    mutants: [
      {
        breaks: 'takes a hypothesis that is none',
        find: 'problemsOf(validatorOf({ schema: hypothesisSchema }), value.hypothesis)',
        replace: '[] as Problem[]',
      },
      {
        breaks: 'takes an experiment in a region that its deployment does not have',
        find: 'if (codes.includes(experiment.region)) return [];',
        replace: 'if (codes.length > 0) return [];',
      },
    ],
  },
  {
    file: 'experiment/game-day/resume/resume.ts',
    tests: ['test/experiment/game-day/resume/resume.test.ts'],
    mutants: [
      {
        breaks: 'gives an experiment up that FIS does not list yet',
        find: 'const LISTED_WITHIN_MS = 60_000;',
        replace: 'const LISTED_WITHIN_MS = 0;',
      },
      {
        breaks: 'leaves a game day that was being aborted unrestored',
        find: 'await endAndRestore(day);\n    return;',
        replace: 'return;',
      },
      {
        breaks: 'does not restore the functions of a game day that it has resumed',
        find: 'await restoreFunctions(day, true);',
        replace: '',
      },
      {
        breaks: 'restores again what is proven to be restored',
        find: 'if (record.restored.proven === true)',
        replace: 'if (record.restored.proven === null)',
      },
      {
        breaks: 'lets no customers call while a resumed game day goes on',
        find: 'return reason === null && recoveredAt === null;',
        replace: 'return reason === null && recoveredAt !== null;',
      },
      {
        breaks: 'says that nothing is proven of functions that nobody has touched',
        find: 'record.restored = { proven: null, differences: [] };',
        replace: '',
      },
    ],
  },
  {
    file: 'experiment/game-day/resume/infer-from-fis.ts',
    tests: ['test/experiment/game-day/resume/infer-from-fis.test.ts'],
    mutants: [
      {
        breaks: 'tells of a fault that was never live',
        find: 'at !== null && (isDetaching || isThere)',
        replace: 'at !== null',
      },
      {
        breaks: 'calls the fault gone that a target still serves',
        find: "record.fault === 'gone' || faulty.length > 0) return;",
        replace: "record.fault === 'gone') return;",
      },
      {
        breaks: 'takes an attach that ran out of time for one that was completed',
        find: 'return end - start < longest * 1000 ? end : null;',
        replace: 'return end - start <= longest * 1000 ? end : null;',
      },
    ],
  },
  {
    file: 'experiment/game-day/resume/infer-detection.ts',
    tests: ['test/experiment/game-day/resume/infer-detection.test.ts'],
    mutants: [
      {
        breaks: 'takes a detection that nobody watched as seen',
        find: "if (faultStartedAt === null || resumedAt === undefined) return { kind: 'seen' };",
        replace:
          "if (faultStartedAt === null || resumedAt === undefined || clock.now() > 0) return { kind: 'seen' };",
      },
      {
        breaks: 'refutes by the latest moment at which Route 53 may have noticed',
        find: 'const isOut = !withinTolerance(least, check.tolerance);',
        replace: 'const isOut = !withinTolerance(most, check.tolerance);',
      },
      {
        breaks: 'takes minutes of which CloudWatch has no status for minutes in which it was healthy',
        find: "found < due ? 'unknown' : 'seen'",
        replace: "found > due ? 'unknown' : 'seen'",
      },
    ],
  },
];
