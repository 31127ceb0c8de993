import { runCommandLine } from '../../../scripts/command-line/command-line';
import { restoreCommand } from '../../../scripts/restore';
import { startExperimentCommand } from '../../../scripts/start-experiment';
import { awsError, type FakeAws } from '../../experiment/support/fake-aws';
import { templateOf } from '../../experiment/support/template-of';
import { eu, labOutputs, us } from '../../experiment/support/lab';
import { ManualClock } from '../../experiment/support/manual-clock';
import { temporaryFolder } from '../../support/temporary-folder';
import { capturedOutput } from '../output';
import { accountWithLab, changesOf, doctored, type Path } from './support';

const output = capturedOutput();
const folder = temporaryFolder();
const outputs = folder.write('outputs.json', { lab: labOutputs() });

const DOCUMENT = 'arn:aws:ssm:us-east-1:123456789012:document/lab-chaos-extension';
const ROLE = 'arn:aws:iam::123456789012:role/lab-us-east-1-automation';

/** The parameters that the template's first action hands to the document, with one of them changed. */
const handing = (name: string, value: string) =>
  templateWith(
    ['actions', 'attachHello', 'parameters', 'documentParameters'],
    JSON.stringify({ FunctionName: us.helloFunction, [name]: value }),
  );

const templateWith = (path: Path, value: unknown): object => doctored(templateOf(us), path, value);

/** What the template that the outputs name is really like, in a sentence, and what is said of it. */
const FOREIGN: readonly (readonly [string, object, string])[] = [
  [
    "another team's, which starts a document of their own",
    templateOf({ ...us, documentName: 'orders-failover' }),
    `document/orders-failover, and should start ${DOCUMENT}`,
  ],
  [
    'one that starts no document',
    { actions: { wait: { actionId: 'aws:fis:wait' } } },
    'it starts no document',
  ],
  ['one without actions', {}, 'it starts no document'],
  [
    "one that breaks another team's functions with the lab's document",
    templateOf({ ...us, helloFunction: 'orders-get' }),
    'its action attachHello has FunctionName orders-get, and should have lab-hello or lab-health',
  ],
  [
    'one with another role',
    handing('AutomationAssumeRole', 'arn:aws:iam::123456789012:role/Administrator'),
    `has AutomationAssumeRole arn:aws:iam::123456789012:role/Administrator, and should have ${ROLE}`,
  ],
  [
    'one with another layer',
    handing('LayerArn', 'arn:aws:lambda:us-east-1:999999999999:layer:lab-chaos-extension:1'),
    'has LayerArn arn:aws:lambda:us-east-1:999999999999:layer:lab-chaos-extension, and should have',
  ],
  [
    'one of another API',
    handing('ApiUrl', 'https://orders.other.com/api/hello'),
    'has ApiUrl https://orders.other.com/api/hello, and should have https://example.mydomain.com/api/hello',
  ],
  [
    'one with another table of leases',
    handing('LeaseTableArn', 'arn:aws:dynamodb:us-east-1:123456789012:table/chaos-lease-other.com'),
    'table/chaos-lease-other.com, and should have',
  ],
  [
    "one with another lab's tag",
    { ...templateOf(us), tags: { Lab: 'lab-two' } },
    'its tag Lab is lab-two, and should be lab',
  ],
  [
    "another account's",
    { ...templateOf(us), arn: 'arn:aws:fis:us-east-1:999999999999:experiment-template/EXTus' },
    'should begin with arn:aws:fis:us-east-1:123456789012:',
  ],
];

const run = (aws: FakeAws, ...args: string[]) => {
  const clock = new ManualClock();
  const ask = (): Promise<never> => Promise.reject(new Error('nobody may be asked'));
  return clock.run(
    runCommandLine(restoreCommand({ clients: aws.clients, clock, ask, confirm: null }), [
      ...['node', 'restore', '--outputs', outputs, '--reports', folder.path('reports'), '--yes'],
      ...args,
    ]),
  );
};

const expectRefusal = (aws: FakeAws, words: string): void => {
  expect(process.exitCode).toBe(1);
  expect(output.stdout).toBe('');
  expect(output.stderr).toMatch(/^[^\n]+\n$/);
  expect(output.stderr).toContain(words);
  expect(changesOf(aws.calls)).toEqual([]);
};

