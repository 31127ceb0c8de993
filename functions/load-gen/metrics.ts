import type { MetricDatum } from '@aws-sdk/client-cloudwatch';

import type { Settings } from './settings';
import type { BucketCounts } from './tally';

/**
 * The counts as CloudWatch data of one-second resolution, each twice: for all customers of the API (dimension `api`),
 * and for those of this region (`api` and `client_region`). CloudWatch does not sum over dimensions by itself.
 */
export function metricData(
  buckets: readonly BucketCounts[],
  { apiUrl, clientRegion }: Pick<Settings, 'apiUrl' | 'clientRegion'>,
): MetricDatum[] {
  const api = { Name: 'api', Value: apiUrl };
  const dimensionSets = [[api], [api, { Name: 'client_region', Value: clientRegion }]];
  return buckets.flatMap(({ bucketStart, counts }) =>
    [...counts].flatMap(([MetricName, Value]) =>
      dimensionSets.map((Dimensions): MetricDatum => ({
        MetricName,
        Dimensions,
        Timestamp: new Date(bucketStart),
        Value,
        Unit: 'Count',
        StorageResolution: 1,
      })),
    ),
  );
}
