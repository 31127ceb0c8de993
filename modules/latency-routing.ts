import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import { checkerRegions } from '../validation/lab-config/aws-regions';
import { CREATE_FIRST } from './create-first';
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
    const ownRecords = new Map(
      props.destinations.map((destination) => [
        destination.region.host,
        this.addOwnRecord(props, destination),
      ]),
    );
    for (const destination of props.destinations) {
      const { region } = destination;
      const healthCheck = this.addHealthCheck(props, region, ownRecords.get(region.healthCheckHost));
      this.healthCheckIds.set(region.region, healthCheck.id);
      this.addSharedRecord(props, destination, healthCheck);
    }
  }

  /** The id of a region's health check. */
  healthCheckIdOf({ region }: LabRegion): string {
    const id = this.healthCheckIds.get(region);
    if (id === undefined) throw new Error(`no health check was made for region ${region}`);
    return id;
  }

  private addSharedRecord(
    { zoneId, provider }: LatencyRoutingProps,
    { region: { region }, api: { sharedDomain } }: Destination,
    healthCheck: Route53HealthCheck,
  ): void {
    new Route53Record(this, `${region}_shared`, {
      provider,
      zoneId,
      name: sharedDomain.domainName,
      type: 'A',
      setIdentifier: region,
      latencyRoutingPolicy: { region },
      // Both: on its own, the evaluation of an API Gateway target fails only when API Gateway itself does (API Gateway guide,
      // DNS failover), never because of a function.
      healthCheckId: healthCheck.id,
      alias: { ...sharedDomain.aliasTarget, evaluateTargetHealth: true },
      dependsOn: [sharedDomain.mapping],
      lifecycle: CREATE_FIRST,
    });
  }

  /** By the label, as the name is: a label that another region takes over is one record that changes. */
  private addOwnRecord(
    { zoneId, provider }: LatencyRoutingProps,
    { region: { label }, api: { ownDomain } }: Destination,
  ): Route53Record {
    return new Route53Record(this, `${label}_own`, {
      provider,
      zoneId,
      name: ownDomain.domainName,
      type: 'A',
      // The only answer for this name: there is nothing to choose between.
      alias: { ...ownDomain.aliasTarget, evaluateTargetHealth: false },
      dependsOn: [ownDomain.mapping],
      lifecycle: CREATE_FIRST,
    });
  }

  /** It comes after the record of the host that it asks, where that is one of the lab's: before, it would find it unhealthy. */
  private addHealthCheck(
    { lab: { config }, provider }: LatencyRoutingProps,
    region: LabRegion,
    hostRecord: Route53Record | undefined,
  ): Route53HealthCheck {
    const { intervalSeconds, failureThreshold, matchBody } = config.healthCheck;
    return new Route53HealthCheck(this, `${region.region}_health`, {
      provider,
      // Never the shared name: a check of the name that it decides about has unpredictable results (Route 53 guide).
      fqdn: region.healthCheckHost,
      port: 443,
      resourcePath: PATHS.health,
      ...(matchBody
        ? { type: 'HTTPS_STR_MATCH', searchString: `Region ${region.region} is healthy` }
        : { type: 'HTTPS' }),
      enableSni: true,
      // All that there are, as without naming them. But Route 53 answers with the eight, and a provider before 6.29 then wants to
      // remove them, for ever, and is refused (hashicorp/terraform-provider-aws#45824).
      regions: [...checkerRegions],
      requestInterval: intervalSeconds,
      failureThreshold,
      // Cannot be turned on later (Route 53 API, HealthCheckConfig).
      measureLatency: true,
      tags: { Name: `${config.name}-${region.region}` },
      ...(hostRecord && { dependsOn: [hostRecord] }),
      // A record that names a deleted check has a health that nobody can foretell (Route 53 API, DeleteHealthCheck).
      lifecycle: CREATE_FIRST,
    });
  }
}
