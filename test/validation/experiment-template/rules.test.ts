import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import schema from '../../../schemas/experiment-template.schema.json';
import { alone, findingsIn } from '../../../validation/kinds/file-kind';
import { experimentTemplateKind } from '../../../validation/experiment-template/experiment-template';
import { knownActions, knownResources } from '../../../validation/experiment-template/known-actions';
import { filledPlaceholders } from '../../../validation/experiment-template/unfilled';
import { SourceFile } from '../../../validation/files/source-file';

const alarm = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:customers-elsewhere';
const instance = 'arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0';

const template = {
  description: 'Disturb',
  actions: { Wait: { actionId: 'aws:fis:wait', parameters: { duration: 'PT10M' } } },
  stopConditions: [{ source: 'aws:cloudwatch:alarm', value: alarm }],
  roleArn: 'arn:aws:iam::123456789012:role/fis',
};

const targets = {
  Chosen: { resourceType: 'aws:ec2:instance', selectionMode: 'ALL', resourceArns: [instance] },
};

const document = {
  schemaVersion: '0.3',
  parameters: {
    Function: { type: 'String', allowedPattern: '^[a-z]+$' },
    Level: { type: 'String', default: '1', allowedPattern: '^[0-9]$', description: 'How much, 9 at most.' },
    ChaosMode: { type: 'String', default: 'ENABLED', allowedValues: ['ENABLED', 'DISABLED'] },
    FunctionName: { type: 'String', default: 'hello' },
    Often: { type: 'Integer', default: 1 },
    Zones: { type: 'StringList', default: [], maxItems: 2 },
    Slow: { type: 'String', default: '', allowedPattern: '^(a+)+$' },
    Duration: { type: 'String', default: 'PT1M' },
  },
  mainSteps: [{ name: 'hold', action: 'aws:sleep', inputs: { Duration: '{{ Duration }}' } }],
};

/** `code path: message` for each finding of a template that differs in some keys. */
function findings(different: object, documents: readonly { file: string; content: object }[] = []): string[] {
  const text = JSON.stringify({ ...template, ...different }, null, 2);
  const run = {
    ...alone,
    documents: documents.map(({ file, content }) => ({ file, content: { ...content } })),
  };
  return findingsIn(new SourceFile('t.json', text, 'JSON'), experimentTemplateKind, run).map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );
}

const start = (parameters: object, more: object = {}) => ({
  actionId: 'aws:ssm:start-automation-execution',
  parameters: {
    documentArn: 'arn:aws:ssm:us-east-1:123456789012:document/Chaos-Look',
    documentParameters: JSON.stringify(parameters),
    maxDuration: 'PT5M',
    ...more,
  },
});

/** What is found where an action starts the document that is in the same run. */
const fit = (parameters: object, more: object = {}, file = 'documents/chaos-look-automation.yaml') =>
  findings({ actions: { Look: start(parameters, more) } }, [{ file, content: document }]).filter(
    (found) => !found.startsWith('FIS143'),
  );

const on = (actionId: string, parameters: object = {}, key = 'Instances') => ({
  Disturb: { actionId, parameters, targets: { [key]: 'Chosen' } },
});

it('has nothing against a good template', () => {
  expect(findings({})).toEqual([]);
  expect(findings({ targets, actions: on('aws:ec2:reboot-instances') })).toEqual([]);
});

