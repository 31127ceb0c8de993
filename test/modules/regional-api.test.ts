import { resource, resources, synthesized, twoRegions } from './synthesized';

const stack = synthesized();

describe.each([
  ['us', 'us-east-1'],
  ['eu', 'eu-west-1'],
])('the API in %s', (label, region) => {
  it('can be reached through its domains only', () => {
    expect(resource(stack, 'aws_api_gateway_rest_api', `${region}_rest`)).toMatchObject({
      provider: `aws.${region}`,
      disable_execute_api_endpoint: true,
      endpoint_configuration: { types: ['REGIONAL'] },
    });
  });

  it.each(['hello', 'health'])('answers /api/%s by the alias of the function of that name', (name) => {
    const at = (type: string, suffix: string) => resource(stack, type, `${region}_rest_api_${name}${suffix}`);
    expect(at('aws_api_gateway_resource', '')).toMatchObject({
      path_part: name,
      parent_id: `\${aws_api_gateway_resource.${region}_rest_api.id}`,
    });
    expect(at('aws_api_gateway_method', '_get')).toMatchObject({ http_method: 'GET', authorization: 'NONE' });
    expect(at('aws_api_gateway_integration', '_integration')).toMatchObject({
      resource_id: `\${aws_api_gateway_resource.${region}_rest_api_${name}.id}`,
      type: 'AWS_PROXY',
      integration_http_method: 'POST',
      uri: `\${aws_lambda_alias.${region}_${name}_alias.invoke_arn}`,
    });
    expect(resource(stack, 'aws_lambda_alias', `${region}_${name}_alias`)).toMatchObject({
      name: 'live',
      function_name: `\${aws_lambda_function.${region}_${name}.function_name}`,
      function_version: `\${aws_lambda_function.${region}_${name}.version}`,
    });
  });

  it('throttles the service, and not the health check, whose checkers a stranger’s flood would be answered to', () => {
    const settings = resources(stack, 'aws_api_gateway_method_settings').filter(([name]) =>
      name.startsWith(region),
    );
    expect(settings.map(([, made]) => made)).toMatchObject([
      {
        provider: `aws.${region}`,
        rest_api_id: `\${aws_api_gateway_rest_api.${region}_rest.id}`,
        stage_name: `\${aws_api_gateway_stage.${region}_rest_stage.stage_name}`,
        method_path: '~1api~1hello/GET',
        settings: { throttling_rate_limit: 20, throttling_burst_limit: 40 },
      },
    ]);
  });

  it.each(['hello', 'health'])(
    'may call the alias of %s, for this API, stage, method and path only',
    (name) => {
      const permission = resource(stack, 'aws_lambda_permission', `${region}_rest_api_${name}_permission`);
      expect(permission).toMatchObject({
        action: 'lambda:InvokeFunction',
        principal: 'apigateway.amazonaws.com',
        function_name: `\${aws_lambda_alias.${region}_${name}_alias.function_name}`,
        qualifier: `\${aws_lambda_alias.${region}_${name}_alias.name}`,
        source_arn: `\${aws_api_gateway_rest_api.${region}_rest.execution_arn}/live/GET/api/${name}`,
      });
    },
  );

  it('is deployed anew when a route changes, after its methods, integrations and permissions', () => {
    const deployment = resource(stack, 'aws_api_gateway_deployment', `${region}_rest_deployment`);
    const { triggers } = deployment as unknown as { triggers: Record<string, string> };
    expect(Object.keys(triggers)).toEqual(['GET /api/health', 'GET /api/hello']);
    expect(triggers['GET /api/hello']).toContain(
      `aws_api_gateway_integration.${region}_rest_api_hello_integration.uri`,
    );
    expect(triggers['GET /api/hello']).toContain(
      `aws_api_gateway_method.${region}_rest_api_hello_get.authorization`,
    );
    expect(deployment.lifecycle).toEqual({ create_before_destroy: true });
    expect([...(deployment.depends_on as string[])].sort()).toEqual(
      ['hello', 'health']
        .flatMap((name) => [
          `aws_api_gateway_integration.${region}_rest_api_${name}_integration`,
          `aws_api_gateway_method.${region}_rest_api_${name}_get`,
          `aws_lambda_permission.${region}_rest_api_${name}_permission`,
        ])
        .sort(),
    );
  });

  it.each([
    ['own', `example.${label}.mydomain.com`],
    ['shared', 'example.mydomain.com'],
  ])(
    'answers at its %s name, by TLS 1.2 with a certificate that is validated in the same region',
    (kind, host) => {
      const certificate = `aws_acm_certificate_validation.certificates_${region}_${kind}_validation`;
      expect(resource(stack, 'aws_api_gateway_domain_name', `${region}_${kind}_domain`)).toMatchObject({
        provider: `aws.${region}`,
        domain_name: host,
        security_policy: 'TLS_1_2',
        endpoint_configuration: { types: ['REGIONAL'] },
        regional_certificate_arn: `\${${certificate}.certificate_arn}`,
      });
      expect(
        resource(stack, 'aws_api_gateway_base_path_mapping', `${region}_${kind}_domain_mapping`),
      ).toMatchObject({
        domain_name: `\${aws_api_gateway_domain_name.${region}_${kind}_domain.domain_name}`,
        api_id: `\${aws_api_gateway_rest_api.${region}_rest.id}`,
        stage_name: `\${aws_api_gateway_stage.${region}_rest_stage.stage_name}`,
      });
    },
  );

  it.each(['hello', 'health', 'customers_function'])(
    'has %s write to a log group that is made first, with a retention',
    (name) => {
      const group = `${region}_${name}_logs`;
      const made = resource(stack, 'aws_lambda_function', `${region}_${name}`);
      expect(made.depends_on).toContain(`aws_cloudwatch_log_group.${group}`);
      expect(made.depends_on).toContain(`aws_iam_role_policy.${region}_${name}_role_policy`);
      expect(resource(stack, 'aws_cloudwatch_log_group', group)).toMatchObject({
        name: `/aws/lambda/${made.function_name as string}`,
        retention_in_days: 14,
      });
    },
  );
});

