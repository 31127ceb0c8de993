import schema from '../../../schemas/automation-document.schema.json';
import { documentOf, findingsInDocument, foundIn, sleep } from './automation';

/** Each action with inputs that it needs, and one that it does not know; null where it takes any. */
const actions: Readonly<
  Record<string, { needed: Readonly<Record<string, string>>; unknown: string | null; rest?: string }>
> = {
  approve: { needed: { Approvers: '[owner]' }, unknown: 'Approver', rest: ', timeoutSeconds: 60' },
  assertAwsResourceProperty: {
    needed: { Service: 'ec2', Api: 'Describe', PropertySelector: '$.State', DesiredValues: '[a]' },
    unknown: null,
  },
  branch: {
    needed: { Choices: "[{ NextStep: last, Variable: '{{ global:REGION }}', StringEquals: a }]" },
    unknown: 'Choice',
  },
  changeInstanceState: {
    needed: { InstanceIds: '[i-1]', DesiredState: 'stopped' },
    unknown: 'State',
    rest: ', timeoutSeconds: 60',
  },
  copyImage: {
    needed: { SourceRegion: 'us-east-1', SourceImageId: 'ami-1', ImageName: 'a' },
    unknown: 'Region',
  },
  createImage: { needed: { InstanceId: 'i-1', ImageName: 'a' }, unknown: 'Instance' },
  createStack: { needed: { StackName: 'a' }, unknown: 'Stack', rest: '' },
  createTags: { needed: { ResourceIds: '[i-1]', Tags: '[{ Key: a, Value: b }]' }, unknown: 'Resources' },
  deleteImage: { needed: { ImageId: 'ami-1' }, unknown: 'Image' },
  deleteStack: { needed: { StackName: 'a' }, unknown: 'Stack' },
  executeAutomation: { needed: { DocumentName: 'a' }, unknown: 'Parameters' },
  executeAwsApi: { needed: { Service: 'ec2', Api: 'Describe' }, unknown: null },
  executeScript: { needed: { Runtime: 'PowerShell 7.4' }, unknown: 'Code' },
  executeStateMachine: {
    needed: { stateMachineArn: "'arn:aws:states:us-east-1:123456789012:stateMachine:a'" },
    unknown: 'StateMachineArn',
  },
  invokeLambdaFunction: { needed: { FunctionName: 'a' }, unknown: 'Function' },
  invokeWebhook: { needed: { IntegrationName: 'a' }, unknown: 'Name' },
  loop: { needed: { Steps: `[{ ${sleep('inside')} }]` }, unknown: 'Iterator' },
  pause: { needed: {}, unknown: null, rest: ', timeoutSeconds: 60' },
  runCommand: { needed: { DocumentName: 'AWS-RunShellScript' }, unknown: 'Document' },
  runInstances: { needed: { ImageId: 'ami-1' }, unknown: 'Image' },
  sleep: { needed: { Duration: 'PT1M' }, unknown: 'Seconds' },
  updateVariable: { needed: { Name: "'variable:Count'", Value: '1' }, unknown: 'Variable' },
  waitForAwsResourceProperty: {
    needed: { Service: 'ec2', Api: 'Describe', PropertySelector: '$.State', DesiredValues: '[a]' },
    unknown: null,
    rest: ', timeoutSeconds: 60',
  },
};

/** What some actions need beside, one of several. */
const beside: Readonly<Record<string, string>> = {
  createStack: "TemplateURL: 'https://example.com/a'",
  executeScript: 'Script: return',
  loop: 'Iterators: [a]',
  runCommand: 'InstanceIds: [i-1]',
};

/** A document with a step of the action. */
function documentWith(
  action: string,
  inputs: Readonly<Record<string, string>>,
  other = beside[action] ?? '',
): string {
  const written = [
    ...Object.entries(inputs).map(([name, value]) => `${name}: ${value}`),
    ...(other === '' ? [] : [other]),
  ];
  const step = `name: a, action: 'aws:${action}', inputs: { ${written.join(', ')} }${actions[action]?.rest ?? ''}`;
  return documentOf([step, sleep('last')], 'variables: { Count: { type: Integer } }\n');
}

