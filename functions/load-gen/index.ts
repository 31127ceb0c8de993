import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';

import { readEvent } from './event';
import { metricData } from './metrics';
import { RegionPublisher } from './region-publisher';
import { askOnce } from './request';
import { send } from './send';
import { readSettings } from './settings';
import type { Settings } from './settings';
import { simulate } from './simulate';
import { Tally } from './tally';
import type { BucketCounts } from './tally';
import { globalTime } from './time';

/** By region; kept between invocations, with what a region would not take yet. */
const publishers = new Map<string, RegionPublisher>();

/**
 * Simulates the customers of one region for as long as the event says, and publishes what they saw to CloudWatch in
 * every region of the lab: a region that fails must not take with it the proof of what its customers saw.
 * Answers the totals, by the name of the metric, and the number of `requests`.
 *
 * @throws {InvalidInput} when the event or the environment cannot be used; nothing was sent then
 */
export async function handler(event: unknown): Promise<Record<string, number>> {
  const load = readEvent(event);
  const settings = readSettings(process.env);
  const tally = new Tally(settings.regions);
  return simulate({
    load,
    tally,
    time: globalTime,
    ask: () => askOnce(send, globalTime, settings.apiUrl),
    publish: (counts) => publishEverywhere(counts, settings, tally),
  });
}

/** What a region denies is counted, and goes with the next counts to those that do not. */
async function publishEverywhere(
  counts: readonly BucketCounts[],
  settings: Settings,
  tally: Tally,
): Promise<void> {
  const data = metricData(counts, settings);
  const publications = settings.regions.map((region) => publisherOf(region, settings).publish(data));
  const results = await Promise.allSettled(publications);
  results.forEach((result, index) => {
    if (result.status === 'fulfilled') return;
    const region = settings.regions[index] ?? '';
    if (isDenied(result.reason as Parameters<typeof isDenied>[0])) tally.denied(region, globalTime.now());
    const queued = publisherOf(region, settings).queued;
    console.log(
      JSON.stringify({ level: 'warn', event: 'metrics.kept', region, queued, error: String(result.reason) }),
    );
  });
}

/** The names that CloudWatch gives a refusal (CloudWatch API reference, common errors). */
function isDenied(error: { readonly name?: unknown } | null | undefined): boolean {
  return /AccessDenied|NotAuthorized/.test(String(error?.name));
}

function publisherOf(region: string, { namespace }: Settings): RegionPublisher {
  const known = publishers.get(region);
  if (known !== undefined) return known;
  // A region that does not answer must be given up before the next flush: 2 attempts of at most 4 s in 10 s.
  const client = new CloudWatchClient({
    region,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  });
  const publisher = new RegionPublisher((data) =>
    client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData: data })),
  );
  publishers.set(region, publisher);
  return publisher;
}
