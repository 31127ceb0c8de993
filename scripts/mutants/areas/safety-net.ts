import type { MutatedFile } from '../mutant';

/** The rule that detaches the fault when an experiment ends. */
export const safetyNet: readonly MutatedFile[] = [
  {
    file: 'modules/safety-net.ts',
    tests: ['test/modules/safety-net.test.ts'],
    mutants: [
      {
        breaks: 'lets any rule of the account assume its role: no SourceArn',
        find: "ArnEquals: { 'aws:SourceArn': rule.arn },",
        replace: '',
      },
      {
        breaks: 'lets any account assume its role: no SourceAccount',
        find: "StringEquals: { 'aws:SourceAccount': lab.accountId },",
        replace: '',
      },
      {
        breaks: 'is not told of an experiment that was stopped',
        find: "['stopped', 'failed', 'cancelled', 'completed']",
        replace: "['failed', 'cancelled', 'completed']",
      },
      {
        breaks: 'is not told of an experiment that has failed',
        find: "['stopped', 'failed', 'cancelled', 'completed']",
        replace: "['stopped', 'cancelled', 'completed']",
      },
      {
        breaks: 'is not told of an experiment that was cancelled',
        find: "['stopped', 'failed', 'cancelled', 'completed']",
        replace: "['stopped', 'failed', 'completed']",
      },
      {
        breaks: 'detaches when any experiment of the account ends',
        find: "'experiment-template-id': [fault.experiment.templateId],",
        replace: '',
      },
      {
        breaks: 'attaches the fault when an experiment ends',
        find: "ChaosMode: ['DISABLED'],",
        replace: "ChaosMode: ['ENABLED'],",
      },
      {
        breaks: 'leaves the alias at the version with the fault',
        find: 'AliasName: [ALIAS],',
        replace: '',
      },
      {
        breaks: 'restores one of the two functions',
        find: 'Object.entries({ hello: api.hello, health: api.health })',
        replace: 'Object.entries({ hello: api.hello })',
      },
      {
        breaks: 'restores one function twice',
        find: 'Object.entries({ hello: api.hello, health: api.health })',
        replace: 'Object.entries({ hello: api.hello, health: api.hello })',
      },
      {
        breaks: 'is delivered once, or not at all',
        find: 'maximumRetryAttempts: 185',
        replace: 'maximumRetryAttempts: 0',
      },
      {
        breaks: 'may detach the fault of the next experiment, a day later',
        find: 'const DELIVER_WITHIN_SECONDS = 900;',
        replace: 'const DELIVER_WITHIN_SECONDS = 86_400;',
      },
      {
        breaks: 'may start before its role is allowed anything',
        find: 'dependsOn: [role.policy],',
        replace: '',
      },
    ],
  },
];
