import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { Construct } from 'constructs';
import { awsRegions } from '../validation/lab-config/aws-regions';

/** The AWS provider of each region, by the region's code, which is its alias too. */
export type RegionProviders = ReadonlyMap<string, AwsProvider>;

/**
 * A provider for every region that AWS has, not for the lab's alone: what stands in a region that leaves the lab can be destroyed by its
 * own provider only. Terraform starts none that nothing uses, and asks nobody for credentials on its behalf.
 */
export function addRegionProviders(
  scope: Construct,
  tags: Readonly<Record<string, string>>,
): RegionProviders {
  return new Map(
    awsRegions.map((region) => [
      region,
      new AwsProvider(scope, `aws_${region}`, {
        alias: region,
        region,
        defaultTags: [{ tags: { ...tags } }],
      }),
    ]),
  );
}
