import { uuid } from '../../../experiment/random';
import { checkerRegions } from '../../../validation/lab-config/aws-regions';
import type { AwsApi } from '../../aws/api';
import { AwsError } from '../../aws/error';
import { drawn } from '../../chance';
import type { Network } from '../../network';
import { NotModelled } from '../../not-modelled';
import type { WorldContext } from '../../world-context';
import type { ResourceModels } from '../../resources/apply';
import type { Arguments } from '../../resources/arguments';
import type { CloudWatch } from '../cloudwatch/cloudwatch';
import { HealthCheck } from './health-check';
import { Records } from './records';

/** Route 53 puts its metrics there and nowhere else, once a minute (Route 53 developer guide, "Monitoring health checks"). */
const METRICS_REGION = 'us-east-1';
const METRICS_MS = 60_000;

/** One public hosted zone after the other, their records and health checks. */
export class Route53 {
  readonly records;
  private readonly zones = new Set<string>();
  private readonly healthChecks = new Map<string, HealthCheck>();
  private readonly random;

  constructor(
    private readonly world: WorldContext,
    api: AwsApi,
    private readonly network: Network,
    private readonly cloudwatch: CloudWatch,
  ) {
    this.records = new Records(world.clock);
    this.random = world.random('route 53');
    const minuteLeft = METRICS_MS - (world.clock.now() % METRICS_MS);
    world.clock.after(minuteLeft, () => this.publishEachMinute());
    api.register('route53', {
      GetHealthCheck: {
        resources: ({ HealthCheckId }) => [this.healthCheckArn(String(HealthCheckId))],
        run: ({ HealthCheckId }) => this.getHealthCheck(String(HealthCheckId)),
      },
      GetHealthCheckStatus: {
        resources: ({ HealthCheckId }) => [this.healthCheckArn(String(HealthCheckId))],
        run: ({ HealthCheckId }) => this.getHealthCheckStatus(String(HealthCheckId)),
      },
    });
  }

  private healthCheck(id: string): HealthCheck {
    const found = this.healthChecks.get(id);
    if (found === undefined)
      throw new AwsError('NoSuchHealthCheck', `No health check exists with the ID ${id}`, 404);
    return found;
  }

  private healthCheckArn(id: string): string {
    return `arn:${this.world.partition}:route53:::healthcheck/${id}`;
  }

  private getHealthCheck(id: string): object {
    const { settings } = this.healthCheck(id);
    return {
      HealthCheck: {
        Id: id,
        HealthCheckConfig: {
          Type: settings.searchString === null ? 'HTTPS' : 'HTTPS_STR_MATCH',
          FullyQualifiedDomainName: settings.host,
          ResourcePath: settings.path,
          RequestInterval: settings.intervalSeconds,
          FailureThreshold: settings.failureThreshold,
          Regions: settings.regions,
        },
      },
    };
  }

  private getHealthCheckStatus(id: string): object {
    const observations = this.healthCheck(id).checkers.flatMap(({ region, ipAddress, lastReport }) =>
      lastReport === null
        ? []
        : [
            {
              Region: region,
              IPAddress: ipAddress,
              StatusReport: { Status: lastReport.text, CheckedTime: new Date(lastReport.at) },
            },
          ],
    );
    return { HealthCheckObservations: observations };
  }

  private publishEachMinute(): void {
    const { clock } = this.world;
    clock.after(METRICS_MS, () => this.publishEachMinute());
    const minute = clock.now() - METRICS_MS;
    for (const check of this.healthChecks.values()) {
      const put = (name: string, value: number): void =>
        this.cloudwatch
          .metrics(METRICS_REGION)
          .put({ namespace: 'AWS/Route53', name, dimensions: { HealthCheckId: check.id } }, minute, value);
      put('HealthCheckStatus', check.takeLowest());
      put('HealthCheckPercentageHealthy', check.healthyShare() * 100);
    }
  }