/** What is found about a step of the action with other inputs. */
const foundAbout = (action: string, other: string) =>
  foundIn(
    documentWith(
      action,
      actions[action]?.needed ?? {},
      [beside[action] ?? '', other].filter(Boolean).join(', '),
    ),
  );

it('knows every action that there is', () => {
  const known = schema.definitions.step.properties.action.enum;
  expect(known).toEqual(
    Object.keys(actions)
      .map((action) => `aws:${action}`)
      .sort(),
  );
  expect(known).toHaveLength(23);
});

describe.each(Object.entries(actions))('aws:%s', (action, { needed, unknown }) => {
  it('is taken with what it needs', () => {
    expect(foundIn(documentWith(action, needed))).toEqual([]);
  });

  it('is refused without any of it', () => {
    // A sleep needs one of two.
    for (const name of action === 'sleep' ? [] : Object.keys(needed)) {
      const others = Object.fromEntries(Object.entries(needed).filter(([key]) => key !== name));
      const missing = findingsInDocument(documentWith(action, others)).filter(
        ({ code }) => code === 'SSM002',
      );
      expect(missing).toMatchObject([{ path: `mainSteps[0].inputs.${name}`, line: 3 }]);
    }
  });

  it('is refused without inputs where it needs some', () => {
    const found = foundIn(
      documentOf([`name: a, action: 'aws:${action}'${actions[action]?.rest ?? ''}`, sleep('last')]),
    );
    const others = found.filter((finding) => !finding.includes('SSM110'));
    expect(others.map((finding) => finding.slice(0, 9))).toEqual(action === 'pause' ? [] : ['3: SSM002']);
  });

  it('is refused with an input that it does not know, if it does not take any', () => {
    const found = foundAbout(action, `${unknown ?? 'Other'}: 1`);
    expect(found.filter((finding) => finding.includes('SSM001 unknown property; '))).toHaveLength(
      unknown === null ? 0 : 1,
    );
  });
});

