import { resource, synthesized, twoRegions } from './synthesized';

const stack = synthesized();

describe.each([
  ['us', 'us-east-1'],
  ['eu', 'eu-west-1'],
])('the routing to %s', (label, region) => {
  it('answers the shared name with the region where it is near and healthy', () => {
    expect(resource(stack, 'aws_route53_record', `routing_${label}_shared`)).toMatchObject({
      type: 'A',
      name: `\${aws_api_gateway_domain_name.${label}_shared_domain.domain_name}`,
      set_identifier: label,
      latency_routing_policy: { region },
      health_check_id: `\${aws_route53_health_check.routing_${label}_health.id}`,
      alias: {
        name: `\${aws_api_gateway_domain_name.${label}_shared_domain.regional_domain_name}`,
        zone_id: `\${aws_api_gateway_domain_name.${label}_shared_domain.regional_zone_id}`,
        evaluate_target_health: true,
      },
    });
  });

  it("answers the region's own name with that region, whatever its health", () => {
    const record = resource(stack, 'aws_route53_record', `routing_${label}_own`);
    expect(record).toMatchObject({
      type: 'A',
      name: `\${aws_api_gateway_domain_name.${label}_own_domain.domain_name}`,
      alias: { name: `\${aws_api_gateway_domain_name.${label}_own_domain.regional_domain_name}` },
    });
    expect(record).not.toHaveProperty('health_check_id');
    expect(record).not.toHaveProperty('latency_routing_policy');
  });

  it("checks the region's own host, never another's and never the shared one", () => {
    expect(resource(stack, 'aws_route53_health_check', `routing_${label}_health`)).toMatchObject({
      fqdn: `example.${label}.mydomain.com`,
      port: 443,
      type: 'HTTPS',
      resource_path: '/api/health',
      enable_sni: true,
      measure_latency: true,
      request_interval: 10,
      failure_threshold: 3,
    });
  });
});

describe('the health checks', () => {
  it('ask another host where the configuration says so', () => {
    const [us, eu] = twoRegions.regions;
    const regions = [{ ...us!, healthCheckHost: 'example.eu.mydomain.com' }, eu!];
    const crossed = synthesized({ ...twoRegions, regions });
    expect(resource(crossed, 'aws_route53_health_check', 'routing_us_health').fqdn).toBe(
      'example.eu.mydomain.com',
    );
    expect(resource(crossed, 'aws_route53_health_check', 'routing_eu_health').fqdn).toBe(
      'example.eu.mydomain.com',
    );
  });

  it('match the region in the answer where the configuration says so', () => {
    const healthCheck = { intervalSeconds: 30, failureThreshold: 5, matchBody: true } as const;
    const matching = synthesized({ ...twoRegions, healthCheck });
    expect(resource(matching, 'aws_route53_health_check', 'routing_eu_health')).toMatchObject({
      type: 'HTTPS_STR_MATCH',
      search_string: 'Region eu-west-1 is healthy',
      request_interval: 30,
      failure_threshold: 5,
    });
  });
});