  /** How Terraform makes them. */
  readonly resources: ResourceModels = {
    'data.aws_route53_zone': {
      modelled: ['name', 'private_zone'],
      create: (values, { address }) => {
        if (values.flag('private_zone')) throw new NotModelled('a private hosted zone', address);
        const id = `Z${drawn(this.random, 20, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`;
        this.zones.add(id);
        return { zone_id: id, id };
      },
    },
    aws_route53_health_check: {
      modelled: [
        'type',
        'fqdn',
        'port',
        'resource_path',
        'request_interval',
        'failure_threshold',
        'enable_sni',
        'search_string',
        'regions',
      ],
      withoutEffect: ['measure_latency', 'tags', 'reference_name'],
      create: (values, { address }) => {
        const id = uuid(this.random);
        const check = new HealthCheck(id, settingsOf(values, address), {
          clock: this.world.clock,
          random: this.world.random(`health check ${address}`),
          // A checker looks the name up for every request (Route 53 API reference, HealthCheckConfig).
          connect: (host, fromRegion) =>
            this.network.connect(host, fromRegion, (name) => this.records.resolve(name, fromRegion)),
        });
        this.healthChecks.set(id, check);
        return { id, arn: this.healthCheckArn(id) };
      },
    },
    aws_route53_record: {
      modelled: [
        'zone_id',
        'name',
        'type',
        'alias',
        'health_check_id',
        'set_identifier',
        'latency_routing_policy',
        'records',
        'ttl',
      ],
      withoutEffect: ['allow_overwrite'],
      create: (values, { address }) => {
        const zone = values.text('zone_id');
        if (!this.zones.has(zone)) throw new Error(`${address}: there is no hosted zone ${zone}`);
        const name = values.text('name').replace(/\.$/, '');
        if (values.text('type') === 'A') this.addAlias(name, values, address);
        else if (values.text('type') !== 'CNAME')
          throw new NotModelled(`records of type ${values.text('type')}`, address);
        return { fqdn: name, id: `${zone}_${name}` };
      },
    },
  };

  private addAlias(name: string, values: Arguments, address: string): void {
    const alias = values.block('alias');
    if (alias === null) throw new NotModelled('an A record that is no alias', address);
    alias.only('name', 'zone_id', 'evaluate_target_health');
    const checkId = values.optionalText('health_check_id');
    const latency = values.block('latency_routing_policy');
    if (latency !== null && values.optionalText('set_identifier') === null) {
      throw new Error(`${address}: a latency record needs a set_identifier`);
    }
    // evaluate_target_health fails for an API Gateway alias only when API Gateway itself is unavailable, which is not modelled.
    this.records.add({
      name,
      target: alias.text('name'),
      latencyRegion: latency?.text('region') ?? null,
      healthCheck: checkId === null ? null : this.healthCheck(checkId),
    });
  }
}

function settingsOf(values: Arguments, address: string): HealthCheck['settings'] {
  const type = values.text('type');
  if (type !== 'HTTPS' && type !== 'HTTPS_STR_MATCH')
    throw new NotModelled(`the health check type ${type}`, address);
  if (values.number('port', 443) !== 443)
    throw new NotModelled('a health check on another port than 443', address);
  if (!values.flag('enable_sni', true)) throw new NotModelled('an HTTPS health check without SNI', address);
  return {
    host: values.text('fqdn'),
    path: values.optionalText('resource_path') ?? '/',
    // 30 s and 3 are the defaults (Route 53 API reference, HealthCheckConfig).
    intervalSeconds: values.number('request_interval', 30),
    failureThreshold: values.number('failure_threshold', 3),
    searchString: type === 'HTTPS_STR_MATCH' ? values.text('search_string') : null,
    regions: regionsOf(values.texts('regions'), address),
  };
}

/** At least three of those that there are; all, where none is named (Route 53 API reference, HealthCheckConfig). */
function regionsOf(named: readonly string[], address: string): readonly string[] {
  if (named.length === 0) return checkerRegions;
  const unknown = named.find((region) => !checkerRegions.some((known) => known === region));
  if (unknown !== undefined)
    throw new Error(`${address}: no checkers stand in ${unknown}; they do in ${checkerRegions.join(', ')}`);
  // A set to Terraform: its order says nothing.
  const regions = checkerRegions.filter((region) => named.includes(region));
  if (regions.length < 3)
    throw new Error(`${address}: a health check names three regions or more, or none, not ${regions.length}`);
  return regions;
}
