import type { MutatedFile } from '../mutant';

/** The stages of a game day, and its being aborted. */
export const gameDay: readonly MutatedFile[] = [
  {
    file: 'experiment/game-day/game-day.ts',
    tests: ['test/experiment/game-day/game-day.test.ts', 'test/experiment/game-day/trouble.test.ts'],
    mutants: [
      {
        breaks: 'does not restore the functions after the experiment',
        find: 'await restoreFunctions(day, true);',
        replace: '',
      },
      {
        breaks: 'gives the safety net no time after the experiment',
        find: 'await restoreFunctions(day, true);',
        replace: 'await restoreFunctions(day, false);',
      },
      {
        breaks: 'starts the experiment although the system is not steady',
        find: 'if (await isSteady(day)) {',
        replace: 'await isSteady(day);\n    if (day.record.experiment === null) {',
      },
      {
        breaks: 'does nothing about an error in the middle',
        find: 'else await abort(day, error);',
        replace: "else day.record.end('failed', messageOf(error));",
      },
      {
        breaks: 'starts a second experiment when it is resumed',
        tests: ['test/experiment/game-day/resume/resume.test.ts'],
        find: '() => goOn(day, experiment)',
        replace: 'async () => {\n    await startExperiment(day);\n    await goOn(day, experiment);\n  }',
      },
      {
        breaks: 'resumes a game day that has ended',
        tests: ['test/experiment/game-day/resume/resumable.test.ts'],
        find: 'checkResumable(resume);',
        replace: '',
      },
    ],
  },
  {
    file: 'experiment/game-day/stages/abort.ts',
    tests: [
      'test/experiment/game-day/trouble.test.ts',
      'test/experiment/game-day/patience.test.ts',
      'test/experiment/game-day/stages/abort.test.ts',
    ],
    mutants: [
      {
        breaks: 'leaves the experiment and the fault as they are',
        find: 'timeline.add(`gameday.${ending}`, messageOf(error));\n  await endAndRestore(day);',
        replace: 'timeline.add(`gameday.${ending}`, messageOf(error));',
      },
      {
        breaks: 'restores without stopping the experiment, which may attach the fault again',
        find: 'await endExperiment(day);',
        replace: '',
      },
      {
        breaks: 'restores first and stops the experiment then',
        find: 'await endExperiment(day);\n  try {\n    await restoreFunctions(day, false);',
        replace: 'try {\n    await restoreFunctions(day, false);\n    await endExperiment(day);',
      },
      {
        breaks: 'restores nothing where the experiment cannot be stopped',
        find: "day.timeline.add('experiment.unstopped', messageOf(error));",
        replace: 'throw error;',
      },
      {
        breaks: 'says that it is proven where the functions cannot be compared',
        find: 'record.restored = { proven: false,',
        replace: 'record.restored = { proven: true,',
      },
      {
        breaks: 'stops and detaches although it is proven already that the functions are as they were',
        find: 'if (record.clientToken === null || record.restored.proven === true) return;',
        replace: 'if (record.clientToken === null) return;',
      },
      {
        breaks: 'does not look for an experiment whose start nobody answered',
        find: 'const id = await findExperiment(fis, region, { gameDay: clientToken, untaggedSince });',
        replace: 'const id = null as string | null;',
      },
      {
        breaks: 'asks FIS to stop an experiment that has ended',
        find: 'if (!ended) await experiment.stop(day.clock);',
        replace: 'await experiment.stop(day.clock);',
      },
    ],
  },
  {
    file: 'experiment/game-day/stages/restore-functions.ts',
    tests: ['test/experiment/game-day/stages/restore-functions.test.ts'],
    mutants: [
      {
        breaks: 'gives the safety net five seconds',
        find: 'const SAFETY_NET_MS = 90_000;',
        replace: 'const SAFETY_NET_MS = 5_000;',
      },
      {
        breaks: 'waits for the safety net on top of what it has had already',
        find: 'return Math.max(0, endedAt + SAFETY_NET_MS - clock.now());',
        replace: 'return SAFETY_NET_MS;',
      },
      {
        breaks: 'does not note when the fault that it took away was gone',
        find: 'await lookAtFault(day, record);',
        replace: '',
      },
      {
        breaks: 'waits for the safety net where somebody ends the game day',
        find: 'othersMay ? graceMs(clock, record.fisExperiment) : 0',
        replace: 'graceMs(clock, record.fisExperiment)',
      },
    ],
  },
  {
    file: 'experiment/game-day/stages/run-experiment.ts',
    tests: [
      'test/experiment/game-day/game-day.test.ts',
      'test/experiment/game-day/save.test.ts',
      'test/experiment/game-day/trouble.test.ts',
      'test/experiment/game-day/patience.test.ts',
    ],
    mutants: [
      {
        breaks: 'keeps another token than the one with which FIS is asked',
        find: 'clientToken: record.id }',
        replace: "clientToken: 'another' }",
      },
      {
        breaks:
          'says nothing of the restoration before the experiment starts, so that a dead game day looks harmless',
        find: 'record.restored = { proven: false, differences: [] };',
        replace: '',
      },
      {
        breaks: 'does not keep when the experiment was asked for',
        find: 'record.startedAt = clock.now();',
        replace: '',
      },
      {
        breaks: 'takes an experiment that was stopped as completed',
        find: "if (status === 'completed') return;",
        replace: "if (status === 'completed' || status === 'stopped') return;",
      },
      {
        breaks: 'takes an experiment that has failed as stopped',
        find: "if (status !== 'failed') {",
        replace: "if (status !== 'completed') {",
      },
      {
        breaks: 'fails where Systems Manager does not say why',
        find: '`Systems Manager does not say why: ${messageOf(error)}`,',
        replace: '',
      },
    ],
  },
  {
    file: 'experiment/game-day/stages/steady-state.ts',
    tests: ['test/experiment/game-day/game-day.test.ts', 'test/experiment/game-day/save.test.ts'],
    mutants: [
      {
        breaks: 'takes a system as steady of which nothing was measured',
        find: 'record.checks.every(({ held }) => held === true)',
        replace: 'record.checks.every(({ held }) => held !== false)',
      },
      {
        breaks: 'takes a system as steady when one of its checks holds',
        find: 'record.checks.every(',
        replace: 'record.checks.some(',
      },
      {
        breaks: 'keeps a snapshot of the first target only',
        find: 'targetsOf(region).map((target) => takeSnapshot',
        replace: 'targetsOf(region).slice(0, 1).map((target) => takeSnapshot',
      },
      {
        breaks: 'judges the baseline before its metrics have come in',
        find: 'await awaitMetrics(day, clock.now());',
        replace: '',
      },
      {
        breaks: "takes the snapshots of the first region's functions, whichever is to fail",
        find: 'const lambda = clients.lambda(region.region);',
        replace: 'const lambda = clients.lambda(deployment.fault.region);',
      },
    ],
  },
  {
    file: 'experiment/game-day/context-of.ts',
    tests: ['test/experiment/game-day/resume/resume.test.ts', 'test/experiment/game-day/game-day.test.ts'],
    mutants: [
      {
        breaks: 'resumes a game day in the region that is configured, not in its own',
        find: 'resume?.experiment.region ?? props.region',
        replace: 'props.region',
      },
      {
        breaks: 'resumes a game day with the deployment of today, not with its own',
        find: 'const { deployment, hypothesis } = resume ?? props;',
        replace: 'const { deployment, hypothesis } = props;',
      },
      {
        breaks: 'reads the metrics of the customers in the region that fails',
        find: 'deployment.regions.find((each) => each.region !== region.region)',
        replace: 'deployment.regions.find((each) => each.region === region.region)',
      },
    ],
  },
  {
    file: 'experiment/game-day/game-day-journal.ts',
    tests: ['test/experiment/game-day/save.test.ts'],
    mutants: [
      {
        breaks: 'keeps no journal when something has happened',
        find: 'this.keeper.keep(() => this.written(null));',
        replace: '',
      },
    ],
  },
];
