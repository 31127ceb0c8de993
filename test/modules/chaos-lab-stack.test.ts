import schema from '../../schemas/lab-config.schema.json';
import { awsRegions } from '../../validation/lab-config/aws-regions';
import { manyRegions, synthesized, twoRegions, type Synthesized } from './synthesized';

/** One for the whole lab: Route 53 and dashboards may, and must, refer to several regions, and all of them to the lease. */
const GLOBAL = [
  'aws_route53_record',
  'aws_route53_health_check',
  'aws_cloudwatch_dashboard',
  'aws_dynamodb_table',
];

/** References from a regional resource to one that another region's provider makes. */
function crossings(stack: Synthesized): string[] {
  return Object.entries(stack.resource)
    .filter(([type]) => !GLOBAL.includes(type))
    .flatMap(([type, byName]) =>
      Object.entries(byName).flatMap(([name, { provider, ...rest }]) =>
        [...JSON.stringify(rest).matchAll(/\b(aws_\w+)\.(\w[\w-]*)/g)]
          .filter(([, toType = '', toName = '']) => {
            const target = stack.resource[toType]?.[toName];
            return target && !GLOBAL.includes(toType) && target.provider !== provider;
          })
          .map(([reference]) => `${type}.${name} → ${reference}`),
      ),
    );
}

