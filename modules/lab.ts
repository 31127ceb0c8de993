import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { CustomersConfig, LabConfig } from '../validation/lab-config/lab-config';

/** The alias through which every API function is called: attaching and detaching the fault is one switch of it. */
export const ALIAS = 'live';

/** One region of the lab, as its constructs need it. */
export interface LabRegion {
  /** The AWS region's code: `us-east-1`. */
  readonly region: string;
  /** Its short name, by which people call it, and part of its own host name: `us`. It may change; the code does not. */
  readonly label: string;
  /** The region's own host name: `example.us.mydomain.com`. */
  readonly host: string;
  /** The host that the region's health check asks. */
  readonly healthCheckHost: string;
  /** Load of the region's simulated customers. */
  readonly customers: CustomersConfig;
  /** Every resource of the region is made by this provider. */
  readonly provider: AwsProvider;
}

/** What the constructs need to know about the lab as a whole. */
export interface Lab {
  readonly config: LabConfig;
  readonly regions: readonly LabRegion[];
  /** The host name that customers use: `example.mydomain.com`. */
  readonly sharedHost: string;
  /** What customers ask for, and the dimension `api` of their metrics. */
  readonly apiUrl: string;
  /** ARN of the table that holds the lease of that URL. */
  readonly leaseTableArn: string;
  /** Token of the account that is deployed to. */
  readonly accountId: string;
  /** Token of the partition that is deployed to. */
  readonly partition: string;
}

/** An ARN of this account, for what Terraform has no attribute of. */
export function regionalArn(lab: Lab, service: string, region: LabRegion, resource: string): string {
  return `arn:${lab.partition}:${service}:${region.region}:${lab.accountId}:${resource}`;
}

/** The host name that all regions share. */
export function sharedHostOf(config: LabConfig): string {
  return `${config.host}.${config.zone}`;
}

/** The host name of one region alone. */
export function regionHostOf(config: LabConfig, label: string): string {
  return `${config.host}.${label}.${config.zone}`;
}
