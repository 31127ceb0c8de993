import type { Outcome, OutcomeName } from './request';

/** Counts are kept by the moment of sending, in buckets this long: CloudWatch's finest resolution (PutMetricData). */
const BUCKET_MS = 1_000;

/** A request that is sent later than this is counted in another second than it was due in. */
const LATE_MS = BUCKET_MS;

/** Counts to be added to one bucket, by the name of the metric. */
export interface BucketCounts {
  /** In milliseconds since 1970; a whole second. */
  readonly bucketStart: number;
  readonly counts: ReadonlyMap<string, number>;
}

const OUTCOMES: readonly OutcomeName[] = ['status_2xx', 'status_4xx', 'status_5xx', 'no_response'];

/** Counts what the customers saw. */
export class Tally {
  private readonly totalCounts: Map<string, number>;
  private readonly opened = new Set<number>();
  private requests = 0;
  /** How many requests the schedule was not kept for; counted where it happens only. */
  private readonly offSchedule = { late: 0, dropped: 0 };
  private undrained = new Map<number, Map<string, number>>();

  /** @param regions every region that may answer */
  constructor(regions: readonly string[]) {
    this.totalCounts = new Map([...regions.map(metricOfRegion), ...OUTCOMES].map((name) => [name, 0]));
  }

  /**
   * Notes that a request was sent, so long after it was due. Returns its bucket, for {@link answered}. The first request of a bucket opens it
   * with a zero for each metric, so that zero (nobody got this answer) and missing (nobody asked) differ.
   */
  sent(at: number, lateMs = 0): number {
    const bucketStart = bucketOf(at);
    this.requests += 1;
    if (lateMs > LATE_MS) this.countOffSchedule('late', at);
    if (!this.opened.has(bucketStart)) {
      this.opened.add(bucketStart);
      const counts = this.countsOf(bucketStart);
      for (const name of this.totalCounts.keys()) counts.set(name, 0);
    }
    return bucketStart;
  }

  /** Notes how a request that was sent in the bucket ended. A region outside the lab has no metric. */
  answered(bucketStart: number, { name, region }: Outcome): void {
    const counts = this.countsOf(bucketStart);
    const regionMetric = region === null ? null : metricOfRegion(region);
    for (const metric of regionMetric === null ? [name] : [name, regionMetric]) {
      const total = this.totalCounts.get(metric);
      if (total === undefined) continue;
      this.totalCounts.set(metric, total + 1);
      counts.set(metric, (counts.get(metric) ?? 0) + 1);
    }
  }

  /** A request was not sent, since it would have come too late. */
  dropped(at: number): void {
    this.countOffSchedule('dropped', at);
  }

  /** A region has denied the publication of counts: that is counted too, and only when it happens. */
  denied(region: string, at: number): void {
    this.countRare(`denied_${region}`, at);
  }

  /** What was counted since the last call. CloudWatch adds up several data of one metric and bucket: read the sum. */
  drain(): BucketCounts[] {
    const drained = [...this.undrained].map(([bucketStart, counts]) => ({ bucketStart, counts }));
    this.undrained = new Map();
    return drained;
  }

  /** What was counted in all, by the name of the metric, and the number of `requests` sent. */
  totals(): Record<string, number> {
    return { requests: this.requests, ...this.offSchedule, ...Object.fromEntries(this.totalCounts) };
  }

  private countOffSchedule(how: keyof typeof this.offSchedule, at: number): void {
    this.offSchedule[how] += 1;
    this.countRare(how, at);
  }

  /** Without zeros: what hardly ever happens need not be paid for as a metric. */
  private countRare(metric: string, at: number): void {
    const counts = this.countsOf(bucketOf(at));
    counts.set(metric, (counts.get(metric) ?? 0) + 1);
  }

  private countsOf(bucketStart: number): Map<string, number> {
    const counts = this.undrained.get(bucketStart) ?? new Map<string, number>();
    this.undrained.set(bucketStart, counts);
    return counts;
  }
}

function bucketOf(at: number): number {
  return Math.floor(at / BUCKET_MS) * BUCKET_MS;
}

function metricOfRegion(region: string): string {
  return `region_${region}`;
}
