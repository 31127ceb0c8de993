import { readFileSync } from 'node:fs';
import path from 'node:path';
import { detachOnly } from '../../modules/detach-only';
import { arn, resource, synthesized, twoRegions } from './synthesized';

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
});

describe('the document that only detaches', () => {
  it('is made from the same file', () => {
    const { content } = resource(stack, 'aws_ssm_document', 'eu-west-1_fault_detacher_document');
    const text = readFileSync(file, 'utf8');
    expect((content as string).replaceAll('$${', '${').replaceAll('%%{', '%{')).toBe(detachOnly(text));
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
