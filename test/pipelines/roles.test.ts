import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GAME_DAY_TAG } from '../../experiment/fis-experiment';
import { PROJECT, readJson } from './workflow-files';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const statementsOf = (file: string): readonly Statement[] =>
  (readJson('.github', 'iam', file) as { readonly Statement: readonly Statement[] }).Statement;

const actionsOf = (statements: readonly Statement[]): readonly string[] =>
  [...new Set(statements.flatMap(({ Action }) => Action))].sort();

/** The name in IAM of what the SDK's clients are called, where it is another. */
const PREFIXES: Readonly<Record<string, string>> = { 'route-53': 'route53' };

/** Operations whose permission has another name, or that need none (service authorization reference, Lambda and STS). */
const PERMISSIONS: Readonly<Record<string, readonly string[] | undefined>> = {
  'lambda:Invoke': ['lambda:InvokeFunction'],
  // It tags what it starts (FIS user guide, "Tag your resources"; AWS' own AWSResilienceHubResilienceTestingPolicy allows both alike).
  'fis:StartExperiment': ['fis:StartExperiment', 'fis:TagResource'],
  'sts:GetCallerIdentity': [],
};

/** What a game day and a restoration call, as the permissions that it takes. */
function calledActions(): readonly string[] {
  const folders = ['experiment', 'scripts'].flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(folder, path),
    ),
  );
  const files = folders.filter((path) => path.endsWith('.ts') && !path.startsWith(join('scripts', 'bench')));
  const called = files.flatMap((path) => {
    const text = readFileSync(join(PROJECT, path), 'utf8');
    const imported = [
      ...text.matchAll(/import (?:type )?\{([^}]+)\} from '@aws-sdk\/client-([\w-]+)'/g),
    ].flatMap(([, names = '', client = '']) =>
      [...names.matchAll(/\b(\w+)Command\b/g)].map(
        ([, operation]) => `${PREFIXES[client] ?? client}:${operation}`,
      ),
    );
    // Commands that the SDK's client lacks are made as it makes its own: `.n('FisClient', 'GetSafetyLeverCommand')`.
    const own = [...text.matchAll(/\.n\('(\w+)Client', '(\w+)Command'\)/g)].map(
      ([, client = '', operation = '']) => `${client.toLowerCase()}:${operation}`,
    );
    return [...imported, ...own];
  });
  return [...new Set(called.flatMap((operation) => PERMISSIONS[operation] ?? [operation]))].sort();
}

describe('the role of the game day', () => {
  const policy = statementsOf('game-day-policy.json');

  it('may do what a game day calls, pass the document its role, and nothing else', () => {
    expect(actionsOf(policy)).toEqual([...calledActions(), 'iam:PassRole'].sort());
  });

  it('is limited to the lab wherever IAM knows a resource', () => {
    const anywhere = policy.filter(({ Resource }) => Resource === '*');
    expect(actionsOf(anywhere)).toEqual([
      // Asked for composite alarms too, which takes all (CloudWatch API reference, DescribeAlarms).
      'cloudwatch:DescribeAlarms',
      // These four have no resource (service authorization reference).
      'cloudwatch:GetMetricData',
      'fis:ListExperiments',
      'lambda:GetAccountSettings',
      'ssm:DescribeAutomationExecutions',
    ]);
  });

  it('starts experiments of the lab’s own templates only, and only such as have the tag of their game day and no other', () => {
    const starting = policy.filter(({ Action }) => Action.includes('fis:StartExperiment'));
    expect(starting.map(({ Resource, Condition }) => [Resource, Condition])).toEqual([
      [
        'arn:aws:fis:*:111122223333:experiment-template/*',
        { StringEquals: { 'aws:ResourceTag/Lab': 'chaos-lab' } },
      ],
      [
        'arn:aws:fis:*:111122223333:experiment/*',
        {
          Null: { [`aws:RequestTag/${GAME_DAY_TAG}`]: 'false' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': [GAME_DAY_TAG] },
        },
      ],
    ]);
    expect(readFileSync(join(PROJECT, 'modules/chaos-lab-stack.ts'), 'utf8')).toContain(
      '{ Lab: config.name,',
    );
  });
});

describe('the role of the plan', () => {
  it('may read, and change nothing', () => {
    for (const action of actionsOf(statementsOf('plan-policy.json'))) {
      expect(action).toMatch(/^(\w+:(Get|List|Describe)\w*\*?|apigateway:GET)$/);
    }
  });
});

describe.each([
  ['game-day-trust.json', 'repo:octo-org/octo-repo:environment:game-day'],
  [
    'plan-trust.json',
    ['repo:octo-org/octo-repo:pull_request', 'repo:octo-org/octo-repo:ref:refs/heads/main'],
  ],
])('%s', (file, subject) => {
  it('trusts GitHub for these jobs, each by its whole name', () => {
    const [statement, ...others] = statementsOf(file);
    expect(others).toEqual([]);
    expect(statement).toMatchObject({ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity' });
    expect(statement?.Condition).toEqual({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': subject,
      },
    });
  });
});

describe('docs/pipelines.md', () => {
  const text = readFileSync(join(PROJECT, 'docs', 'pipelines.md'), 'utf8');

  it('names every action of the game day’s role, and every file to make a role from', () => {
    for (const action of actionsOf(statementsOf('game-day-policy.json'))) {
      const [service, operation] = action.split(':');
      const row = text.split('\n').find((line) => line.startsWith(`| \`${service}\``)) ?? '';
      expect(row).toContain(`\`${operation}\``);
    }
    for (const file of readdirSync(join(PROJECT, '.github', 'iam'))) expect(text).toContain(file);
  });

  it('names every variable that a workflow reads', () => {
    const workflows = join(PROJECT, '.github', 'workflows');
    for (const file of readdirSync(workflows)) {
      const read = readFileSync(join(workflows, file), 'utf8').matchAll(/\bvars\.(\w+)/g);
      for (const [, name] of read) expect(text).toContain(`\`${name}\``);
    }
  });
});
