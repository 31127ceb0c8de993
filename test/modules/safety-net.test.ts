import { resource, synthesized, trust } from './synthesized';

const stack = synthesized();

describe.each(['us-east-1', 'eu-west-1'])('the safety net of %s', (region) => {
  it('is told when an experiment of its own template ends in any way', () => {
    const rule = resource(stack, 'aws_cloudwatch_event_rule', `${region}_safety_net_rule`);
    expect(rule.provider).toBe(`aws.${region}`);
    expect(JSON.parse(rule.event_pattern as string)).toEqual({
      source: ['aws.fis'],
      'detail-type': ['FIS Experiment State Change'],
      detail: {
        'experiment-template-id': [`\${aws_fis_experiment_template.${region}_fault_experiment.id}`],
        'new-state': { status: ['stopped', 'failed', 'cancelled', 'completed'] },
      },
    });
  });

  it('works with a role that its own rule alone may use, in this account', () => {
    expect(trust(stack, `${region}_safety_net`)).toEqual({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'events.amazonaws.com' },
      Condition: {
        StringEquals: {
          'aws:SourceAccount': '${data.aws_caller_identity.current_account.account_id}',
        },
        ArnEquals: { 'aws:SourceArn': `\${aws_cloudwatch_event_rule.${region}_safety_net_rule.arn}` },
      },
    });
  });

  it.each(['hello', 'health'])(
    'detaches the fault from %s with the document that can do nothing else',
    (name) => {
      const target = resource(stack, 'aws_cloudwatch_event_target', `${region}_safety_net_detach_${name}`);
      expect(target).toMatchObject({
        provider: `aws.${region}`,
        rule: `\${aws_cloudwatch_event_rule.${region}_safety_net_rule.name}`,
        role_arn: `\${aws_iam_role.${region}_safety_net_role.arn}`,
        // As often as EventBridge does by default, and not so late that it could meet the next experiment's fault.
        retry_policy: { maximum_event_age_in_seconds: 900, maximum_retry_attempts: 185 },
        // What the role may do is there before the first event.
        depends_on: [`aws_iam_role_policy.${region}_safety_net_role_policy`],
      });
      expect(target.arn).toMatch(
        new RegExp(
          `:automation-definition/\\$\\{aws_ssm_document.${region}_fault_detacher_document.name\\}:\\$DEFAULT$`,
        ),
      );
      expect(JSON.parse(target.input as string)).toEqual({
        FunctionName: [`\${aws_lambda_function.${region}_${name}.function_name}`],
        AliasName: ['live'],
        LayerArn: [`\${aws_lambda_layer_version.${region}_fault_layer.arn}`],
        AutomationAssumeRole: [`\${aws_iam_role.${region}_fault_detacher_role.arn}`],
        ChaosMode: ['DISABLED'],
      });
    },
  );
});
