import { awsError, type FakeAws } from '../../experiment/support/fake-aws';
import { us } from '../../experiment/support/lab';
import { ManualClock } from '../../experiment/support/manual-clock';
import { templateOf } from '../../experiment/support/template-of';
import { capturedOutput } from '../output';
import { FOUND, GAME_DAY, journal, NOW, resumptions } from './resumption';
import { accountWithLab, changesOf, doctored, type Path } from './support';

const output = capturedOutput();
const { run, runBy } = resumptions();

const THEIRS = '00000000-4d3c-4b7e-9d21-1c2f0f4f5a6b';

const inUs = (name: string): Path => ['deployment', 'regions', 0, name];

/** What somebody has written into the journal, and what is said of it. */
const CASES: readonly (readonly [string, Path, unknown, string])[] = [
  ["a document of AWS' own", inUs('documentName'), 'AWS-StopEC2Instance', "none of AWS' own documents"],
  [
    'another document',
    inUs('documentName'),
    'delete-all',
    'is not of this lab: its stack names it lab-chaos-extension',
  ],
  [
    'another role',
    inUs('automationRoleArn'),
    'arn:aws:iam::123456789012:role/Administrator',
    'role/lab-us-east-1-automation',
  ],
  [
    "another account's role",
    inUs('automationRoleArn'),
    'arn:aws:iam::999999999999:role/lab-us-east-1-automation',
    'is not of this lab',
  ],
  ['another function', inUs('helloFunction'), 'orders-get', 'lab-hello'],
  ['another function for the customers', inUs('loadFunction'), 'billing-run', 'lab-load-gen'],
  ['a layer of no version', inUs('layerArn'), 'layer', "is no ARN of a layer's version"],
  ['another alias', ['deployment', 'alias'], 'prod', 'live'],
  [
    'another table of leases',
    ['deployment', 'leaseTableArn'],
    'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
    'chaos-lease-example.mydomain.com',
  ],
  ['a table of leases that is none', ['deployment', 'leaseTableArn'], 'orders', "is no DynamoDB table's ARN"],
  ['an experiment with a path', ['experiment', 'id'], 'EXP1/../EXP2', 'is no id of an experiment'],
  ['a template instead of an experiment', ['experiment', 'id'], 'EXTus', 'is no id of an experiment'],
  [
    'another template',
    ['experiment', 'templateId'],
    'EXTother',
    'is not the template of us-east-1 in its deployment; that is EXTus',
  ],
  [
    'the other region',
    ['experiment', 'region'],
    'eu-west-1',
    'is not the template of eu-west-1 in its deployment; that is EXTeu',
  ],
  ['a region that it has not', ['experiment', 'region'], 'ap-south-1', 'is no region of its deployment'],
  ['a token that is none', ['experiment', 'clientToken'], 'x y', 'is no id of a game day'],
  ['an id that is none', ['id'], '*', 'is no id of a game day'],
  [
    "a snapshot of another team's function",
    ['snapshots', 0, 'functionName'],
    'orders-get',
    'is no function that the experiment changes; those are lab-hello and lab-health',
  ],
  [
    'a snapshot of an ARN',
    ['snapshots', 0, 'functionName'],
    'arn:aws:lambda:us-east-1:123456789012:function:lab-hello',
    'use the name alone',
  ],
  ['a line of its own', inUs('host'), 'x\n::error::restored', '"x\\n::error::restored" is no host name'],
];

it.each(CASES)(
  'a journal with %s is refused before AWS is asked anything',
  async (_what, path, value, words) => {
    const aws = accountWithLab();
    await run(doctored(journal(), path, value), aws, '--yes');
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toMatch(/^\S+journal\.json:\d+ is no journal of this lab: [^\n]{1,600}\n$/);
    expect(output.stderr).toContain(words);
    expect(aws.calls).toEqual([]);
  },
);