describe('the requests', () => {
  it('are logged where the configuration says so, without the address of a caller, for as long as the logs of the functions', () => {
    const logged = synthesized({ ...twoRegions, accessLogs: true });
    const group = resource(logged, 'aws_cloudwatch_log_group', 'us-east-1_rest_access_log');
    expect(group).toMatchObject({ name: '/aws/apigateway/chaos-lab', retention_in_days: 14 });
    const { access_log_settings: settings } = resource(
      logged,
      'aws_api_gateway_stage',
      'us-east-1_rest_stage',
    );
    const { destination_arn: destination, format } = settings as Record<string, string>;
    expect(destination).toBe('${aws_cloudwatch_log_group.us-east-1_rest_access_log.arn}');
    expect(JSON.parse(format ?? '')).toMatchObject({
      requestId: '$context.requestId',
      status: '$context.status',
    });
    expect(format).not.toMatch(/identity|authorizer/);
  });

  it('are not logged unless it does, and the setting of the account is never touched', () => {
    expect(resource(stack, 'aws_api_gateway_stage', 'us-east-1_rest_stage')).not.toHaveProperty(
      'access_log_settings',
    );
    const logged = synthesized({ ...twoRegions, accessLogs: true });
    expect(Object.keys(logged.resource)).not.toContain('aws_api_gateway_account');
  });
});

describe('the functions', () => {
  it('are published, on arm64, with the memory and time-out of the configuration', () => {
    const functions = { memoryMegabytes: 512, timeoutSeconds: 5, logRetentionDays: 30, tracing: false };
    const changed = synthesized({ ...twoRegions, functions });
    expect(resource(changed, 'aws_lambda_function', 'us-east-1_hello')).toMatchObject({
      function_name: 'chaos-lab-hello',
      filename: 'archives/hello.zip',
      handler: 'index.handler',
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      publish: true,
      memory_size: 512,
      timeout: 5,
    });
    expect(resource(changed, 'aws_cloudwatch_log_group', 'us-east-1_hello_logs').retention_in_days).toBe(30);
  });

  it.each([
    [true, 'Active'],
    [false, 'PassThrough'],
  ])('are traced where the configuration says so: %s', (tracing, mode) => {
    const functions = { ...twoRegions.functions, tracing };
    const { resource: made } = synthesized({ ...twoRegions, functions });
    expect(Object.values(made.aws_lambda_function ?? {}).map((each) => each.tracing_config)).toEqual(
      Array.from({ length: 6 }, () => ({ mode })),
    );
    expect(made.aws_api_gateway_stage?.['us-east-1_rest_stage']?.xray_tracing_enabled).toBe(tracing);
    expect(JSON.stringify(made.aws_iam_role_policy).includes('xray:')).toBe(tracing);
  });

  it('have a role each, whose name no other region uses', () => {
    const roles = resources(stack, 'aws_lambda_function').map(([, { role }]) => role);
    expect(new Set(roles).size).toBe(6);
    const names = resources(stack, 'aws_iam_role').map(([, { name }]) => name);
    expect(new Set(names).size).toBe(14);
  });
});

describe('the customers', () => {
  it('ask the shared name, and publish in every region of the lab', () => {
    expect(resource(stack, 'aws_lambda_function', 'eu-west-1_customers_function')).toMatchObject({
      function_name: 'chaos-lab-load-gen',
      timeout: 120,
      memory_size: 1769,
      environment: {
        variables: {
          API_URL: 'https://example.mydomain.com/api/hello',
          METRIC_NAMESPACE: 'chaos-lab',
          LAB_REGIONS: 'us-east-1,eu-west-1',
        },
      },
    });
  });

  it('are not simulated twice', () => {
    expect(
      resource(stack, 'aws_lambda_function_event_invoke_config', 'us-east-1_customers_invocation'),
    ).toMatchObject({
      function_name: '${aws_lambda_function.us-east-1_customers_function.function_name}',
      maximum_retry_attempts: 0,
    });
  });
});