describe('an action and the document that it starts', () => {
  it('agree', () => {
    expect(fit({ Function: 'hello', Zones: ['a', 'b'], Often: '3' })).toEqual([]);
  });

  it.each([
    [{ Function: 'hello', Funktion: 'x' }, 'FIS124', 'has no parameter "Funktion"; did you mean "Function"?'],
    [{}, 'FIS125', 'misses "Function", which documents/chaos-look-automation.yaml needs'],
    [{ Function: 'HELLO' }, 'FIS126', '"Function": "HELLO" does not match ^[a-z]+$'],
    [{ Function: 'a', Level: '10' }, 'FIS126', '"Level": "10" does not match ^[0-9]$ (How much, 9 at most.)'],
    [{ Function: 'a', ChaosMode: 'ENABLE' }, 'FIS126', '"ENABLE" is not allowed; did you mean "ENABLED"?'],
    [{ Function: 'a', Often: '3.5' }, 'FIS126', '"Often": "3.5" is no whole number'],
    [{ Function: ['a', 'b'] }, 'FIS126', 'is a list, and the document takes one value of type String'],
    [{ Function: 'a', Zones: ['a', 'b', 'c'] }, 'FIS126', 'has 3 entries; at most 2 are allowed'],
  ])('differ: %j', (parameters, code, message) => {
    expect(fit(parameters)).toEqual([expect.stringMatching(new RegExp(`^${code} actions\\.Look\\.`))]);
    expect(fit(parameters)[0]).toContain(message);
  });

  it('differ where the document sleeps as long as the action may take, or longer', () => {
    expect(fit({ Function: 'a', Duration: 'PT5M' })).toEqual([
      'FIS127 actions.Look.parameters.maxDuration: "PT5M" is too short: documents/chaos-look-automation.yaml sleeps 300 s; use more, with time for its other steps',
    ]);
    expect(fit({ Function: 'a', Duration: 'PT4M59S' })).toEqual([]);
  });

  it('are not compared where the document has another name', () => {
    expect(fit({}, {}, 'documents/other.yaml')).toEqual([]);
  });

  it('are compared where the ARN is still to be filled in and there is only one document', () => {
    expect(fit({}, { documentArn: '${DocumentArn}' }, 'documents/other.yaml')).toEqual([
      expect.stringContaining('misses "Function"'),
    ]);
  });

  it('are not compared in values that are still to be filled in', () => {
    expect(fit({ Function: '${HelloFunction}' })).toEqual([]);
  });

  it('are not compared with a pattern that comes to no end', () => {
    expect(fit({ Function: 'a', Slow: `${'a'.repeat(500)}!` })).toEqual([]);
  });
});

describe('a fault', () => {
  const attach = start({ Function: 'a', FunctionName: 'hello' });
  const detach = (name: string, startAfter: string[]) => ({
    ...start({ Function: 'a', FunctionName: name, ChaosMode: 'DISABLED' }),
    startAfter,
  });
  const notDetached = [
    expect.stringMatching(/^FIS143 actions\.Attach: "Attach" attaches a fault to "hello"/),
  ];

  it('is ended by a later action on the same function, however much later', () => {
    const wait = { ...template.actions.Wait, startAfter: ['Attach'] };
    expect(findings({ actions: { Attach: attach, Wait: wait, Detach: detach('hello', ['Wait']) } })).toEqual(
      [],
    );
  });

  it.each([
    ['on another function', detach('health', ['Attach'])],
    ['at the same time', detach('hello', [])],
  ])('is not ended by an action %s', (_, Detach) => {
    expect(findings({ actions: { Attach: attach, Detach } })).toEqual(notDetached);
  });

  it('is not ended at all where the document of the run says what attaches', () => {
    const documents = [{ file: 'chaos-look.yaml', content: document }];
    expect(findings({ actions: { Attach: attach } }, documents)).toEqual(notDetached);
  });
});