describe('restore changes nothing where the template of the outputs is', () => {
  it.each(FOREIGN)('%s', async (_what, experimentTemplate, words) => {
    const aws = accountWithLab().on('GetExperimentTemplate', () => ({ experimentTemplate }));
    await run(aws);
    expectRefusal(aws, words);
    expect(output.stderr).toContain("template EXTus in us-east-1 is not this lab's: ");
  });

  it.each([
    ['gone', awsError('ResourceNotFoundException', 'no template')],
    ['not to be read', awsError('AccessDeniedException', 'not authorized')],
  ])('%s, and what runs of it is not the lab’s', async (_what, error) => {
    const aws = accountWithLab()
      .on('GetExperimentTemplate', () => {
        throw error;
      })
      .on('ListExperiments', () => ({
        experiments: [
          { id: 'EXPother', experimentTemplateId: 'EXTother', state: { status: 'running' } },
          { id: 'EXP1', experimentTemplateId: 'EXTus', state: { status: 'running' } },
        ],
      }))
      .on('GetExperiment', () => ({ experiment: templateOf({ ...us, documentName: 'orders-failover' }) }));
    await run(aws);
    expectRefusal(aws, "experiment EXP1 in us-east-1 is not this lab's: it starts ");
    expect(aws.sent('GetExperiment')).toEqual([{ id: 'EXP1' }]);
  });
});

it('restore goes on in the other regions where nobody may say what runs in one, and says so', async () => {
  const aws = accountWithLab()
    .on('ListExperiments', (_input, { region }) => ({
      experiments:
        region === us.region
          ? [{ id: 'EXP1', experimentTemplateId: 'EXTus', state: { status: 'running' } }]
          : [],
    }))
    .on('GetExperiment', () => {
      throw awsError('AccessDeniedException', 'not authorized');
    })
    .on('GetExperimentTemplate', (_input, { region }) => {
      if (region === us.region) throw awsError('ResourceNotFoundException', 'no template');
      return { experimentTemplate: templateOf(eu) };
    });
  await run(aws);
  expect(process.exitCode).toBe(1);
  expect(output.stdout).toContain("it is not known whether EXP1 is this lab's: not authorized");
  const changed = aws.calls.filter((call) => changesOf([call]).includes('StartAutomationExecution'));
  expect(new Set(changed.map(({ region }) => region))).toEqual(new Set([eu.region]));
});

it.each([
  [
    'another account',
    { Account: '999999999999', Arn: 'arn:aws:iam::999999999999:user/me' },
    'account 999999999999',
  ],
  [
    'another partition',
    { Account: '123456789012', Arn: 'arn:aws-cn:iam::123456789012:user/me' },
    'of partition aws',
  ],
])('restore changes nothing for outputs of %s than the caller’s', async (_what, identity, words) => {
  const aws = accountWithLab().on('GetCallerIdentity', () => identity);
  await run(aws);
  expectRefusal(aws, words);
  expect(aws.calls).toHaveLength(1);
});

it('restore looks at the regions that it restores, and no others', async () => {
  const aws = accountWithLab();
  await run(aws, '--region', 'eu', '--dry-run', '--quiet');
  expect(
    aws.calls.filter(({ operation }) => operation === 'GetExperimentTemplate').map(({ region }) => region),
  ).not.toContain('us-east-1');
});

describe('start-experiment asks nothing after it has seen that the template is', () => {
  it.each(FOREIGN)('%s, whatever is forced', async (_what, experimentTemplate, words) => {
    const aws = accountWithLab().on('GetExperimentTemplate', () => ({ experimentTemplate }));
    const clock = new ManualClock();
    const command = startExperimentCommand({
      ...{ clients: aws.clients, clock, random: () => 0.5, ask: null },
      process: { on: () => undefined, off: () => undefined, exit: () => undefined, ppid: 1, env: {} },
    });
    const args = [
      '--outputs',
      outputs,
      '--reports',
      folder.path('started'),
      '--force',
      'template',
      '--yes',
      '--quiet',
    ];
    await clock.run(runCommandLine(command, ['node', 'start-experiment', ...args]));
    expectRefusal(aws, words);
    expect(aws.calls.map(({ operation }) => operation)).toEqual([
      'GetCallerIdentity',
      'GetExperimentTemplate',
    ]);
  });
});
