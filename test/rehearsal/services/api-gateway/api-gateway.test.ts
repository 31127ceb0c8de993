import { NotModelled } from '../../../../rehearsal/not-modelled';
import { make } from '../../support/make';
import { HOST, restApi } from '../../support/rest-api';
import { scratchFolder } from '../../../support/temporary-folder';
import { START } from '../../support/context';

const folder = scratchFolder();
const FINE = `exports.handler = (event) => ({ statusCode: 200, body: 'hello ' + event.path });`;
const HANGING = 'exports.handler = () => new Promise(() => undefined);';

describe('a REST API', () => {
  it('answers a path through the alias of its function', async () => {
    await expect(restApi(folder, FINE).get('/api/hello')).resolves.toEqual({
      status: 200,
      body: 'hello /api/hello',
    });
  });

  it.each([
    ['a path that it does not have', '/api/none', HOST, 'Missing Authentication Token'],
    ['a part of a path', '/api', HOST, 'Missing Authentication Token'],
    ['another host', '/api/hello', 'eu.lab.com', 'Forbidden'],
  ])('answers 403 to %s', async (_what, path, host, message) => {
    const answer = await restApi(folder, FINE).get(path, host);
    expect(answer).toEqual({ status: 403, body: JSON.stringify({ message }) });
  });

  it.each([
    ['no permission', { permitted: false }],
    ['a permission on the function but not on its alias', { qualifier: '$LATEST' }],
    ['a permission on the alias but not on the function itself', { through: '$LATEST' }],
  ])('answers 500 with %s, and does not call the function', async (_what, settings) => {
    const { get, clock } = restApi(folder, HANGING, settings);
    await expect(get('/api/hello')).resolves.toMatchObject({ status: 500 });
    expect(clock.now()).toBeLessThan(START + 100);
  });

  it('answers through the alias, whatever $LATEST has become', async () => {
    const { get, target, clock } = restApi(
      folder,
      `exports.handler = () => ({ statusCode: 200, body: process.env.COLOUR ?? 'none' });`,
    );
    target.update({ revisionId: undefined, layers: undefined, variables: { COLOUR: 'red' } });
    await clock.run(clock.sleep(20_001));
    await expect(get('/api/hello')).resolves.toMatchObject({ body: 'none' });
    target.pointAlias('live', target.publish().Version);
    await expect(get('/api/hello')).resolves.toMatchObject({ body: 'red' });
  });

  it('answers 500 where the permission is for another path', async () => {
    const { addRoute, deploy, get } = restApi(folder, FINE);
    addRoute('other');
    deploy();
    await expect(get('/api/other')).resolves.toMatchObject({ status: 500 });
    await expect(get('/api/hello')).resolves.toMatchObject({ status: 200 });
  });

  it.each([
    ['crashes', `exports.handler = () => { throw new Error('no'); };`],
    ['answers text', `exports.handler = () => 'hello';`],
    ['answers null', `exports.handler = () => null;`],
    ['answers no status', `exports.handler = () => ({ body: 'hello' });`],
    ['answers a body that is no text', `exports.handler = () => ({ statusCode: 200, body: {} });`],
  ])('answers 502 where the function %s', async (_what, code) => {
    const answer = await restApi(folder, code).get('/api/hello');
    expect(answer).toEqual({ status: 502, body: '{"message":"Internal server error"}' });
  });

  it('answers 502 when the function times out, after that time', async () => {
    const { get, clock } = restApi(folder, HANGING, { timeoutSeconds: 10 });
    await expect(get('/api/hello')).resolves.toMatchObject({ status: 502 });
    expect(clock.now() - START).toBe(10_310);
  });

  it.each([
    [undefined, 29_000],
    [5_000, 5_000],
  ])('with a time-out of %p ms answers 504 after %i ms', async (integrationMs, waited) => {
    const { get, clock } = restApi(folder, HANGING, { integrationMs });
    const answer = await get('/api/hello');
    expect(answer).toEqual({ status: 504, body: '{"message":"Endpoint request timed out"}' });
    expect(clock.now() - START).toBe(waited + 10);
  });

  it('answers 500 where the function is throttled', async () => {
    const { get, lambda, clock } = restApi(folder, FINE);
    lambda.invoke = () => Promise.resolve({ kind: 'throttled' });
    await expect(get('/api/hello')).resolves.toMatchObject({ status: 500 });
    expect(clock.now() - START).toBe(10);
  });

  it('answers what was deployed, not what has been added since', async () => {
    const { addRoute, deploy, get } = restApi(folder, FINE);
    addRoute('late');
    await expect(get('/api/late')).resolves.toMatchObject({ status: 403 });
    deploy();
    await expect(get('/api/late')).resolves.not.toMatchObject({ status: 403 });
  });

  it('is reached through its own endpoint only', () => {
    const { gateway, endpoint } = restApi(folder, FINE);
    expect(gateway.regionOf(endpoint)).toBe('us-east-1');
    expect(gateway.regionOf('d-other.execute-api.us-east-1.amazonaws.com')).toBeNull();
  });
});

