import path from 'node:path';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, S3Backend, TerraformElement, TerraformStack } from 'cdktf';
import { Construct, type Node } from 'constructs';
import type { LabConfig, RegionConfig } from '../validation/lab-config/lab-config';
import { Certificates } from './certificates';
import { Dashboard } from './dashboard';
import { regionHostOf, sharedHostOf, type Lab, type LabRegion } from './lab';
import { LatencyRouting } from './latency-routing';
import { localStateFile } from './local-state';
import { addOutputs } from './lab-outputs';
import { addRegionProviders, type RegionProviders } from './region-providers';
import { PATHS } from './regional-api';
import { LEASE_REGION, LeaseTable } from './services/lease-table';
import { RegionalLab, type RegionalLabSources } from './regional-lab';

/** What a {@link ChaosLabStack} is made from. */
export interface ChaosLabStackProps extends RegionalLabSources {
  readonly config: LabConfig;
}

/** Left out of Terraform's names: they only give the tree of constructs a shape. */
const UNNAMED = new Set(['Resource', 'Regions', 'Api']);

/** The whole lab: every region with its API, customers and fault, and what the regions share. */
export class ChaosLabStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: ChaosLabStackProps) {
    super(scope, id);
    const { config } = props;
    this.addTerraformSettings(config);
    const providers = addRegionProviders(this, { Lab: config.name, ManagedBy: 'terraform' });
    const regions = config.regions.map((region) => labRegion(config, region, providers));
    const [home] = regions;
    if (!home) throw new Error('a lab needs regions');
    const { provider } = home;
    const leases = new LeaseTable(this, 'lease', {
      provider: providerOf(providers, LEASE_REGION),
      host: sharedHostOf(config),
      exists: config.lease?.tableExists === true,
    });
    const lab: Lab = {
      config,
      regions,
      sharedHost: sharedHostOf(config),
      leaseTableArn: leases.arn,
      apiUrl: `https://${sharedHostOf(config)}${PATHS.hello}`,
      accountId: new DataAwsCallerIdentity(this, 'current_account', { provider }).accountId,
      partition: new DataAwsPartition(this, 'current_partition', { provider }).partition,
    };
    const { zoneId } = new DataAwsRoute53Zone(this, 'zone', {
      provider,
      name: config.zone,
      privateZone: false,
    });
    const certificates = new Certificates(this, 'certificates', {
      regions,
      sharedHost: lab.sharedHost,
      zoneId,
      globalProvider: provider,
    });
    const each = new Construct(this, 'Regions');
    const deployed = regions.map(
      (region) =>
        new RegionalLab(each, region.region, {
          ...props,
          lab,
          region,
          certificates: certificates.arnsOf(region),
        }),
    );
    const routing = new LatencyRouting(this, 'routing', { lab, zoneId, provider, destinations: deployed });
    const dashboard = new Dashboard(this, 'dashboard', { lab, routing, home });
    addOutputs(this, { lab, routing, dashboard, deployed });
  }

  /**
   * `us-east-1/hello/role` becomes `us-east-1_hello_role`: without CDKTF's hashes, so that a plan reads like written Terraform. What stands
   * in a region is called by the region's code and not by its label, which may change.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const ids = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    return ids.filter((id) => !UNNAMED.has(id)).join('_');
  }

  private addTerraformSettings({ name, state }: LabConfig): void {
    // S3's own lock files came with Terraform 1.10.
    this.addOverride('terraform.required_version', '>= 1.10');
    // The bindings are made from 6.x. Everything used here is known to 5.100 as well, the last of the older major.
    this.addOverride('terraform.required_providers.aws', {
      source: 'hashicorp/aws',
      version: '>= 5.100.0, < 7.0.0',
    });
    if (state) {
      new S3Backend(this, { ...state, encrypt: true });
      this.addOverride('terraform.backend.s3.use_lockfile', true);
    } else {
      // Relative to the stack's folder, where Terraform runs; CDKTF's default would write the path of this machine into the plan.
      new LocalBackend(this, { path: path.posix.join('..', '..', '..', localStateFile(name)) });
    }
  }
}

function labRegion(config: LabConfig, region: RegionConfig, providers: RegionProviders): LabRegion {
  const host = regionHostOf(config, region.label);
  const provider = providerOf(providers, region.region);
  return { ...region, host, healthCheckHost: region.healthCheckHost ?? host, provider };
}

function providerOf(providers: RegionProviders, region: string): AwsProvider {
  const provider = providers.get(region);
  if (!provider) throw new Error(`there is no region ${region}`);
  return provider;
}
