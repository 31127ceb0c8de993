import { allowed, resources, statements, synthesized, twoRegions } from './synthesized';

/** The statements that hold `*` as a resource, and why each may: AWS lets none of them be narrower. */
const EXCEPTIONS = {
  // PutMetricData has no resources; the condition on the namespace is the only limit.
  PublishCounts: ['cloudwatch:PutMetricData'],
  // Log deliveries and resource policies belong to the account.
  DeliverLogs: ['logs:CreateLogDelivery', 'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies'],
  // X-Ray has no resources for these.
  SendTraces: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
};

const traced = synthesized({ ...twoRegions, functions: { ...twoRegions.functions, tracing: true } });
const all = resources(traced, 'aws_iam_role_policy').flatMap(([, { policy }]) => statements(policy));

describe('the policies', () => {
  it('hold * as a resource only where AWS knows nothing narrower', () => {
    const open = all.filter(({ Resource }) => Resource.includes('*'));
    expect(Object.fromEntries(open.map(({ Sid, Action }) => [Sid, Action]))).toEqual(EXCEPTIONS);
  });

  it('name every action in full, and every account and region', () => {
    expect(all.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
    const named = all.flatMap(({ Resource }) => Resource).filter((each) => each !== '*');
    expect(named.filter((each) => !each.startsWith('${') && !each.includes('account_id'))).toEqual([]);
  });

  it('match nothing of another lab: a wildcard stands for a whole id, behind a whole name', () => {
    const open = [...new Set(all.flatMap(({ Resource }) => Resource).filter((each) => each.includes('*')))];
    for (const each of open) expect(each).toMatch(/^[^*]+[}/:]:?\*$|^\*$/);
    // Ids that AWS gives, and a list that is checked against no group in particular: these hold no name at all.
    const nameless = open
      .map((each) => each.replace(/^arn:.*:(?=[\w-]+[/:]\*$)/, ''))
      .filter((each) => /^[\w-]*[/:]?\*$/.test(each));
    expect(new Set(nameless)).toEqual(new Set(['*', 'automation-execution/*', 'log-group:*']));
  });

  it('allow, but for what only detaches, and never with NotAction or NotResource', () => {
    const denying = all.filter(({ Effect }) => Effect !== 'Allow');
    expect(denying.map(({ Sid, Effect }) => [Sid, Effect])).toEqual([
      ['NeverAttachLayer', 'Deny'],
      ['NeverAttachLayer', 'Deny'],
    ]);
    expect(JSON.stringify(all)).not.toMatch(/"Not(Action|Resource|Principal)"/);
  });

  it('let the customers publish to the lab’s namespace only', () => {
    expect(allowed(traced, 'eu-west-1_customers_function').PublishCounts?.Condition).toEqual({
      StringEquals: { 'cloudwatch:namespace': 'chaos-lab' },
    });
  });

  it.each(['us-east-1_hello', 'us-east-1_health', 'us-east-1_customers_function'])(
    'let %s write its own log only',
    (name) => {
      expect(allowed(traced, name).WriteOwnLog).toMatchObject({
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [`\${aws_cloudwatch_log_group.${name}_logs.arn}:*`],
      });
    },
  );

  it.each(['us-east-1_hello', 'us-east-1_health'])('give %s nothing else, untraced', (name) => {
    expect(Object.keys(allowed(synthesized(), name))).toEqual(['WriteOwnLog']);
  });
});
