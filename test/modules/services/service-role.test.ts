import { allowed, arn, manyRegions, synthesized, trust } from '../synthesized';

const stack = synthesized();

describe('the roles of the fault', () => {
  const account = '${data.aws_caller_identity.current_account.account_id}';

  it.each([
    [
      'us-east-1_fault_automation',
      'ssm.amazonaws.com',
      { ArnLike: `${arn('ssm', 'us-east-1')}automation-execution/*` },
    ],
    [
      'us-east-1_fault_detacher',
      'ssm.amazonaws.com',
      { ArnLike: `${arn('ssm', 'us-east-1')}automation-execution/*` },
    ],
    [
      'us-east-1_fault_experiment',
      'fis.amazonaws.com',
      { ArnLike: `${arn('fis', 'us-east-1')}experiment/*` },
    ],
    [
      'us-east-1_safety_net',
      'events.amazonaws.com',
      { ArnEquals: '${aws_cloudwatch_event_rule.us-east-1_safety_net_rule.arn}' },
    ],
  ])('%s is assumed by %s only, for this account and what it runs', (role, service, source) => {
    const [[operator, sourceArn] = []] = Object.entries(source);
    expect(trust(stack, role)).toMatchObject({
      Principal: { Service: service },
      Condition: {
        StringEquals: { 'aws:SourceAccount': account },
        [operator ?? '']: { 'aws:SourceArn': sourceArn },
      },
    });
  });

  it.each([
    ['us-east-1_fault_experiment', 'us-east-1_fault_automation'],
    ['us-east-1_safety_net', 'us-east-1_fault_detacher'],
  ])('%s may start the document of %s and pass its role to it alone', (role, automation) => {
    const may = allowed(stack, role);
    const name = `\${aws_ssm_document.${automation}_document.name}`;
    expect(may.StartDocument).toMatchObject({
      Action: ['ssm:StartAutomationExecution'],
      Resource: [
        `${arn('ssm', 'us-east-1')}document/${name}`,
        `${arn('ssm', 'us-east-1')}automation-definition/${name}:*`,
        `${arn('ssm', 'us-east-1')}automation-execution/*`,
      ],
    });
    expect(may.PassDocumentRole).toMatchObject({
      Action: ['iam:PassRole'],
      Resource: [`\${aws_iam_role.${automation}_role.arn}`],
      Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
    });
  });

  it('let the experiment follow what it has started, and stop it: an experiment that is stopped leaves nothing running', () => {
    expect(allowed(stack, 'us-east-1_fault_experiment').FollowAndStopDocument).toMatchObject({
      Action: ['ssm:GetAutomationExecution', 'ssm:StopAutomationExecution'],
      Resource: [`${arn('ssm', 'us-east-1')}automation-execution/*`],
    });
  });

  it('let the experiment see the stop alarms of a region with two of them', () => {
    const may = allowed(synthesized(manyRegions(5)), 'us-east-1_fault_experiment');
    expect(may.WatchStopAlarms?.Resource).toEqual([
      '${aws_cloudwatch_metric_alarm.us-east-1_fault_stop_alarm_1.arn}',
      '${aws_cloudwatch_metric_alarm.us-east-1_fault_stop_alarm_2.arn}',
    ]);
  });
});
