import { readFileSync } from 'node:fs';
import path from 'node:path';
import { detachOnly } from '../../modules/detach-only';
import { allowed, arn, manyRegions, resource, synthesized, trust, twoRegions } from './synthesized';

interface Action {
  readonly name: string;
  readonly action_id: string;
  readonly start_after?: string[];
  readonly parameter: { readonly key: string; readonly value: string }[];
}

const file = path.join(__dirname, '..', '..', 'documents', 'chaos-extension.yaml');
const stack = synthesized();
const template = resource(stack, 'aws_fis_experiment_template', 'us-east-1_fault_experiment');

function parametersOf(name: string): Record<string, string> {
  const action = (template.action as Action[]).find((each) => each.name === name);
  return Object.fromEntries((action?.parameter ?? []).map(({ key, value }) => [key, value]));
}

const ATTACHED = {
  LatencySeconds: '60',
  ExpiresAfterMinutes: '25',
  LeaseTableArn: '${aws_dynamodb_table.lease.arn}',
  ApiUrl: 'https://example.mydomain.com/api/hello',
};

describe('the experiment template', () => {
  it('attaches to both functions at once, waits, and detaches from both', () => {
    const order = (template.action as Action[]).map(({ name, start_after = [] }) => [name, start_after]);
    expect(Object.fromEntries(order)).toEqual({
      S00_AttachExtensionToHello: [],
      S00_AttachExtensionToHealth: [],
      S01_Wait: ['S00_AttachExtensionToHello', 'S00_AttachExtensionToHealth'],
      S02_DetachExtensionFromHello: ['S01_Wait'],
      S02_DetachExtensionFromHealth: ['S01_Wait'],
    });
    expect(parametersOf('S01_Wait')).toEqual({ duration: 'PT10M' });
  });

  it.each([
    ['S00_AttachExtensionToHello', 'us-east-1_hello', ATTACHED],
    ['S00_AttachExtensionToHealth', 'us-east-1_health', ATTACHED],
    ['S02_DetachExtensionFromHello', 'us-east-1_hello', { ChaosMode: 'DISABLED' }],
    ['S02_DetachExtensionFromHealth', 'us-east-1_health', { ChaosMode: 'DISABLED' }],
  ])('has %s start the document of the region on %s', (name, lambda, expected) => {
    const { documentArn, documentParameters } = parametersOf(name);
    // FIS takes the ARN of a document, not the automation-definition that the provider's `arn` is for one of this kind.
    expect(documentArn).toBe(
      `${arn('ssm', 'us-east-1')}document/\${aws_ssm_document.us-east-1_fault_automation_document.name}`,
    );
    expect(JSON.parse(documentParameters ?? '')).toEqual({
      FunctionName: `\${aws_lambda_function.${lambda}.function_name}`,
      AliasName: 'live',
      LayerArn: '${aws_lambda_layer_version.us-east-1_fault_layer.arn}',
      AutomationAssumeRole: '${aws_iam_role.us-east-1_fault_automation_role.arn}',
      ...expected,
    });
  });

  it('keeps each parameter within 1,024 characters even where every name is as long as it may be', () => {
    const longest = (template.action as Action[]).flatMap(({ parameter }) =>
      parameter.map(({ value }) => value.replaceAll(/\$\{[^}]*\}/g, 'x'.repeat(140)).length),
    );
    expect(Math.max(...longest)).toBeLessThanOrEqual(1024);
  });

  it('leaves no placeholder unfilled', () => {
    expect(JSON.stringify(template)).not.toMatch(/\$\{[A-Z]/);
  });

  it('logs to a group of its own, and stops at the alarm of its own region', () => {
    expect(template).toMatchObject({
      provider: 'aws.us-east-1',
      role_arn: '${aws_iam_role.us-east-1_fault_experiment_role.arn}',
      stop_condition: [
        {
          source: 'aws:cloudwatch:alarm',
          value: '${aws_cloudwatch_metric_alarm.us-east-1_fault_stop_alarm.arn}',
        },
      ],
      log_configuration: {
        log_schema_version: 2,
        cloudwatch_logs_configuration: {
          log_group_arn: '${aws_cloudwatch_log_group.us-east-1_fault_experiment_logs.arn}:*',
        },
      },
      experiment_options: { account_targeting: 'single-account', empty_target_resolution_mode: 'fail' },
      tags: { Name: 'chaos-lab-region-latency-us-east-1' },
    });
    expect(
      resource(stack, 'aws_cloudwatch_log_group', 'us-east-1_fault_experiment_logs').retention_in_days,
    ).toBe(14);
  });
});

interface MetricQuery {
  readonly id: string;
  readonly expression?: string;
  readonly return_data: boolean;
  readonly metric?: Record<string, unknown> & { readonly dimensions: Record<string, string> };
}

