import { manyRegions, resource, resources, synthesized } from './synthesized';

const stack = synthesized();

/** The value that ACM asks for, picked by name. */
function option(certificate: string, attribute: string, name: string): string {
  return `\${[for o in aws_acm_certificate.${certificate}.domain_validation_options : o.${attribute} if o.domain_name == "${name}"][0]}`;
}

describe('the certificates', () => {
  it.each(['us', 'eu'])('stand in the region of the API that they are for: %s', (label) => {
    expect(resource(stack, 'aws_acm_certificate', `certificates_${label}`)).toMatchObject({
      provider: `aws.${label}`,
      domain_name: `example.${label}.mydomain.com`,
      subject_alternative_names: ['example.mydomain.com'],
      validation_method: 'DNS',
      lifecycle: { create_before_destroy: true },
    });
    expect(
      resource(stack, 'aws_acm_certificate_validation', `certificates_${label}_validation`),
    ).toMatchObject({
      provider: `aws.${label}`,
      certificate_arn: `\${aws_acm_certificate.certificates_${label}.arn}`,
      validation_record_fqdns: [
        `\${aws_route53_record.certificates_${label}_validation_record.fqdn}`,
        '${aws_route53_record.certificates_shared_host_validation_record.fqdn}',
      ],
    });
  });

  it.each(['us', 'eu'])('are validated by a record of the own name: %s', (label) => {
    const host = `example.${label}.mydomain.com`;
    expect(resource(stack, 'aws_route53_record', `certificates_${label}_validation_record`)).toMatchObject({
      type: 'CNAME',
      zone_id: '${data.aws_route53_zone.zone.zone_id}',
      name: option(`certificates_${label}`, 'resource_record_name', host),
      records: [option(`certificates_${label}`, 'resource_record_value', host)],
    });
  });

  it.each([2, 5])('share one record of the shared name, made once for %i regions', (count) => {
    const shared = resources(synthesized(manyRegions(count)), 'aws_route53_record').filter(([, { name }]) =>
      (name as string).includes('"example.mydomain.com"'),
    );
    expect(shared).toHaveLength(1);
    expect(shared[0]?.[1].name).toBe(
      option('certificates_r1', 'resource_record_name', 'example.mydomain.com'),
    );
  });
});
