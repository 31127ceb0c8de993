import { Network } from '../../../../rehearsal/network';
import { NotModelled } from '../../../../rehearsal/not-modelled';
import { CloudWatch } from '../../../../rehearsal/services/cloudwatch/cloudwatch';
import { Route53 } from '../../../../rehearsal/services/route53/route53';
import { checkerRegions } from '../../../../validation/lab-config/aws-regions';
import { make } from '../../support/make';
import { HOST, restApi } from '../../support/rest-api';
import { scratchFolder } from '../../../support/temporary-folder';
import { operator, START } from '../../support/context';

const folder = scratchFolder();
const MINUTE = 60_000;
const healthCheck = {
  type: 'HTTPS',
  fqdn: HOST,
  resource_path: '/api/hello',
  request_interval: 10,
  failure_threshold: 3,
};

function dns(code = `exports.handler = () => ({ statusCode: 200, body: 'Region us-east-1' });`) {
  const api = restApi(folder, code);
  const cloudwatch = new CloudWatch(api, api.api);
  const route53 = new Route53(api, api.api, new Network(api.clock, api.gateway), cloudwatch);
  const { zone_id } = make(route53.resources, 'data.aws_route53_zone', { name: 'lab.com' });
  const record = (values: object) =>
    make(route53.resources, 'aws_route53_record', {
      zone_id,
      name: HOST,
      type: 'A',
      alias: { name: api.endpoint, zone_id: 'Z', evaluate_target_health: true },
      ...values,
    });
  const check = (values: object = {}) =>
    make(route53.resources, 'aws_route53_health_check', { ...healthCheck, ...values }).id as string;
  const call = (name: string, HealthCheckId: string) =>
    api.clock.run(api.api.call('route53', name, { HealthCheckId }, operator)) as Promise<
      Record<string, object>
    >;
  const status = (id: string, region = 'us-east-1') =>
    cloudwatch
      .metrics(region)
      .read(
        { namespace: 'AWS/Route53', name: 'HealthCheckStatus', dimensions: { HealthCheckId: id } },
        MINUTE,
        'Minimum',
        START,
        START + 60 * MINUTE,
      );
  const after = (minutes: number) => api.clock.run(api.clock.sleep(minutes * MINUTE));
  return { ...api, route53, record, check, call, status, after };
}

