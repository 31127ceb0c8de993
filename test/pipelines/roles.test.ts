import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { GAME_DAY_TAG } from '../../experiment/aws/fis-experiment';
import { calledActions, filesBelow, importedBy } from './called-actions';
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

describe('the role of the game day', () => {
  const policy = statementsOf('game-day-policy.json');

  it('may do what a game day calls, pass the document its role, and nothing else', () => {
    expect(actionsOf(policy)).toEqual(
      [...calledActions(filesBelow('experiment', 'scripts')), 'iam:PassRole'].sort(),
    );
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

describe('the role of the emergency restore', () => {
  const policy = statementsOf('restore-policy.json');

  it('may do what a restoration calls, read the state, pass the document its role, and nothing else', () => {
    // Imported with the rest of their files, and not called by a restoration.
    const uncalled = ['dynamodb:PutItem', 'fis:StartExperiment', 'fis:TagResource'];
    const called = calledActions(importedBy('scripts/restore.ts'));
    expect(called).toEqual(expect.arrayContaining(uncalled));
    expect(actionsOf(policy)).toEqual(
      [
        ...called.filter((action) => !uncalled.includes(action)),
        'iam:PassRole',
        's3:GetObject',
        's3:ListBucket',
      ].sort(),
    );
  });

  it('has each of its rights on no more, and under no fewer conditions, than the game day or the plan has', () => {
    const others = [...statementsOf('game-day-policy.json'), ...statementsOf('plan-policy.json')];
    const allows = (
      statement: Statement,
      action: string,
      resource: string,
      condition: Statement['Condition'],
    ) =>
      [statement.Action].flat().includes(action) &&
      [statement.Resource].flat().includes(resource) &&
      isDeepStrictEqual(statement.Condition, condition);
    const more = policy.flatMap(({ Action, Resource = [], Condition }) =>
      [Action].flat().flatMap((action) =>
        [Resource]
          .flat()
          .filter((resource) => !others.some((other) => allows(other, action, resource, Condition)))
          .map((resource) => `${action} on ${resource}`),
      ),
    );
    expect(more).toEqual([]);
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
  ['restore-trust.json', 'repo:octo-org/octo-repo:environment:restore'],
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
