import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import type { Lab, LabRegion } from './lab';
import { PATHS, type RegionalApi } from './regional-api';

/** One answer that Route 53 may give. */
export interface Destination {
  readonly region: LabRegion;
  readonly api: RegionalApi;
}

/** What {@link LatencyRouting} is made from. */
export interface LatencyRoutingProps {
  readonly lab: Lab;
  readonly zoneId: string;
  /** Route 53 is global: one provider makes all its resources. */
  readonly provider: AwsProvider;
  readonly destinations: readonly Destination[];
}

/** Sends each customer to the nearest region whose health check passes, and gives every region a name of its own. */
export class LatencyRouting extends Construct {
  private readonly healthCheckIds = new Map<string, string>();

  constructor(scope: Construct, id: string, props: LatencyRoutingProps) {
    super(scope, id);
    for (const destination of props.destinations) this.addDestination(props, destination);
  }

  /** The id of a region's health check. */
  healthCheckIdOf(region: LabRegion): string {
    const id = this.healthCheckIds.get(region.label);
    if (id === undefined) throw new Error(`no health check was made for region ${region.label}`);
    return id;
  }

  private addDestination({ lab, zoneId, provider }: LatencyRoutingProps, { region, api }: Destination): void {
    const { label } = region;
    const healthCheck = this.addHealthCheck(provider, lab, region);
    this.healthCheckIds.set(label, healthCheck.id);
    new Route53Record(this, `${label}_shared`, {
      provider,
      zoneId,
      name: api.sharedDomain.domainName,
      type: 'A',
      setIdentifier: label,
      latencyRoutingPolicy: { region: region.region },
      // Both: on its own, the evaluation of an API Gateway target fails only when API Gateway itself does (API Gateway guide,
      // DNS failover), never because of a function.
      healthCheckId: healthCheck.id,
      alias: { ...api.sharedDomain.aliasTarget, evaluateTargetHealth: true },
    });
    new Route53Record(this, `${label}_own`, {
      provider,
      zoneId,
      name: api.ownDomain.domainName,
      type: 'A',
      // The only answer for this name: there is nothing to choose between.
      alias: { ...api.ownDomain.aliasTarget, evaluateTargetHealth: false },
    });
  }

  private addHealthCheck(provider: AwsProvider, { config }: Lab, region: LabRegion): Route53HealthCheck {
    const { intervalSeconds, failureThreshold, matchBody } = config.healthCheck;
    return new Route53HealthCheck(this, `${region.label}_health`, {
      provider,
      // Never the shared name: a check of the name that it decides about has unpredictable results (Route 53 guide).
      fqdn: region.healthCheckHost,
      port: 443,
      resourcePath: PATHS.health,
      ...(matchBody
        ? { type: 'HTTPS_STR_MATCH', searchString: `Region ${region.region} is healthy` }
        : { type: 'HTTPS' }),
      enableSni: true,
      requestInterval: intervalSeconds,
      failureThreshold,
      // Cannot be turned on later (Route 53 API, HealthCheckConfig).
      measureLatency: true,
      tags: { Name: `${config.name}-${region.label}` },
    });
  }
}