it.each<[string, Path]>([
  ['start', ['times', 'startedAt']],
  ['last word', ['writtenAt']],
])(
  'a journal whose %s lies ahead is refused as soon as AWS has said what time it is',
  async (_what, path) => {
    const aws = accountWithLab();
    await run(doctored(journal(), path, '2099-01-01T00:00:00Z'), aws, '--yes');
    expect(process.exitCode).toBe(2);
    expect(output.stderr).toContain('lies ahead; it is 2026-11-20T12:30:00.000Z');
    expect(aws.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
  },
);

it('a journal is no liar where the clock of the machine is an hour slow, and AWS says so', async () => {
  const clock = new ManualClock(NOW - 3_600_000);
  const aws = accountWithLab().on('GetCallerIdentity', async () => {
    // Its answer sets the clock right, as AwsClock does it.
    await clock.sleep(3_600_000);
    return { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/me' };
  });
  aws.on('GetExperiment', () => ({ experiment: FOUND }));
  await runBy(clock, () => Promise.resolve(false), journal(), aws);
  expect(output.stderr).toContain('nothing was resumed\n');
});

const expectRefusal = (aws: FakeAws, words: string): void => {
  expect(process.exitCode).toBe(1);
  expect(output.stdout).toBe('');
  expect(output.stderr).toMatch(/^[^\n]+\n$/);
  expect(output.stderr).toContain(words);
  expect(changesOf(aws.calls)).toEqual([]);
};

it.each<[string, object, string]>([
  [
    "another lab's",
    { ...FOUND, experimentTemplateId: 'EXTother' },
    'it is of template EXTother, and should be of EXTus',
  ],
  [
    'of another game day',
    { ...FOUND, tags: { GameDay: THEIRS } },
    `its tag GameDay is ${THEIRS}, and should be ${GAME_DAY}`,
  ],
  ['started by hand', { ...FOUND, tags: {} }, `its tag GameDay is missing, and should be ${GAME_DAY}`],
  [
    'of other functions',
    { ...FOUND, ...templateOf({ ...us, helloFunction: 'orders-get' }) },
    'FunctionName orders-get',
  ],
])('a journal whose experiment is, by what AWS says, %s is not resumed', async (_what, experiment, words) => {
  const aws = accountWithLab().on('GetExperiment', () => ({ experiment }));
  await run(journal(), aws, '--yes');
  expectRefusal(aws, words);
});

it("a journal whose template is, by what AWS says, another team's is not resumed", async () => {
  const experimentTemplate = templateOf({ ...us, documentName: 'orders-failover' });
  const aws = accountWithLab().on('GetExperimentTemplate', () => ({ experimentTemplate }));
  await run(journal(), aws, '--yes');
  expectRefusal(
    aws,
    "template EXTus in us-east-1 is not this lab's: it starts arn:aws:ssm:us-east-1:123456789012:document/orders-failover",
  );
});

it('a journal of which nobody may say whose its experiment is, is not resumed', async () => {
  const aws = accountWithLab().on('GetExperiment', () => {
    throw awsError('AccessDeniedException', 'not authorized to perform fis:GetExperiment');
  });
  await run(journal(), aws, '--yes');
  expectRefusal(aws, 'not authorized to perform fis:GetExperiment');
});

it('a journal of another account is not resumed', async () => {
  const aws = accountWithLab().on('GetCallerIdentity', () => ({
    Account: '999999999999',
    Arn: 'arn:aws:iam::999999999999:user/me',
  }));
  await run(journal(), aws, '--yes');
  expectRefusal(aws, 'the credentials are of another account');
});

it('without its experiment’s id, a journal finds none of another template by the id of its game day', async () => {
  const aws = accountWithLab().on('ListExperiments', () => ({
    experiments: [
      {
        id: 'EXP9',
        experimentTemplateId: 'EXTother',
        tags: { GameDay: GAME_DAY },
        state: { status: 'running' },
      },
    ],
  }));
  await run(doctored(journal(), ['experiment', 'id'], null), aws, '--yes', '--quiet');
  expect(aws.sent('StopExperiment')).toEqual([]);
  expect(aws.sent('GetExperiment')).toEqual([]);
});
