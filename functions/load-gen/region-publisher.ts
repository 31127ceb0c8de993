import type { MetricDatum } from '@aws-sdk/client-cloudwatch';

/** PutMetricData takes at most 1,000 metrics a request (CloudWatch service quotas). */
const MOST_METRICS_PER_REQUEST = 1_000;

/** About an hour of one simulator's data; beyond it the oldest are dropped, to bound the memory. */
const MOST_QUEUED = 10_000;

/** Publishes to the CloudWatch of one region, and keeps for the next time what that region would not take. */
export class RegionPublisher {
  private queue: MetricDatum[] = [];
  private last: Promise<void> = Promise.resolve();

  /** @param put sends one PutMetricData request; rejects when the region cannot be reached */
  constructor(private readonly put: (data: MetricDatum[]) => Promise<unknown>) {}

  /**
   * Queues the data and sends all that is queued, after any publication under way. Rejects with the error of `put`;
   * the data then go with the next call. Data whose acceptance got lost on the way back are counted twice.
   */
  publish(data: readonly MetricDatum[]): Promise<void> {
    this.queue = [...this.queue, ...data].slice(-MOST_QUEUED);
    const publication = this.last.then(() => this.sendQueue());
    this.last = publication.catch(() => undefined);
    return publication;
  }

  /** How many data wait for the next call. */
  get queued(): number {
    return this.queue.length;
  }

  private async sendQueue(): Promise<void> {
    while (this.queue.length > 0) {
      const sent = new Set(this.queue.slice(0, MOST_METRICS_PER_REQUEST));
      await this.put([...sent]);
      // Data may have been queued or dropped while this request was under way.
      this.queue = this.queue.filter((datum) => !sent.has(datum));
    }
  }
}
