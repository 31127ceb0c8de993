import { matchesPattern } from '../../rehearsal/wildcards';
import { resources, synthesized, twoRegions, type Synthesized } from '../modules/synthesized';
import { readJson } from './workflow-files';

const ACCOUNT = '111122223333';

/** What a policy may name without naming the lab, and why: AWS gives these ids that nobody knows before, or knows no resource. */
const NAMELESS = [
  '*',
  'arn:aws:apigateway:*::/domainnames/*',
  'arn:aws:apigateway:*::/restapis/*',
  'arn:aws:fis:*:111122223333:experiment-template/*',
  'arn:aws:fis:*:111122223333:experiment/*',
  'arn:aws:fis:*:111122223333:safety-lever/*',
  'arn:aws:route53:::healthcheck/*',
  'arn:aws:ssm:*:111122223333:automation-execution/*',
];

/** The ARNs, as IAM checks them, of all in a stack that has a name, by a pipeline's pattern or not. */
function arnsOf(stack: Synthesized): readonly string[] {
  const names = (type: string, argument: string): readonly string[] => [
    ...new Set(resources(stack, type).map(([, found]) => String(found[argument]))),
  ];
  const regional = (service: string, resource: string): string =>
    `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`;
  return [
    ...names('aws_iam_role', 'name').map((name) => `arn:aws:iam::${ACCOUNT}:role/${name}`),
    ...names('aws_lambda_function', 'function_name').flatMap((name) =>
      ['', ':live', ':1'].map((qualifier) => regional('lambda', `function:${name}${qualifier}`)),
    ),
    ...names('aws_lambda_layer_version', 'layer_name').map((name) => regional('lambda', `layer:${name}:1`)),
    ...names('aws_ssm_document', 'name').flatMap((name) => [
      regional('ssm', `document/${name}`),
      regional('ssm', `automation-definition/${name}:1`),
    ]),
    ...names('aws_cloudwatch_event_rule', 'name').map((name) => regional('events', `rule/${name}`)),
    ...names('aws_dynamodb_table', 'name').map((name) => regional('dynamodb', `table/${name}`)),
    ...names('aws_cloudwatch_dashboard', 'dashboard_name').map(
      (name) => `arn:aws:cloudwatch::${ACCOUNT}:dashboard/${name}`,
    ),
  ];
}

const own = arnsOf(synthesized());
const others = [
  { ...twoRegions, name: 'chaos-lab-two', host: 'other' },
  { ...twoRegions, name: 'chaos-lab-us-east-1', host: 'another' },
].flatMap((config) => arnsOf(synthesized(config)));

describe.each(['plan-policy.json', 'game-day-policy.json', 'restore-policy.json'])('%s', (file) => {
  const { Statement } = readJson('.github', 'iam', file) as {
    readonly Statement: readonly { readonly Resource: string | readonly string[] }[];
  };
  const patterns = Statement.flatMap(({ Resource }) => Resource);
  const named = patterns.filter(
    (pattern) => !NAMELESS.includes(pattern) && !pattern.startsWith('arn:aws:s3:'),
  );

  it('names only what the lab of lab.config.json has', () => {
    for (const pattern of named) {
      const whole = pattern
        .replace(/:function:(.*):\*$/, ':function:$1:1')
        .replace(/(:layer:[^:]+)$/, '$1:1');
      expect([
        pattern,
        own.some((arn) => matchesPattern(pattern, arn) || matchesPattern(whole, arn)),
      ]).toEqual([pattern, true]);
    }
  });

  it('matches nothing of another lab, whatever its name begins with', () => {
    expect(others.filter((arn) => named.some((pattern) => matchesPattern(pattern, arn)))).toEqual([]);
  });
});

describe('plan-policy.json', () => {
  it('names every role that the lab has', () => {
    const text = JSON.stringify(readJson('.github', 'iam', 'plan-policy.json'));
    const roles = own.filter((arn) => arn.includes(':role/'));
    expect(roles).toHaveLength(14);
    for (const role of roles) expect(text).toContain(`"${role}"`);
  });
});