describe('a throttled method', () => {
  const throttled = () => {
    const api = restApi(folder, FINE);
    make(api.models, 'aws_api_gateway_method_settings', {
      rest_api_id: api.rest_api_id,
      stage_name: 'live',
      method_path: '~1api~1hello/GET',
      settings: { throttling_rate_limit: 2, throttling_burst_limit: 3 },
    });
    const statuses = async (count: number, path = '/api/hello'): Promise<number[]> => {
      const answers = await api.clock.run(
        Promise.all(Array.from({ length: count }, () => api.gateway.answer(api.endpoint, HOST, path))),
      );
      return answers.map(({ status }) => status);
    };
    return { ...api, statuses };
  };

  it('lets so many through at once, and answers 429 to the rest', async () => {
    const { statuses, get } = throttled();
    await expect(statuses(5)).resolves.toEqual([200, 200, 200, 429, 429]);
    await expect(get('/api/hello')).resolves.toEqual({
      status: 429,
      body: JSON.stringify({ message: 'Too Many Requests' }),
    });
  });

  it('lets as many a second through again, and never more at once than before', async () => {
    const { clock, statuses } = throttled();
    await statuses(5);
    await clock.run(clock.sleep(1_000));
    await expect(statuses(3)).resolves.toEqual([200, 200, 429]);
    await clock.run(clock.sleep(60_000));
    await expect(statuses(4)).resolves.toEqual([200, 200, 200, 429]);
  });

  it('takes nothing from another method, whatever strikes it', async () => {
    const { addRoute, deploy, statuses } = throttled();
    addRoute('other');
    deploy();
    await statuses(100);
    // 500, for nobody has permitted it: not 429.
    await expect(statuses(2, '/api/other')).resolves.toEqual([500, 500]);
  });

  it('must be one that is deployed', () => {
    const { models, rest_api_id } = restApi(folder, FINE);
    const settings = { throttling_rate_limit: 2, throttling_burst_limit: 3 };
    const values = { rest_api_id, stage_name: 'live', method_path: 'api/hello/GET', settings };
    expect(() => make(models, 'aws_api_gateway_method_settings', values)).toThrow(
      'Invalid method setting path',
    );
  });
});

