import type { MutatedFile } from '../mutant';

/** What is checked of the account before anything is broken. */
export const preflight: readonly MutatedFile[] = [
  {
    file: 'experiment/journal/preflight-result.ts',
    tests: ['test/experiment/preflight/preflight.test.ts'],
    mutants: [
      {
        breaks: 'lets a game day start of which AWS did not answer a check',
        find: 'passed === true || forced',
        replace: 'passed !== false || forced',
      },
      {
        breaks: 'lets a game day start when one check passed',
        find: 'results.every(',
        replace: 'results.some(',
      },
    ],
  },
  {
    file: 'experiment/preflight/finding.ts',
    tests: ['test/experiment/preflight/preflight.test.ts', 'test/experiment/preflight/finding.test.ts'],
    mutants: [
      {
        breaks: 'takes a part that AWS did not answer as passed',
        find: 'failed ? false : known ? true : null',
        replace: '!failed',
      },
      {
        breaks: 'hides a part that failed behind one that is not known',
        find: 'failed ? false : known ? true : null',
        replace: 'known ? !failed : null',
      },
    ],
  },
  {
    file: 'experiment/aws/unless-missing.ts',
    tests: ['test/experiment/aws/unless-missing.test.ts'],
    mutants: [
      {
        breaks: 'takes every error for a thing that is not there',
        find: 'if (error instanceof Error && errors.includes(error.name)) return null;',
        replace: 'if (error instanceof Error) return null;',
      },
    ],
  },
  {
    file: 'experiment/preflight/checks/credentials.ts',
    tests: ['test/experiment/preflight/checks/credentials.test.ts'],
    mutants: [
      {
        breaks: 'goes on with the credentials of another account',
        find: "hindrance = 'the credentials are of another account';",
        replace: '',
      },
      {
        breaks: 'takes any account as the right one',
        find: 'if (Account === account && isSamePartition)',
        replace: 'if (Account !== undefined && isSamePartition)',
      },
      {
        breaks: 'takes any partition as the right one',
        tests: ['test/scripts/doctored/aws-says.test.ts'],
        find: 'if (Account === account && isSamePartition)',
        replace: 'if (Account === account)',
      },
    ],
  },
  {
    file: 'experiment/preflight/checks/no-fault.ts',
    tests: ['test/experiment/preflight/checks/no-fault.test.ts'],
    mutants: [
      {
        breaks: 'lets a game day start on functions that carry the fault of another',
        find: 'const left = faults.filter((fault) => !isClean(fault));',
        replace: 'const left = faults.filter(() => false);',
      },
      {
        breaks: 'looks at what is served only',
        find: 'faults.filter((fault) => !isClean(fault))',
        replace: 'faults.filter(({ served }) => served)',
      },
    ],
  },
  {
    file: 'experiment/preflight/checks/no-other-experiment.ts',
    tests: ['test/experiment/preflight/checks/no-other-experiment.test.ts'],
    mutants: [
      {
        breaks: 'looks into the first region of the lab only',
        find: 'return findInEach(deployment.regions, async (region) => {',
        replace: 'return findInEach(deployment.regions.slice(0, 1), async (region) => {',
      },
      {
        breaks: 'does not see an execution of the document that is under way',
        find: 'if (experiments.length + automations.length === 0)',
        replace: 'if (experiments.length === 0)',
      },
    ],
  },
  {
    file: 'experiment/preflight/checks/safety-lever.ts',
    tests: ['test/experiment/preflight/checks/safety-lever.test.ts'],
    mutants: [
      {
        breaks: 'lets a game day start while the safety lever is engaged',
        find: "if (status === 'disengaged') return fine(measured);",
        replace: 'return fine(measured);',
      },
      {
        breaks: 'takes a lever that is being engaged for one that is not',
        find: "if (status === 'disengaged')",
        replace: "if (status !== 'engaged')",
      },
    ],
  },
  {
    file: 'experiment/preflight/checks/account-limits.ts',
    tests: ['test/experiment/preflight/checks/account-limits.test.ts'],
    mutants: [
      {
        breaks: 'passes an account in which too few executions may run at once',
        find: 'if (needed <= free) return fine(measured);',
        replace: 'return fine(measured);',
      },
      {
        breaks: 'counts executions that are reserved for other functions',
        find: 'UnreservedConcurrentExecutions: free = quota } = limit;',
        replace:
          'UnreservedConcurrentExecutions: unreserved = quota } = limit;\n    const free = quota ?? unreserved;',
      },
      {
        breaks: 'forgets the customers who come from the region that fails',
        find: '[region, props.region]',
        replace: '[region]',
      },
      {
        breaks: 'takes the latency for what an invocation holds, though the time-out ends it before',
        find: 'Math.min(ATTACHED.heldSeconds(valuesOf(parameters)) ?? Infinity, Timeout)',
        replace: '(ATTACHED.heldSeconds(valuesOf(parameters)) ?? Infinity)',
      },
    ],
  },
  {
    file: 'experiment/preflight/checks/document.ts',
    tests: ['test/experiment/preflight/checks/document.test.ts'],
    mutants: [
      {
        breaks: 'passes a document that could not be created',
        find: "if (Status === 'Active') return fine(measured);",
        replace: "if (Status === 'Active' || Status === 'Failed') return fine(measured);",
      },
      {
        breaks: 'passes a document that is no automation',
        find: "if (DocumentType !== 'Automation')",
        replace: 'if (DocumentType === undefined)',
      },
    ],
  },
  {
    file: 'experiment/preflight/checks/customers.ts',
    tests: ['test/experiment/preflight/checks/customers.test.ts'],
    mutants: [
      {
        breaks: 'passes customers of whom half are not served',
        find: 'const TOLERATED_SHARE = 0.01;',
        replace: 'const TOLERATED_SHARE = 0.5;',
      },
      {
        breaks: 'passes customers who sent nothing',
        find: 'if (requests > 0 && (requests - served)',
        replace: 'if (requests === 0 || (requests - served)',
      },
      {
        breaks: 'passes a simulator that failed',
        find: ': failed(region, failure, answer);',
        replace: ': fine(failure);',
      },
    ],
  },
];
