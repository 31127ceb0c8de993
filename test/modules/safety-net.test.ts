import { resource, synthesized } from './synthesized';

const stack = synthesized();

describe.each(['us', 'eu'])('the safety net of %s', (label) => {
  it('is told when an experiment of its own template ends in any way', () => {
    const rule = resource(stack, 'aws_cloudwatch_event_rule', `${label}_safety_net_rule`);
    expect(rule.provider).toBe(`aws.${label}`);
    expect(JSON.parse(rule.event_pattern as string)).toEqual({
      source: ['aws.fis'],
      'detail-type': ['FIS Experiment State Change'],
      detail: {
        'experiment-template-id': [`\${aws_fis_experiment_template.${label}_fault_experiment.id}`],
        'new-state': { status: ['stopped', 'failed', 'cancelled', 'completed'] },
      },
    });
  });

  it.each(['hello', 'health'])('detaches the fault from %s', (name) => {
    const target = resource(stack, 'aws_cloudwatch_event_target', `${label}_safety_net_detach_${name}`);
    expect(target).toMatchObject({
      provider: `aws.${label}`,
      rule: `\${aws_cloudwatch_event_rule.${label}_safety_net_rule.name}`,
      role_arn: `\${aws_iam_role.${label}_safety_net_role.arn}`,
      retry_policy: { maximum_event_age_in_seconds: 900 },
    });
    expect(target.arn).toMatch(
      new RegExp(
        `:automation-definition/\\$\\{aws_ssm_document.${label}_fault_automation_document.name\\}:\\$DEFAULT$`,
      ),
    );
    expect(JSON.parse(target.input as string)).toEqual({
      FunctionName: [`\${aws_lambda_function.${label}_${name}.function_name}`],
      AliasName: ['live'],
      LayerArn: [`\${aws_lambda_layer_version.${label}_fault_layer.arn}`],
      AutomationAssumeRole: [`\${aws_iam_role.${label}_fault_automation_role.arn}`],
      ChaosMode: ['DISABLED'],
    });
  });
});
