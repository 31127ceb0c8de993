import type { MutatedFile } from '../mutant';

/** The experiment template, and what its roles may do. */
export const faultInjection: readonly MutatedFile[] = [
  {
    file: 'modules/fault-rights.ts',
    tests: ['test/modules/fault-rights.test.ts', 'test/modules/least-privilege.test.ts'],
    mutants: [
      {
        breaks: 'may delete the functions themselves',
        find: "actions: ['lambda:DeleteFunction'], resources: versions }",
        replace: "actions: ['lambda:DeleteFunction'], resources: [...arns, ...versions] }",
      },
      {
        breaks: 'may change every function of the account',
        find: 'resources: [...arns, ...versions],',
        replace: "resources: ['*'],",
      },
      {
        breaks: 'lets what only detaches write the layer: it is allowed where it should be denied',
        find: "effect: 'Deny',",
        replace: "effect: 'Allow',",
      },
      {
        breaks: 'denies what only detaches one version of the layer that there never is',
        find: "'lambda:Layer': `${layerArn}:*`",
        replace: "'lambda:Layer': `${layerArn}:0`",
      },
    ],
  },
  {
    file: 'modules/detach-only.ts',
    tests: ['test/modules/detach-only.test.ts'],
    mutants: [
      {
        breaks: 'lets the document that only detaches attach as well',
        find: "document.setIn([...MODE, 'allowedValues'], ['DISABLED']);",
        replace: '',
      },
      {
        breaks: 'lets it attach where nobody says what it is to do',
        find: "document.setIn([...MODE, 'default'], 'DISABLED');",
        replace: '',
      },
    ],
  },
  {
    file: 'modules/services/automation.ts',
    tests: ['test/modules/services/service-role.test.ts', 'test/modules/least-privilege.test.ts'],
    mutants: [
      {
        breaks: 'lets any account assume its role: no SourceAccount',
        find: "StringEquals: { 'aws:SourceAccount': lab.accountId },",
        replace: '',
      },
      {
        breaks: 'lets anything of Systems Manager assume its role: no SourceArn',
        find: "ArnLike: { 'aws:SourceArn': regionalArn(lab, 'ssm', region, 'automation-execution/*') },",
        replace: '',
      },
      {
        breaks: 'lets its role be passed to any service',
        find: "condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },",
        replace: '',
      },
      {
        breaks: 'lets every role of the account be passed',
        find: 'resources: [role.arn],',
        replace: "resources: ['*'],",
      },
    ],
  },
  {
    file: 'modules/services/service-role.ts',
    tests: ['test/modules/services/service-role.test.ts'],
    mutants: [
      {
        breaks: 'gives every role a trust without conditions',
        find: 'trustPolicy(props.service, props.trustCondition)',
        replace: 'trustPolicy(props.service)',
      },
    ],
  },
  {
    file: 'modules/services/fault-experiment.ts',
    tests: ['test/modules/fault-injection.test.ts', 'test/modules/services/service-role.test.ts'],
    mutants: [
      {
        breaks: 'lets the fault expire before its time is over',
        find: 'const EXPIRY_MARGIN_MINUTES = 15;',
        replace: 'const EXPIRY_MARGIN_MINUTES = -5;',
      },
      {
        breaks: 'lets the fault live for half a day when nobody ends it',
        find: 'const EXPIRY_MARGIN_MINUTES = 15;',
        replace: 'const EXPIRY_MARGIN_MINUTES = 720;',
      },
      {
        breaks: 'crosses the two functions',
        find: 'HealthFunction: health.resource.functionName,',
        replace: 'HealthFunction: hello.resource.functionName,',
      },
      {
        breaks: 'may not see the alarms that should stop it',
        find: 'resources: stopAlarms.arns },',
        replace: 'resources: [] },',
      },
      {
        breaks: 'may not stop the automations that it has started',
        find: "['ssm:GetAutomationExecution', 'ssm:StopAutomationExecution']",
        replace: "['ssm:GetAutomationExecution']",
      },
      {
        breaks: 'lets anything of FIS assume its role: no SourceArn',
        find: "ArnLike: { 'aws:SourceArn': regionalArn(lab, 'fis', region, 'experiment/*') },",
        replace: '',
      },
    ],
  },
  {
    file: 'modules/experiment-template.ts',
    tests: ['test/modules/fault-injection.test.ts', 'test/modules/experiment-template.test.ts'],
    mutants: [
      {
        breaks: 'stops at the first of several stop alarms only',
        find: '? stopAlarmArns : [',
        replace: '? stopAlarmArns.slice(0, 1) : [',
      },
      {
        breaks: 'starts all actions at once, so that the fault is detached before it is attached',
        find: '...(startAfter && { startAfter: [...startAfter] }),',
        replace: '',
      },
    ],
  },
];
