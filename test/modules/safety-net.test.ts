import { resource, synthesized } from './synthesized';

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

  it.each(['hello', 'health'])('detaches the fault from %s', (name) => {
    const target = resource(stack, 'aws_cloudwatch_event_target', `${region}_safety_net_detach_${name}`);
    expect(target).toMatchObject({
      provider: `aws.${region}`,
      rule: `\${aws_cloudwatch_event_rule.${region}_safety_net_rule.name}`,
      role_arn: `\${aws_iam_role.${region}_safety_net_role.arn}`,
      retry_policy: { maximum_event_age_in_seconds: 900 },
    });
    expect(target.arn).toMatch(
      new RegExp(
        `:automation-definition/\\$\\{aws_ssm_document.${region}_fault_automation_document.name\\}:\\$DEFAULT$`,
      ),
    );
    expect(JSON.parse(target.input as string)).toEqual({
      FunctionName: [`\${aws_lambda_function.${region}_${name}.function_name}`],
      AliasName: ['live'],
      LayerArn: [`\${aws_lambda_layer_version.${region}_fault_layer.arn}`],
      AutomationAssumeRole: [`\${aws_iam_role.${region}_fault_automation_role.arn}`],
      ChaosMode: ['DISABLED'],
    });
  });
});
