import { resource, synthesized, twoRegions } from './synthesized';

const stack = synthesized();

describe.each([
  ['us', 'us-east-1'],
  ['eu', 'eu-west-1'],
])('the routing to %s', (label, region) => {
  it('answers the shared name with the region where it is near and healthy', () => {
    expect(resource(stack, 'aws_route53_record', `routing_${region}_shared`)).toMatchObject({
      type: 'A',
      name: `\${aws_api_gateway_domain_name.${region}_shared_domain.domain_name}`,
      set_identifier: region,
      latency_routing_policy: { region },
      health_check_id: `\${aws_route53_health_check.routing_${region}_health.id}`,
      alias: {
        name: `\${aws_api_gateway_domain_name.${region}_shared_domain.regional_domain_name}`,
        zone_id: `\${aws_api_gateway_domain_name.${region}_shared_domain.regional_zone_id}`,
        evaluate_target_health: true,
      },
      depends_on: [`aws_api_gateway_base_path_mapping.${region}_shared_domain_mapping`],
      lifecycle: { create_before_destroy: true },
    });
  });

  it("answers the region's own name with that region, whatever its health", () => {
    const record = resource(stack, 'aws_route53_record', `routing_${label}_own`);
    expect(record).toMatchObject({
      type: 'A',
      name: `\${aws_api_gateway_domain_name.${region}_own_domain.domain_name}`,
      alias: { name: `\${aws_api_gateway_domain_name.${region}_own_domain.regional_domain_name}` },
      depends_on: [`aws_api_gateway_base_path_mapping.${region}_own_domain_mapping`],
      lifecycle: { create_before_destroy: true },
    });
    expect(record).not.toHaveProperty('health_check_id');
    expect(record).not.toHaveProperty('latency_routing_policy');
  });

  it("checks the region's own host, never another's and never the shared one", () => {
    expect(resource(stack, 'aws_route53_health_check', `routing_${region}_health`)).toMatchObject({
      fqdn: `example.${label}.mydomain.com`,
      port: 443,
      type: 'HTTPS',
      resource_path: '/api/health',
      enable_sni: true,
      measure_latency: true,
      request_interval: 10,
      failure_threshold: 3,
      depends_on: [`aws_route53_record.routing_${label}_own`],
      lifecycle: { create_before_destroy: true },
    });
  });
});

describe('the health checks', () => {
  it("name the eight regions of Route 53's checkers, or a plan with an older provider is never empty", () => {
    expect(resource(stack, 'aws_route53_health_check', 'routing_us-east-1_health').regions).toEqual([
      'us-east-1',
      'us-west-1',
      'us-west-2',
      'eu-west-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-northeast-1',
      'sa-east-1',
    ]);
  });

  it.each([
    ["another region's host", 'example.eu.mydomain.com', ['aws_route53_record.routing_eu_own']],
    ['a host that is not of the lab', 'status.example.org', undefined],
  ])('ask %s once it can be reached', (_whose, healthCheckHost, after) => {
    const [us, eu] = twoRegions.regions;
    const other = synthesized({ ...twoRegions, regions: [{ ...us!, healthCheckHost }, eu!] });
    const check = resource(other, 'aws_route53_health_check', 'routing_us-east-1_health');
    expect([check.fqdn, check.depends_on]).toEqual([healthCheckHost, after]);
  });

  it('ask another host where the configuration says so', () => {
    const [us, eu] = twoRegions.regions;
    const regions = [{ ...us!, healthCheckHost: 'example.eu.mydomain.com' }, eu!];
    const crossed = synthesized({ ...twoRegions, regions });
    expect(resource(crossed, 'aws_route53_health_check', 'routing_us-east-1_health').fqdn).toBe(
      'example.eu.mydomain.com',
    );
    expect(resource(crossed, 'aws_route53_health_check', 'routing_eu-west-1_health').fqdn).toBe(
      'example.eu.mydomain.com',
    );
  });

  it('match the region in the answer where the configuration says so', () => {
    const healthCheck = { intervalSeconds: 30, failureThreshold: 5, matchBody: true } as const;
    const matching = synthesized({ ...twoRegions, healthCheck });
    expect(resource(matching, 'aws_route53_health_check', 'routing_eu-west-1_health')).toMatchObject({
      type: 'HTTPS_STR_MATCH',
      search_string: 'Region eu-west-1 is healthy',
      request_interval: 30,
      failure_threshold: 5,
    });
  });
});