describe('Route 53', () => {
  it('describes a health check as it was made', async () => {
    const { check, call } = dns();
    const described = await call('GetHealthCheck', check({ type: 'HTTPS_STR_MATCH', search_string: 'us' }));
    expect(described).toMatchObject({
      HealthCheck: {
        HealthCheckConfig: {
          Type: 'HTTPS_STR_MATCH',
          FullyQualifiedDomainName: HOST,
          ResourcePath: '/api/hello',
          RequestInterval: 10,
          FailureThreshold: 3,
        },
      },
    });
  });

  it('takes 30 s and three failures where nothing else is said', async () => {
    const { check, call } = dns();
    const id = check({ request_interval: undefined, failure_threshold: undefined });
    expect(await call('GetHealthCheck', id)).toMatchObject({
      HealthCheck: { HealthCheckConfig: { Type: 'HTTPS', RequestInterval: 30, FailureThreshold: 3 } },
    });
  });

  it.each([
    ['in all eight regions where none is named', undefined, 16],
    ['in those that are named', ['us-west-1', 'eu-west-1', 'sa-east-1'], 6],
    // As a plan in JSON has them: sorted, for they are a set.
    ['in each of the eight once, in whatever order they are named', [...checkerRegions].sort(), 16],
  ])('checks %s', async (_which, regions, checkers) => {
    const { check, call, after } = dns();
    const id = check({ regions });
    const named = checkerRegions.filter((region) => regions?.includes(region) ?? true);
    expect(await call('GetHealthCheck', id)).toMatchObject({
      HealthCheck: { HealthCheckConfig: { Regions: named } },
    });
    await after(1);
    const { HealthCheckObservations: observations } = await call('GetHealthCheckStatus', id);
    const seen = (observations as { readonly Region: string }[]).map(({ Region }) => Region);
    expect(seen).toHaveLength(checkers);
    expect([...new Set(seen)]).toEqual(named);
  });

  it.each([
    [
      ['us-east-1', 'us-west-1', 'eu-central-1'],
      'no checkers stand in eu-central-1; they do in us-east-1, us-west-1',
    ],
    [['us-east-1', 'us-west-1', 'us-east-1'], 'a health check names three regions or more, or none, not 2'],
  ])('refuses checkers in %p, as Route 53 does', (regions, message) => {
    const { check } = dns();
    expect(() => check({ regions })).toThrow(message);
  });

  it("gives the checkers' last reports, once there are some", async () => {
    const { check, call, record, after } = dns();
    record({});
    const id = check();
    expect(await call('GetHealthCheckStatus', id)).toEqual({ HealthCheckObservations: [] });
    await after(1);
    const { HealthCheckObservations: observations } = await call('GetHealthCheckStatus', id);
    expect(observations).toHaveLength(16);
    expect(observations).toContainEqual(
      expect.objectContaining({
        Region: 'eu-west-1',
        StatusReport: expect.objectContaining({ Status: 'Success: HTTP Status Code 200, OK' }) as object,
      }),
    );
  });

  it('looks a name up for every request, past all caches', async () => {
    const { check, call, record, after } = dns();
    const id = check({ failure_threshold: 1 });
    await after(1);
    expect(JSON.stringify(await call('GetHealthCheckStatus', id))).toContain('DNS resolution failed');
    record({});
    await after(0.5);
    expect(JSON.stringify(await call('GetHealthCheckStatus', id))).not.toContain('DNS resolution failed');
  });

  it('publishes the lowest status of each minute, in us-east-1 and nowhere else', async () => {
    const { check, record, status, after } = dns();
    const id = check({ failure_threshold: 1 });
    await after(1.5);
    record({});
    await after(2);
    expect(status(id)).toEqual([
      [START, 0],
      [START + MINUTE, 0],
      [START + 2 * MINUTE, 1],
    ]);
    expect(status(id, 'eu-west-1')).toEqual([]);
  });

  it('sends somebody away from a latency record whose check fails', async () => {
    const { check, record, route53, after, gateway } = dns('exports.handler = () => 0;');
    const { regionalDomainName: other } = gateway.addDomain('shared.lab.com', 'eu-west-1');
    record({});
    const latency = (region: string, more: object) =>
      record({ name: 'shared.lab.com', set_identifier: region, latency_routing_policy: { region }, ...more });
    latency('us-east-1', { health_check_id: check() });
    latency('eu-west-1', { alias: { name: other, zone_id: 'Z', evaluate_target_health: true } });
    const mine = () => route53.records.resolve('shared.lab.com', 'us-east-1');
    expect(mine()).not.toBe(other);
    await after(1);
    expect(mine()).toBe(other);
  });

  it('knows no other health check and no other zone', async () => {
    const { call, record } = dns();
    await expect(call('GetHealthCheck', 'none')).rejects.toMatchObject({ name: 'NoSuchHealthCheck' });
    expect(() => record({ health_check_id: 'none' })).toThrow('No health check exists with the ID none');
    expect(() => record({ zone_id: 'Z-NONE' })).toThrow('there is no hosted zone Z-NONE');
  });

  it('wants a set identifier of a latency record', () => {
    const latency = { latency_routing_policy: { region: 'us-east-1' } };
    expect(() => dns().record(latency)).toThrow('a latency record needs a set_identifier');
  });
});

describe('what Route 53 can do and the World cannot', () => {
  it.each<[string, object, string]>([
    ['TCP', { type: 'TCP' }, 'the health check type TCP'],
    ['HTTP', { type: 'HTTP' }, 'the health check type HTTP'],
    ['another port', { port: 8443 }, 'a health check on another port than 443'],
    ['no SNI', { enable_sni: false }, 'an HTTPS health check without SNI'],
    ['an inverted result', { invert_healthcheck: true }, 'the argument invert_healthcheck'],
  ])('a health check with %s is refused', (_what, values, message) => {
    const refused = () => dns().check(values);
    expect(refused).toThrow(message);
    expect(refused).toThrow(NotModelled);
  });

  it.each<[string, object, string]>([
    ['another type', { type: 'AAAA' }, 'records of type AAAA'],
    ['addresses', { alias: undefined, records: ['192.0.2.1'] }, 'an A record that is no alias'],
    ['weights', { weighted_routing_policy: {} }, 'the argument weighted_routing_policy'],
    ['geography', { geolocation_routing_policy: {} }, 'the argument geolocation_routing_policy'],
  ])('a record with %s is refused', (_what, values, message) => {
    const refused = () => dns().record(values);
    expect(refused).toThrow(message);
    expect(refused).toThrow(NotModelled);
  });

  it('a private zone is refused', () => {
    const { route53 } = dns();
    const zone = { name: 'lab.com', private_zone: true };
    expect(() => make(route53.resources, 'data.aws_route53_zone', zone)).toThrow('a private hosted zone');
  });
});