describe('the stop alarm', () => {
  const queriesOf = (alarm: Record<string, unknown>) => alarm.metric_query as MetricQuery[];

  it.each([
    ['us', 'us-east-1', 'eu-west-1'],
    ['eu', 'eu-west-1', 'us-east-1'],
  ])(
    "of %s counts the failures of the other region's customers, never of its own",
    (label, region, other) => {
      const alarm = resource(stack, 'aws_cloudwatch_metric_alarm', `${region}_fault_stop_alarm`);
      const dimensions = { api: 'https://example.mydomain.com/api/hello', client_region: other };
      expect(queriesOf(alarm)).toEqual([
        ...['status_4xx', 'status_5xx', 'no_response'].map((metric_name, index) => ({
          id: `m${index + 1}`,
          metric: { namespace: 'chaos-lab', metric_name, dimensions, period: 60, stat: 'Sum' },
          return_data: false,
        })),
        { id: 'failures', expression: 'm1+m2+m3', label: 'failed requests', return_data: true },
      ]);
      expect(alarm).toMatchObject({
        provider: `aws.${region}`,
        alarm_name: `chaos-lab-customers-outside-${label}`,
        comparison_operator: 'GreaterThanThreshold',
        threshold: 5,
        evaluation_periods: 1,
        treat_missing_data: 'notBreaching',
      });
    },
  );

  it.each([
    [4, 1],
    [5, 2],
    [8, 3],
  ])(
    'of one of %i regions is %i, each within ten metrics, all within five stop conditions',
    (count, alarms) => {
      const many = synthesized(manyRegions(count));
      const { stop_condition: conditions } = resource(
        many,
        'aws_fis_experiment_template',
        'us-east-1_fault_experiment',
      );
      const names = (conditions as { value: string }[]).map(({ value }) => value.split('.')[1] ?? '');
      expect(names).toHaveLength(alarms);
      expect(names.length).toBeLessThanOrEqual(5);
      const queries = names.map((name) => queriesOf(resource(many, 'aws_cloudwatch_metric_alarm', name)));
      for (const each of queries) expect(each.filter(({ metric }) => metric).length).toBeLessThanOrEqual(10);
      const watched = queries.flat().flatMap(({ metric }) => metric?.dimensions.client_region ?? []);
      expect([...new Set(watched)].sort()).toEqual(
        manyRegions(count)
          .regions.slice(1)
          .map(({ region }) => region)
          .sort(),
      );
    },
  );
});

describe('the document', () => {
  it('is the hand-authored file, as it stands', () => {
    const document = resource(stack, 'aws_ssm_document', 'eu-west-1_fault_automation_document');
    expect(document).toMatchObject({
      provider: 'aws.eu-west-1',
      document_type: 'Automation',
      document_format: 'YAML',
    });
    expect((document.content as string).replaceAll('$${', '${').replaceAll('%%{', '%{')).toBe(
      readFileSync(file, 'utf8'),
    );
  });

  it("may change the two functions of its region, delete their versions, and read the lab's layer", () => {
    const both = [
      '${aws_lambda_function.us-east-1_hello.arn}',
      '${aws_lambda_function.us-east-1_health.arn}',
    ];
    const versions = both.map((each) => `${each}:*`);
    const may = allowed(stack, 'us-east-1_fault_automation');
    expect(may.ChangeFunctions?.Resource).toEqual([...both, ...versions]);
    expect(may.ChangeFunctions?.Action).not.toContain('lambda:DeleteFunction');
    expect(may.DeleteFaultyVersions).toMatchObject({ Action: ['lambda:DeleteFunction'], Resource: versions });
    expect(may.AttachLayer?.Resource).toEqual([
      '${aws_lambda_layer_version.us-east-1_fault_layer.layer_arn}:*',
    ]);
    expect(may.TakeLease).toMatchObject({
      Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      Resource: ['${aws_dynamodb_table.lease.arn}'],
    });
    expect(Object.keys(may)).toHaveLength(4);
  });
});

describe('the document that only detaches', () => {
  it('is made from the same file', () => {
    const { content } = resource(stack, 'aws_ssm_document', 'eu-west-1_fault_detacher_document');
    const text = readFileSync(file, 'utf8');
    expect((content as string).replaceAll('$${', '${').replaceAll('%%{', '%{')).toBe(detachOnly(text));
  });

  it('may change the same functions, but never into one with the extension, and reads no lease', () => {
    const may = allowed(stack, 'us-east-1_fault_detacher');
    const { ChangeFunctions, DeleteFaultyVersions } = allowed(stack, 'us-east-1_fault_automation');
    expect(may).toEqual({
      ChangeFunctions,
      DeleteFaultyVersions,
      NeverAttachLayer: {
        Sid: 'NeverAttachLayer',
        Effect: 'Deny',
        Action: ['lambda:UpdateFunctionConfiguration'],
        Resource: [
          '${aws_lambda_function.us-east-1_hello.arn}',
          '${aws_lambda_function.us-east-1_health.arn}',
        ],
        Condition: {
          'ForAnyValue:StringLike': {
            'lambda:Layer': '${aws_lambda_layer_version.us-east-1_fault_layer.layer_arn}:*',
          },
        },
      },
    });
  });
});

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

describe('the fault', () => {
  it('lasts as long, and delays by as much, as the configuration says, in every region', () => {
    const fault = { region: 'eu-west-1', latencySeconds: 12, minutes: 3 };
    const changed = JSON.stringify(
      resource(
        synthesized({ ...twoRegions, fault }),
        'aws_fis_experiment_template',
        'us-east-1_fault_experiment',
      ),
    );
    expect(changed).toContain('PT3M');
    expect(changed).toContain(String.raw`LatencySeconds\":\"12`);
    expect(changed).toContain(String.raw`ExpiresAfterMinutes\":\"18`);
  });

  it('has a layer for every Node.js runtime and architecture of the lab', () => {
    expect(resource(stack, 'aws_lambda_layer_version', 'us-east-1_fault_layer')).toMatchObject({
      filename: 'archives/chaos-extension.zip',
      compatible_architectures: ['arm64', 'x86_64'],
      lifecycle: { create_before_destroy: true },
    });
    expect(resource(stack, 'aws_lambda_layer_version', 'us-east-1_fault_layer')).not.toHaveProperty(
      'skip_destroy',
    );
  });
});