describe('the parts of a template that depend on the kind of an action or a resource', () => {
  it.each([
    [
      on('aws:ec2:stop-instances', { startInstancesAfter: 'PT5M' }),
      'FIS001',
      'did you mean "startInstancesAfterDuration"?',
    ],
    [on('aws:ec2:reboot-instances', {}, 'Instance'), 'FIS001', 'did you mean "Instances"?'],
    [on('aws:ec2:reboot-instances', { duration: 'PT5M' }), 'FIS006', 'has 1 property; at most 0 are allowed'],
    [{ Disturb: { actionId: 'aws:ec2:reboot-instances' } }, 'FIS002', 'the target, of type aws:ec2:instance'],
    [
      on('aws:lambda:invocation-error', { duration: 'PT5M', preventExecution: 'yes' }, 'Functions'),
      'FIS005',
      '"yes" is not a boolean',
    ],
    [
      on('aws:lambda:invocation-error', { duration: 'PT5M', preventExecution: 'true' }, 'Functions'),
      'FIS116',
      'acts on aws:lambda:function, and "Chosen" is aws:ec2:instance',
    ],
    [
      on('aws:network:disrupt-connectivity', { duration: 'PT5M', scope: 'prefix-list' }, 'Subnets'),
      'FIS002',
      'the prefix list',
    ],
    [
      on('aws:ec2:send-spot-instance-interruptions', { durationBeforeInterruption: 'PT1M' }, 'SpotInstances'),
      'FIS113',
      'use one from PT2M to PT15M',
    ],
    [on('aws:ec2:reboot-instance'), 'FIS110', 'did you mean "aws:ec2:reboot-instances"?'],
    [
      on('aws:elasticache:interrupt-cluster-az-power'),
      'FIS114',
      'it was renamed to "aws:elasticache:replicationgroup-interrupt-az-power"',
    ],
  ])('are checked: %j', (actions, code, message) => {
    expect(findings({ targets, actions })).toContainEqual(
      expect.stringMatching(new RegExp(`^${code} .*${message.replaceAll(/[.?()[\]]/g, '\\$&')}`)),
    );
  });

  it.each([
    ['aws:eks:pod', { namespace: 'shop' }, 'FIS002', 'clusterIdentifier'],
    ['aws:ec2:subnet', { zone: 'us-east-1a' }, 'FIS001', 'availabilityZoneIdentifier'],
    ['aws:ec2:instance', { zone: 'us-east-1a' }, 'FIS006', 'at most 0'],
  ])('are checked for %s with %j', (resourceType, parameters, code, message) => {
    const Chosen = { resourceType, selectionMode: 'ALL', parameters };
    const found = findings({ targets: { Chosen }, actions: { ...template.actions } });
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^${code} targets\\.Chosen\\.parameters.*${message}`)),
    );
  });

  it('have the same schema as the whole file: editors refuse what validation refuses', () => {
    const ajv = new Ajv({ allErrors: true, strictTypes: false });
    ajv.addVocabulary(['patternErrorMessage', 'rule']);
    const whole = ajv.compile(schema);
    expect(whole({ ...template, targets, actions: on('aws:ec2:reboot-instances') })).toBe(true);
    expect(whole({ ...template, targets, actions: on('aws:ec2:reboot-instances', {}, 'Instance') })).toBe(
      false,
    );
    expect([knownActions.size, knownResources.size]).toEqual([50, 24]);
  });
});

describe('ARNs', () => {
  it('of another region are found, the one that is alone among the others', () => {
    const logGroupArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:fis:*';
    const logConfiguration = { logSchemaVersion: 2, cloudWatchLogsConfiguration: { logGroupArn } };
    expect(findings({ targets, actions: on('aws:ec2:reboot-instances'), logConfiguration })).toEqual([
      'FIS141 logConfiguration.cloudWatchLogsConfiguration.logGroupArn: the log group is in "eu-west-1", and the stop alarm in "us-east-1"; an experiment runs in one region',
    ]);
  });

  it.each([
    'arn:aws:iam::12345678901:role/fis',
    'arn:aws:iam::123456789012:user/fis',
    'arn:aws:iam:us-east-1:123456789012:role/fis',
    'arn:aws:iam::123456789012:role/',
  ])('that cannot be those of a role are refused: %s', (roleArn) => {
    expect(findings({ roleArn })).toEqual([
      expect.stringMatching(/^FIS005 roleArn: .* is not an ARN of a role/),
    ]);
  });

  it.each([
    'arn:aws:iam::${Account}:role/fis',
    '${RoleArn}',
    'arn:aws:iam::<YOUR ACCOUNT>:role/fis',
    'arn:{{ aws:partition }}:iam::123456789012:role/fis',
  ])('may hold placeholders: %s', (roleArn) => {
    expect(findings({ roleArn }).filter((found) => !found.startsWith('FIS145'))).toEqual([]);
  });
});

describe('what somebody else has to fill in', () => {
  it('is told once, with how much more there is', () => {
    expect(findings({ roleArn: 'arn:aws:iam::<YOUR ACCOUNT>:role/<YOUR ROLE>' })).toEqual([
      'FIS145 roleArn: "<YOUR ACCOUNT>" is still to be filled in (and 1 more such placeholder)',
    ]);
  });

  it('is nothing that the synthesis fills', () => {
    const construct = readFileSync('modules/services/fault-experiment.ts', 'utf8');
    const values = /const values = \{([^]*?)\n {4}\};/.exec(construct)?.[1] ?? '';
    const names = [...values.matchAll(/^ {6}(\w+):/gm)].map(([, name]) => name);
    expect([...filledPlaceholders].sort()).toEqual([...names, 'StopAlarmArn'].sort());
  });
});

describe('the answer of get-experiment-template', () => {
  it('is refused as one thing, not for all that it lacks', () => {
    const text = JSON.stringify({ experimentTemplate: { ...template, id: 'EXT1', creationTime: 1 } });
    const found = findingsIn(new SourceFile('t.json', text, 'JSON'), experimentTemplateKind);
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual(['FIS107 experimentTemplate']);
  });

  it('may keep the token of its request', () => {
    expect(findings({ clientToken: 'made-up' })).toEqual([]);
  });
});

it('ends quickly for a template of thousands of actions in a row', () => {
  const chain = Array.from({ length: 500 }, (_, at) => [
    `A${at}`,
    { ...template.actions.Wait, startAfter: at === 0 ? [] : [`A${at - 1}`] },
  ]);
  expect(findings({ actions: Object.fromEntries(chain) as object })).toContainEqual(
    expect.stringMatching(/^FIS006 actions: has 500 properties/),
  );
});
