import type { RequestContext } from '../../../rehearsal/aws/api';
import { NotModelled } from '../../../rehearsal/not-modelled';
import { make } from '../support/make';
import { emptyAccount } from '../support/context';

interface Part {
  readonly Effect?: string;
  readonly [element: string]: unknown;
}

function roleWith(...statements: readonly Part[]) {
  const { iam } = emptyAccount();
  const trust = JSON.stringify({ Statement: [] });
  const { arn } = make(iam.resources, 'aws_iam_role', { name: 'r', assume_role_policy: trust });
  const Statement = statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement }));
  make(iam.resources, 'aws_iam_role_policy', { role: 'r', policy: JSON.stringify({ Statement }) });
  return (action: string, resource = 'arn:x', context: RequestContext = {}): boolean =>
    iam.allows(arn as string, action, resource, context);
}

describe('a role', () => {
  it.each<[string, Part, string, string, boolean]>([
    ['the action', { Action: 'lambda:GetAlias' }, 'lambda:GetAlias', 'arn:x', true],
    ['the action in other case', { Action: 'lambda:getalias' }, 'lambda:GetAlias', 'arn:x', true],
    ['another action', { Action: 'lambda:GetAlias' }, 'lambda:GetAliases', 'arn:x', false],
    ['one of several', { Action: ['a:B', 'c:D'] }, 'c:D', 'arn:x', true],
    ['all of a kind', { Action: 'lambda:Get*' }, 'lambda:GetAlias', 'arn:x', true],
    ['all but those of another service', { Action: 'lambda:*' }, 'ssm:GetAlias', 'arn:x', false],
    ['one character', { Action: 'a:?', Resource: '*' }, 'a:BC', 'arn:x', false],
    ['another resource', { Action: '*', Resource: 'arn:f' }, 'a:B', 'arn:g', false],
    ['the resource in other case', { Action: '*', Resource: 'arn:F' }, 'a:B', 'arn:f', false],
    ['every version of it', { Action: '*', Resource: ['arn:f:*'] }, 'a:B', 'arn:f:1', true],
    ['its versions, but not itself', { Action: '*', Resource: ['arn:f:*'] }, 'a:B', 'arn:f', false],
    ['a dot, which is no wildcard', { Action: '*', Resource: 'arn.f' }, 'a:B', 'arn:f', false],
    ['no resource', { Action: '*', Resource: undefined }, 'a:B', 'arn:f', false],
  ])('whose policy allows %s', (_what, statement, action, resource, allowed) => {
    expect(roleWith(statement)(action, resource)).toBe(allowed);
  });

  it('may not do what nothing allows, and neither may a role that is not there', () => {
    expect(roleWith()('a:B')).toBe(false);
    expect(emptyAccount().iam.allows('arn:aws:iam::123456789012:role/none', 'a:B', 'arn:x', {})).toBe(false);
  });

  it('may not do what is denied, whatever allows it', () => {
    const may = roleWith({ Action: '*' }, { Effect: 'Deny', Action: 'a:B', Resource: 'arn:f' });
    expect(may('a:B', 'arn:f')).toBe(false);
    expect(may('a:B', 'arn:g')).toBe(true);
  });

  it.each([
    ['StringEquals', 'lab', 'lab', true],
    ['StringEquals', 'l*b', 'lab', false],
    ['StringEquals', ['other', 'lab'], 'lab', true],
    ['StringLike', 'l*', 'lab', true],
    ['ArnLike', 'l?b', 'lab', true],
    ['ArnEquals', 'l?', 'lab', false],
  ])('with the condition %s %j and the value %s', (operator, wanted, value, allowed) => {
    const may = roleWith({ Action: '*', Condition: { [operator]: { 'cloudwatch:namespace': wanted } } });
    expect(may('a:B', 'arn:x', { 'cloudwatch:namespace': value })).toBe(allowed);
    expect(may('a:B', 'arn:x', {})).toBe(false);
  });

  it.each<[readonly string[], boolean]>([
    [['arn:own:1', 'arn:chaos:7'], false],
    [['arn:own:1'], true],
    [[], true],
  ])('that is denied any layer of a kind, and hands in %j', (layers, allowed) => {
    const never = {
      Effect: 'Deny',
      Action: 'a:B',
      Condition: { 'ForAnyValue:StringLike': { 'lambda:Layer': 'arn:chaos:*' } },
    };
    const may = roleWith({ Action: '*' }, never);
    expect(may('a:B', 'arn:x', { 'lambda:Layer': layers })).toBe(allowed);
    expect(may('a:B', 'arn:x')).toBe(true);
  });

  it('is refused where it compares a key of several values as if it had one', () => {
    const may = roleWith({ Action: '*', Condition: { StringLike: { 'lambda:Layer': 'arn:*' } } });
    expect(() => may('a:B', 'arn:x', { 'lambda:Layer': ['arn:own:1'] })).toThrow(NotModelled);
  });

  it.each([
    ['the policy element NotAction', { NotAction: 'a:B' }],
    [
      'the condition key aws:SourceVpc',
      { Action: 'a:B', Condition: { StringEquals: { 'aws:SourceVpc': 'v' } } },
    ],
    [
      'the condition operator StringNotEquals',
      { Action: 'a:B', Condition: { StringNotEquals: { 'aws:SourceArn': 'v' } } },
    ],
    [
      'the condition operator Null',
      { Effect: 'Deny', Action: 'a:B', Condition: { Null: { 'aws:SourceArn': 'true' } } },
    ],
  ])('with %s is refused as soon as it is made', (what, statement) => {
    expect(() => roleWith(statement)).toThrow(new NotModelled(what));
  });
});

describe('the trust of a role', () => {
  const source = 'arn:aws:ssm:us-east-1:123456789012:automation-execution/1';
  const allow = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ssm.amazonaws.com' } };

  function trusts(...Statement: readonly object[]): boolean {
    const { iam } = emptyAccount();
    const assume_role_policy = JSON.stringify({ Statement });
    const { arn } = make(iam.resources, 'aws_iam_role', { name: 'r', assume_role_policy });
    return iam.trusts(arn as string, 'ssm.amazonaws.com', source);
  }

  it.each<[string, readonly object[], boolean]>([
    ['its service', [allow], true],
    ['its service among others', [{ ...allow, Principal: { Service: ['a', 'ssm.amazonaws.com'] } }], true],
    ['nobody', [], false],
    ['another service', [{ ...allow, Principal: { Service: 'fis.amazonaws.com' } }], false],
    ['an account', [{ ...allow, Principal: { AWS: '*' } }], false],
    ['its service for another action', [{ ...allow, Action: 'sts:TagSession' }], false],
    [
      'its own account',
      [{ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } }],
      true,
    ],
    ['another account', [{ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': '2' } } }], false],
    [
      'executions',
      [{ ...allow, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:ssm:*:execution/*' } } }],
      false,
    ],
    [
      'its executions',
      [{ ...allow, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:ssm:*execution/*' } } }],
      true,
    ],
    ['and denies its service', [allow, { ...allow, Effect: 'Deny' }], false],
  ])('with %s', (_whom, statements, expected) => {
    expect(trusts(...statements)).toBe(expected);
  });

  it('is nothing where there is no role', () => {
    const { iam } = emptyAccount();
    expect(iam.trusts('arn:aws:iam::123456789012:role/none', 'ssm.amazonaws.com', source)).toBe(false);
    const policy = { role: 'none', policy: JSON.stringify({ Statement: [] }) };
    expect(() => make(iam.resources, 'aws_iam_role_policy', policy)).toThrow('there is no role none');
  });
});