describe('the inputs of an action', () => {
  it.each([
    ['approve', `Message: '${'a'.repeat(4097)}'`, 'SSM006 has 4097 characters; use at most 4096'],
    ['approve', 'MinRequiredApprovals: 0', 'SSM006 0 is too small; use at least 1'],
    ['approve', 'MinRequiredApprovals: 2', 'SSM152 2 approvals are needed, of 1 approvers; use at most 1'],
    [
      'approve',
      "NotificationArn: 'arn:aws:sns:us-east-1:123456789012:Approvals'",
      'SSM005 "arn:aws:sns:us-east-1:123456789012:Approvals" is not the ARN of a topic whose name begins with Automation',
    ],
    ['changeInstanceState', 'CheckStateOnly: 1', 'SSM003 1 is a number; use a boolean or a string'],
    ['changeInstanceState', "Force: 'yes'", 'SSM005 "yes" is not true or false'],
    [
      'createStack',
      'DisableRollback: true, OnFailure: DELETE',
      'SSM151 has DisableRollback and OnFailure; use one of them',
    ],
    ['createStack', 'TemplateBody: a', 'SSM151 has TemplateBody and TemplateURL; use one of them'],
    ['createStack', 'OnFailure: KEEP', 'SSM005 "KEEP" is not allowed; use DO_NOTHING, ROLLBACK or DELETE'],
    [
      'createStack',
      'Capabilities: [CAPABILITY_ALL]',
      'SSM005 "CAPABILITY_ALL" is not allowed; use CAPABILITY_IAM',
    ],
    ['createTags', 'ResourceType: Instance', 'SSM005 "Instance" is not allowed; use EC2, ManagedInstance'],
    [
      'executeAutomation',
      'Targets: [{ Key: a, Values: [b] }]',
      'SSM151 has Targets, which needs TargetParameterName',
    ],
    [
      'invokeLambdaFunction',
      'InvocationType: Async',
      'SSM005 "Async" is not allowed; use RequestResponse, Event or DryRun',
    ],
    ['loop', 'MaxIterations: 101', 'SSM006 101 is too large; use at most 100'],
    ['loop', 'MaxIterations: 0', 'SSM006 0 is too small; use at least 1'],
    ['loop', "MaxIterations: '101'", 'SSM005 "101" is not a whole number from 1 to 100'],
    ['loop', 'IteratorDataType: Number', 'SSM004 "Number" is not allowed; use one of "Boolean"'],
    [
      'loop',
      "LoopCondition: { Variable: '{{ a.CurrentIteration }}', NumericLesser: 3 }",
      'SSM151 has Iterators and LoopCondition; use one of them',
    ],
    ['runCommand', 'TimeoutSeconds: soon', 'SSM005 "soon" is not a whole number'],
    ['runCommand', 'Parameters: [a]', 'SSM003 ["a"] is an array; use an object or a string'],
    ['executeScript', 'InputPayload: a', 'SSM005 "a" is not a map; use a map, or {{ Parameter }}'],
  ])('%s: %s', (action, other, message) => {
    expect(foundAbout(action, other)).toEqual([expect.stringContaining(`3: ${message}`)]);
  });

  it('are some, where a list is needed', () => {
    const { needed } = actions.waitForAwsResourceProperty!;
    const text = documentWith('waitForAwsResourceProperty', { ...needed, DesiredValues: '[]' });
    expect(foundIn(text)).toEqual([expect.stringContaining('SSM006 has no entries; at least one is needed')]);
  });

  it('are at most so many', () => {
    const list = (count: number) =>
      `[${Array.from({ length: count }, (_, index) => `i${index}`).join(', ')}]`;
    const found = (action: string, name: string, count: number) =>
      foundIn(
        documentWith(
          action,
          { ...actions[action]?.needed, [name]: list(count) },
          action === 'loop' || action === 'runCommand' ? '' : undefined,
        ),
      );
    for (const [action, name, most] of [
      ['approve', 'Approvers', 10],
      ['loop', 'Iterators', 100],
      ['runCommand', 'InstanceIds', 50],
      ['createStack', 'NotificationARNs', 5],
    ] as const) {
      expect(found(action, name, most)).toEqual([]);
      expect(found(action, name, most + 1)).toEqual([
        `3: SSM006 has ${most + 1} entries; at most ${most} are allowed`,
      ]);
    }
  });

  it.each([
    ['approve', { Approvers: "'{{ Value }}'" }],
    [
      'changeInstanceState',
      { InstanceIds: "'{{ Value }}'", DesiredState: "'{{ Value }}'", CheckStateOnly: "'{{ Value }}'" },
    ],
    ['loop', { Iterators: "'{{ Value }}'", MaxIterations: "'{{ Value }}'" }],
    ['sleep', { Duration: "'PT{{ Value }}M'" }],
    [
      'runCommand',
      { InstanceIds: "'{{ Value }}'", Parameters: "'{{ Value }}'", TimeoutSeconds: "'{{ Value }}'" },
    ],
    ['createTags', { Tags: "'{{ Value }}'", ResourceType: "'{{ Value }}'" }],
    [
      'waitForAwsResourceProperty',
      { DesiredValues: "'{{ Value }}'", Service: "'{{ Value }}'", Api: "'{{ Value }}'" },
    ],
  ])('of %s may come from a parameter', (action, inputs) => {
    const other = action === 'loop' || action === 'runCommand' ? '' : undefined;
    const text = documentWith(action, { ...actions[action]?.needed, ...inputs }, other);
    expect(foundIn(`parameters: { Value: { type: String } }\n${text}`)).toEqual([]);
  });

  it('of a sleep are one of two, each in its form', () => {
    const found = (inputs: string) =>
      foundIn(documentOf([`name: a, action: 'aws:sleep', inputs: { ${inputs} }`]));
    for (const moment of [
      '2026-01-31',
      '2026-01-31T10:00Z',
      '2026-01-31T10:00:00.000Z',
      '2026-01-31T10:00:00+01:00',
    ]) {
      expect(found(`Timestamp: '${moment}'`)).toEqual([]);
    }
    expect(found("Timestamp: 'tomorrow'")).toEqual([
      expect.stringContaining('SSM005 "tomorrow" is not an ISO 8601 moment'),
    ]);
    expect(found("Duration: PT1M, Timestamp: '2026-01-31'")).toEqual([
      expect.stringContaining('SSM006 has 2 properties'),
    ]);
  });
});
