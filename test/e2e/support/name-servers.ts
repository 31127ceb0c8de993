import {
  ListHealthChecksCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type HealthCheckConfig,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { AwsError } from '../../../rehearsal/aws/error';
import { HealthCheck } from '../../../rehearsal/services/route53/health-check';
import { Records } from '../../../rehearsal/services/route53/records';
import { checkerRegions } from '../../../validation/lab-config/aws-regions';
import type { Timer } from '../../../rehearsal/time/timer';
import type { VirtualClock } from '../../../rehearsal/time/virtual-clock';
import type { Apis } from './apis';
import type { CompressedClock } from './compressed-clock';
import type { Metrics } from './metrics';
import { sdkSettings } from './context';

/** Route 53 puts its metrics there and nowhere else, once a minute (Route 53 developer guide, "Monitoring health checks"). */
const METRICS_REGION = 'us-east-1';
const METRICS_MS = 60_000;

/** What Route 53 works with. */
export interface NameServersProps {
  readonly moto: string;
  readonly clock: CompressedClock;
  readonly apis: Apis;
  readonly metrics: Metrics;
}

/**
 * Route 53 beyond its API, which moto has: the rehearsal's checkers ask what the health checks in moto say, and the rehearsal's name
 * servers answer by the records in moto.
 */
export class NameServers {
  private readonly route53: Route53Client;
  private readonly clock: VirtualClock;
  private readonly checks = new Map<string, HealthCheck>();
  private records: Records;

  constructor(private readonly props: NameServersProps) {
    this.route53 = new Route53Client(sdkSettings(props.moto, 'us-east-1'));
    // The rehearsal's classes name its own clock, and use of it what every timer has.
    const timer: Timer = props.clock;
    this.clock = timer as unknown as VirtualClock;
    this.records = new Records(this.clock);
    this.clock.after(METRICS_MS - (this.clock.now() % METRICS_MS), () => this.publishEachMinute());
  }

  /** Takes over from moto what there is of health checks and records. */
  async refresh(): Promise<void> {
    const { HealthChecks: found = [] } = await this.route53.send(new ListHealthChecksCommand({}));
    const configs = new Map(found.map(({ Id: id = '', HealthCheckConfig: config }) => [id, config]));
    for (const id of this.checks.keys()) if (!configs.has(id)) this.checks.delete(id);
    for (const [id, config = {}] of configs) this.keepCheck(id, config);
    const records = new Records(this.clock);
    for (const set of await this.recordSets()) this.addAlias(set, records);
    this.records = records;
  }

  /** What the resolver of a region answers. */
  resolve(name: string, fromRegion: string): string | null {
    return this.records.resolveCached(name, fromRegion);
  }

  /**
   * The answer to GetHealthCheckStatus.
   * @throws AwsError where there is no such health check
   */
  healthCheckStatus(id: string): string {
    const check = this.checks.get(id);
    if (check === undefined)
      throw new AwsError('NoSuchHealthCheck', `No health check exists with the ID ${id}`, 404);
    const observations = check.checkers.map(({ region, ipAddress, lastReport }) =>
      lastReport === null
        ? ''
        : `<HealthCheckObservation><Region>${region}</Region><IPAddress>${ipAddress}</IPAddress><StatusReport>` +
          `<Status>${escaped(lastReport.text)}</Status><CheckedTime>${new Date(lastReport.at).toISOString()}</CheckedTime>` +
          '</StatusReport></HealthCheckObservation>',
    );
    return (
      '<?xml version="1.0" encoding="UTF-8"?><GetHealthCheckStatusResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
      `<HealthCheckObservations>${observations.join('')}</HealthCheckObservations></GetHealthCheckStatusResponse>`
    );
  }

  private async recordSets(): Promise<ResourceRecordSet[]> {
    const { HostedZones: zones = [] } = await this.route53.send(new ListHostedZonesCommand({}));
    const pages = zones.map(({ Id }) =>
      this.route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id })),
    );
    return (await Promise.all(pages)).flatMap(({ ResourceRecordSets: sets = [] }) => sets);
  }

  private keepCheck(id: string, config: Partial<HealthCheckConfig>): void {
    const settings = {
      host: config.FullyQualifiedDomainName ?? '',
      path: config.ResourcePath ?? '/',
      // 30 s and 3 are the defaults (Route 53 API reference, HealthCheckConfig).
      intervalSeconds: config.RequestInterval ?? 30,
      failureThreshold: config.FailureThreshold ?? 3,
      searchString: config.SearchString ?? null,
      regions: config.Regions ?? checkerRegions,
    };
    if (JSON.stringify(this.checks.get(id)?.settings) === JSON.stringify(settings)) return;
    const check = new HealthCheck(id, settings, {
      clock: this.clock,
      random: Math.random,
      // A checker looks the name up for every request (Route 53 API reference, HealthCheckConfig).
      connect: (host, fromRegion) =>
        this.props.apis.connect(this.records.resolve(host, fromRegion), host, fromRegion),
    });
    this.checks.set(id, check);
  }

  private addAlias({ Name, AliasTarget, Region, HealthCheckId }: ResourceRecordSet, records: Records): void {
    if (AliasTarget?.DNSName === undefined) return;
    records.add({
      name: withoutDot(Name),
      target: withoutDot(AliasTarget.DNSName),
      latencyRegion: Region ?? null,
      healthCheck: this.checks.get(HealthCheckId ?? '') ?? null,
    });
  }

  private publishEachMinute(): void {
    this.clock.after(METRICS_MS, () => this.publishEachMinute());
    for (const check of this.checks.values()) {
      const dimensions = { HealthCheckId: check.id };
      const put = (name: string, value: number): void =>
        this.props.metrics.put(
          METRICS_REGION,
          { namespace: 'AWS/Route53', name, dimensions },
          this.clock.now() - METRICS_MS,
          value,
        );
      put('HealthCheckStatus', check.takeLowest());
      put('HealthCheckPercentageHealthy', check.healthyShare() * 100);
    }
  }
}

function withoutDot(name = ''): string {
  return name.replace(/\.$/, '');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