describe('an API that is not modelled', () => {
  const types = { endpoint_configuration: { types: ['EDGE'] } };

  it.each<[string, string, object, string]>([
    ['an edge-optimised API', 'aws_api_gateway_rest_api', types, 'the endpoint type EDGE'],
    ['an API of no type', 'aws_api_gateway_rest_api', {}, 'the endpoint type EDGE'],
    [
      'an authorizer',
      'aws_api_gateway_method',
      { authorization: 'AWS_IAM' },
      'an authorization other than NONE',
    ],
    [
      'any method',
      'aws_api_gateway_method',
      { authorization: 'NONE', http_method: 'ANY' },
      'the HTTP method ANY',
    ],
    ['an HTTP integration', 'aws_api_gateway_integration', { type: 'HTTP' }, 'the integration type HTTP'],
    ['a greedy path', 'aws_api_gateway_resource', { path_part: '{proxy+}' }, 'the path {proxy+}'],
    ['a base path', 'aws_api_gateway_base_path_mapping', { base_path: 'v1' }, 'the argument base_path'],
    [
      'a throttle of all methods',
      'aws_api_gateway_method_settings',
      { method_path: '*/*', settings: { throttling_rate_limit: 1, throttling_burst_limit: 1 } },
      'the method settings of */*',
    ],
    [
      'a cache',
      'aws_api_gateway_method_settings',
      { method_path: '~1api~1hello/GET', settings: { caching_enabled: true } },
      'the argument caching_enabled',
    ],
  ])('with %s is refused', (_what, type, values, what) => {
    const { models, rest_api_id } = restApi(folder, FINE);
    const settings = { rest_api_id, parent_id: 'p', resource_id: 'r', http_method: 'GET' };
    const own = models[type]?.modelled ?? [];
    const fitting = Object.fromEntries(Object.entries(settings).filter(([name]) => own.includes(name)));
    const refused = () => make(models, type, { ...fitting, ...values });
    expect(refused).toThrow(`the rehearsal does not model ${what}`);
    expect(refused).toThrow(NotModelled);
  });

  it('because its integration is not a function is refused', () => {
    const { models, rest_api_id, gateway } = restApi(folder, FINE);
    const api = gateway.api(rest_api_id as string);
    const method = { rest_api_id, resource_id: api.methods[0]?.resourceId, http_method: 'GET' };
    const integration = { ...method, type: 'AWS_PROXY', uri: 'arn:aws:apigateway:us-east-1:sqs:path/q' };
    expect(() => make(models, 'aws_api_gateway_integration', integration)).toThrow(
      'the integration arn:aws:apigateway',
    );
  });
});

describe('an API that API Gateway itself refuses', () => {
  it.each([
    ['a deployment without methods', 'doesn’t contain any methods', false],
    ['a method without an integration', 'No integration defined for method', true],
  ])('has %s', (_what, message, withMethod) => {
    const { gateway } = restApi(folder, FINE);
    const { api, rootId } = gateway.addApi('us-east-1');
    if (withMethod) api.methods.push({ resourceId: rootId, httpMethod: 'GET', integration: null });
    expect(() => gateway.deploy(api)).toThrow(message);
  });

  it.each<[string, (given: ReturnType<typeof restApi>) => unknown, string]>([
    ['API', ({ gateway }) => gateway.api('none'), 'Invalid API identifier'],
    [
      'deployment',
      ({ gateway }) => gateway.addStage(gateway.addApi('us-east-1').api, 's', 'none'),
      'Invalid deployment',
    ],
    [
      'stage',
      ({ gateway }) => gateway.map(HOST, 'us-east-1', gateway.addApi('us-east-1').api, 'none'),
      'Invalid stage',
    ],
    [
      'domain',
      ({ gateway, rest_api_id }) =>
        gateway.map('x.com', 'us-east-1', gateway.api(rest_api_id as string), 'live'),
      'Invalid domain name',
    ],
  ])('names no such %s', (_what, act, message) => {
    expect(() => act(restApi(folder, FINE))).toThrow(message);
  });

  it("has a domain without a certificate of the domain's own name", () => {
    const { models, acm } = restApi(folder, FINE);
    const { arn } = make(acm.resources, 'aws_acm_certificate', {
      domain_name: 'x.com',
      validation_method: 'DNS',
    });
    const endpoint_configuration = { types: ['REGIONAL'] };
    const domain = { domain_name: 'y.com', regional_certificate_arn: arn, endpoint_configuration };
    expect(() => make(models, 'aws_api_gateway_domain_name', domain)).toThrow('is for x.com, not for y.com');
  });
});
