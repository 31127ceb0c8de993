import type { MutatedFile } from '../mutant';

const CLEAR_THE_WAY = 'test/experiment/restore/stop-running-work.test.ts';
const AUTOMATIONS = 'test/experiment/aws/automations.test.ts';

/** Stopping what could attach the fault again. */
export const runningWork: readonly MutatedFile[] = [
  {
    file: 'experiment/restore/stop-running-work.ts',
    tests: [CLEAR_THE_WAY],
    mutants: [
      {
        breaks: 'cancels the executions first, which the experiment then starts anew',
        find: 'const experiments = await stopAll(props, () => runningExperiments(props, region));',
        replace:
          'await stopAll(props, () => attachingAutomations(props, region));\n  const experiments = await stopAll(props, () => runningExperiments(props, region));',
      },
      {
        breaks: 'stops nothing but experiments',
        find: 'await stopAll(props, () => attachingAutomations(props, region));',
        replace: 'await stopAll(props, () => Promise.resolve([]));',
      },
      {
        breaks: 'does not wait until what it stopped has ended',
        find: 'while (!hasEnded && clock.now() < latest) {',
        replace: 'while (!hasEnded && clock.now() > latest) {',
      },
      {
        breaks: 'waits for five seconds only until what it stopped has ended',
        find: 'const LONGEST_ENDING_MS = 60_000;',
        replace: 'const LONGEST_ENDING_MS = 5_000;',
      },
      {
        breaks: 'keeps the fault in place for ten minutes while it waits for what does not end',
        find: 'const LONGEST_ENDING_MS = 60_000;',
        replace: 'const LONGEST_ENDING_MS = 600_000;',
      },
      {
        breaks: 'says nothing of what has not ended',
        find: 'if (!hasEnded) left.push(each);',
        replace: '',
      },
      {
        breaks: 'keeps silent about what could not be stopped',
        find: "timeline.add('restore.unclear', `${each.name} could not be stopped: ${messageOf(error)}`);",
        replace: 'void error;',
      },
      {
        breaks: 'takes for nothing what AWS does not say',
        find: 'return { work: [], unknown: [notKnown(error)] };',
        replace: 'return { work: [], unknown: [] };',
      },
      {
        breaks: 'proves a restoration although AWS does not say what runs',
        find: 'return [notKnown(error)];',
        replace: 'return [];',
      },
      {
        breaks: 'asks again to stop what is being stopped, and takes the refusal for trouble',
        find: 'if (each.isStopping) continue;',
        replace: '',
      },
    ],
  },
  {
    file: 'experiment/restore/running-work.ts',
    tests: [CLEAR_THE_WAY],
    mutants: [
      {
        breaks: 'stops experiments of other templates',
        find: '(await experimentsUnderWay(fis)).filter(isOurs).map(',
        replace: '(await experimentsUnderWay(fis)).map(',
      },
      {
        breaks: 'cancels an execution that detaches the fault',
        find: "if (found?.Parameters?.ChaosMode?.[0] === 'DISABLED') continue;",
        replace: '',
      },
      {
        breaks: 'takes an execution that attaches for one that detaches',
        find: "found?.Parameters?.ChaosMode?.[0] === 'DISABLED'",
        replace: "found?.Parameters?.ChaosMode?.[0] !== 'ENABLED'",
      },
      {
        breaks: 'claims to have cancelled an execution that had ended',
        find: 'if (await cancelAutomation(ssm, id)) {',
        replace: 'await cancelAutomation(ssm, id);\n        if (id !== undefined) {',
      },
    ],
  },
  {
    file: 'experiment/aws/automations.ts',
    tests: [AUTOMATIONS],
    mutants: [
      {
        breaks: 'takes an execution that was cancelled as under way',
        find: "  'Cancelled',\n",
        replace: '',
      },
      {
        breaks: 'takes an execution that completed with failures as under way',
        find: "  'CompletedWithFailure',\n",
        replace: '',
      },
      {
        breaks: 'takes an execution that waits as over',
        find: "  'Exited',\n",
        replace: "  'Exited',\n  'Waiting',\n",
      },
      {
        breaks: 'takes an execution that is being cancelled as over',
        find: "  'Exited',\n",
        replace: "  'Exited',\n  'Cancelling',\n",
      },
      {
        breaks: 'reads the first page of executions only',
        find: 'NextToken = page.NextToken;',
        replace: 'NextToken = undefined;',
      },
      {
        breaks: 'cancels executions of documents whose names begin as its own',
        find: 'names.includes(name) && ',
        replace: '',
      },
      {
        breaks: 'completes an execution instead of cancelling it, so that its step goes on',
        find: "Type: 'Cancel'",
        replace: "Type: 'Complete'",
      },
      {
        breaks: 'takes a refused StopAutomationExecution for a cancelled execution',
        find: "if (error instanceof Error && error.name === 'InvalidAutomationStatusUpdateException') return false;\n    throw error;",
        replace: 'return false;',
      },
      {
        breaks: 'fails where an execution has ended before it could be cancelled',
        find: "if (error instanceof Error && error.name === 'InvalidAutomationStatusUpdateException') return false;",
        replace: '',
      },
    ],
  },
];