describe('the stack', () => {
  const stack = synthesized();

  it('is what was reviewed', () => {
    const reviewed: unknown = JSON.parse(
      JSON.stringify(stack, (key, value: unknown) =>
        key === 'source_code_hash' || key === 'content' ? `<${key}>` : value,
      ),
    );
    expect(reviewed).toMatchSnapshot();
  });

  it('takes both majors of the AWS provider and a Terraform that knows lock files in S3', () => {
    expect(stack.terraform).toEqual({
      backend: { local: { path: '../../../terraform.chaos-lab.tfstate' } },
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } },
      required_version: '>= 1.10',
    });
  });

  it('keeps its state in S3, with a lock file, where the configuration says so', () => {
    const state = { bucket: 'states', key: 'lab.tfstate', region: 'eu-west-1' };
    const { backend } = synthesized({ ...twoRegions, state }).terraform;
    expect(backend).toEqual({ s3: { ...state, encrypt: true, use_lockfile: true } });
  });

  it('has one provider alias for every region of AWS, its own or not, which tags everything', () => {
    const tags = { Lab: 'chaos-lab', ManagedBy: 'terraform' };
    expect(stack.provider.aws).toEqual(
      awsRegions.map((region) => ({ alias: region, region, default_tags: [{ tags }] })),
    );
  });

  it('makes every resource by a provider alias, and never sets the region that only provider 6 knows', () => {
    const all = Object.values({ ...stack.resource, ...stack.data }).flatMap((byName) =>
      Object.values(byName),
    );
    expect(all.filter(({ provider }) => !['aws.us-east-1', 'aws.eu-west-1'].includes(provider))).toEqual([]);
    expect(all.filter((each) => 'region' in each)).toEqual([]);
  });

  it.each([2, 5, 8])('never lets a resource of one region use one of another, of %i regions', (count) => {
    expect(crossings(synthesized(manyRegions(count)))).toEqual([]);
  });

  it('would see a resource that uses one of another region', () => {
    const crossed = structuredClone(stack);
    crossed.resource.aws_api_gateway_domain_name!['eu-west-1_own_domain']!.regional_certificate_arn =
      '${aws_acm_certificate_validation.certificates_us-east-1_own_validation.certificate_arn}';
    expect(crossings(crossed)).toEqual([
      'aws_api_gateway_domain_name.eu-west-1_own_domain → aws_acm_certificate_validation.certificates_us-east-1_own_validation',
    ]);
  });

  it('writes no partition and no account into an ARN', () => {
    expect(JSON.stringify(stack)).not.toMatch(/arn:aws[\w-]*:/);
    expect(JSON.stringify(stack)).not.toMatch(/:\d{12}:/);
  });

  it.each([2, 5, 8])('has as much in each of %i regions', (count) => {
    const config = manyRegions(count);
    const { resource } = synthesized(config);
    const providers = Object.entries(resource)
      .filter(([type]) => !GLOBAL.includes(type) && type !== 'aws_cloudwatch_metric_alarm')
      .flatMap(([, byName]) => Object.values(byName).map(({ provider }) => provider));
    const counts = new Set(
      config.regions.map(({ region }) => providers.filter((provider) => provider === `aws.${region}`).length),
    );
    expect(counts.size).toBe(1);
  });

  it('finds room for the longest name that a configuration may have, in the regions with the longest codes', () => {
    const name = 'a'.repeat(schema.properties.name.maxLength);
    const longest = Math.max(...awsRegions.map((region) => region.length));
    const regions = awsRegions
      .filter((region) => region.length === longest)
      .slice(0, 8)
      .map((region, index) => ({
        region,
        label: `r${index}`,
        customers: { requestsPerMinute: 10, workers: 1 },
      }));
    const { resource } = synthesized({ ...twoRegions, name, regions });
    const names = ['aws_iam_role', 'aws_lambda_function'].flatMap((type) =>
      Object.values(resource[type] ?? {}).map((each) => String(each.name ?? each.function_name)),
    );
    expect(names).toHaveLength(8 * (7 + 3));
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(64);
  });

  it('refuses a name that IAM would refuse once everything else stands', () => {
    const name = 'a-name-of-quite-exceptional-length-for-a-lab-of-two-regions';
    expect(() => synthesized({ ...twoRegions, name })).toThrow(/role's name .* IAM allows 64/);
  });

  it('tells the command line all that it needs to know', () => {
    expect(Object.keys(stack.output).sort()).toEqual([
      'alias',
      'api_url',
      'dashboard_name',
      'dashboard_url',
      'fault',
      'lease_table_arn',
      'metric_namespace',
      'regions',
    ]);
    expect(stack.output.api_url?.value).toBe('https://example.mydomain.com/api/hello');
    expect(stack.output.fault?.value).toEqual({ region: 'us-east-1', minutes: 10, latency_seconds: 60 });
    expect(stack.output.regions?.value).toEqual([
      expect.objectContaining({ region: 'us-east-1', label: 'us', host: 'example.us.mydomain.com' }),
      {
        region: 'eu-west-1',
        label: 'eu',
        host: 'example.eu.mydomain.com',
        health_check_id: '${aws_route53_health_check.routing_eu-west-1_health.id}',
        experiment_template_id: '${aws_fis_experiment_template.eu-west-1_fault_experiment.id}',
        document_name: '${aws_ssm_document.eu-west-1_fault_automation_document.name}',
        automation_role_arn: '${aws_iam_role.eu-west-1_fault_automation_role.arn}',
        detach_document_name: '${aws_ssm_document.eu-west-1_fault_detacher_document.name}',
        detach_role_arn: '${aws_iam_role.eu-west-1_fault_detacher_role.arn}',
        layer_arn: '${aws_lambda_layer_version.eu-west-1_fault_layer.arn}',
        stop_alarm_name: '${aws_cloudwatch_metric_alarm.eu-west-1_fault_stop_alarm.alarm_name}',
        stop_alarm_names: ['${aws_cloudwatch_metric_alarm.eu-west-1_fault_stop_alarm.alarm_name}'],
        hello_function: '${aws_lambda_function.eu-west-1_hello.function_name}',
        health_function: '${aws_lambda_function.eu-west-1_health.function_name}',
        load_function: '${aws_lambda_function.eu-west-1_customers_function.function_name}',
        requests_per_minute: 29,
        workers: 1,
        safety_net_rule: 'chaos-lab-experiment-ended',
      },
    ]);
  });
});
