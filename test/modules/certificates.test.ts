import { manyRegions, resource, resources, synthesized, twoRegions } from './synthesized';

const stack = synthesized();
const REGIONS = [
  ['us-east-1', 'example.us.mydomain.com'],
  ['eu-west-1', 'example.eu.mydomain.com'],
] as const;

/** The record that validates the certificates of a host. */
function recordOf(host: string): string {
  return `certificates_validation_${host.replaceAll('.', '_')}`;
}

describe.each(REGIONS)('the certificates in %s', (region, own) => {
  it.each([
    ['own', own],
    ['shared', 'example.mydomain.com'],
  ])('hold one for the %s host, validated in its region by the record of the host', (kind, host) => {
    const name = `certificates_${region}_${kind}`;
    const certificate = resource(stack, 'aws_acm_certificate', name);
    expect(certificate).toMatchObject({
      provider: `aws.${region}`,
      domain_name: host,
      validation_method: 'DNS',
      lifecycle: { create_before_destroy: true },
    });
    expect(certificate).not.toHaveProperty('subject_alternative_names');
    expect(resource(stack, 'aws_acm_certificate_validation', `${name}_validation`)).toMatchObject({
      provider: `aws.${region}`,
      certificate_arn: `\${aws_acm_certificate.${name}.arn}`,
      validation_record_fqdns: [`\${aws_route53_record.${recordOf(host)}.fqdn}`],
    });
  });
});

describe('the records that validate certificates', () => {
  it.each([
    ['certificates_us-east-1_own', 'example.us.mydomain.com'],
    ['certificates_eu-west-1_own', 'example.eu.mydomain.com'],
    ['certificates_us-east-1_shared', 'example.mydomain.com'],
  ])('hold what %s asks for, and keep it when another certificate asks for it', (certificate, host) => {
    const options = `tolist(aws_acm_certificate.${certificate}.domain_validation_options).0`;
    expect(resource(stack, 'aws_route53_record', recordOf(host))).toMatchObject({
      type: 'CNAME',
      zone_id: '${data.aws_route53_zone.zone.zone_id}',
      name: `\${${options}.resource_record_name}`,
      records: [`\${${options}.resource_record_value}`],
      lifecycle: { ignore_changes: ['name', 'records'] },
    });
  });

  it.each([2, 5])('are one a host: those of %i regions and the one that they share', (count) => {
    const config = manyRegions(count);
    const records = resources(synthesized(config), 'aws_route53_record').filter(([name]) =>
      name.startsWith('certificates_'),
    );
    const hosts = [
      'example.mydomain.com',
      ...config.regions.map(({ label }) => `example.${label}.mydomain.com`),
    ];
    expect(records.map(([name]) => name).sort()).toEqual(hosts.map(recordOf).sort());
  });

  it('follow their host: a label that another region takes over keeps its record', () => {
    const [us, eu] = twoRegions.regions;
    const swapped = synthesized({
      ...twoRegions,
      regions: [
        { ...us!, label: 'eu' },
        { ...eu!, label: 'us' },
      ],
    });
    expect(resource(swapped, 'aws_route53_record', recordOf('example.us.mydomain.com')).name).toContain(
      'certificates_eu-west-1_own',
    );
  });
});
