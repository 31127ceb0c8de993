/** A metric's name with its dimensions. */
export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Values put for one second. */
interface Second {
  sum: number;
  count: number;
  lowest: number;
  highest: number;
}

/** Ascending pairs of a period's start, in milliseconds since 1970, and its value. */
export type Series = readonly (readonly [number, number])[];

/**
 * The metrics of one region: every value put with the same timestamp adds to that timestamp's sum and sample count
 * (CloudWatch user guide, "Statistics definitions").
 */
export class MetricStore {
  private readonly metrics = new Map<string, Map<number, Second>>();

  /** Adds one value at that moment (milliseconds since 1970). */
  put(metric: MetricId, at: number, value: number): void {
    this.recorder(metric)(at, value);
  }

  /** Adds values to one metric, as {@link put} does. */
  recorder(metric: MetricId): (at: number, value: number) => void {
    const key = keyOf(metric);
    const seconds = this.metrics.get(key) ?? new Map<number, Second>();
    this.metrics.set(key, seconds);
    return (at, value) => {
      const second = Math.floor(at / 1000) * 1000;
      const known = seconds.get(second);
      if (known === undefined) {
        seconds.set(second, { sum: value, count: 1, lowest: value, highest: value });
        return;
      }
      known.sum += value;
      known.count += 1;
      known.lowest = Math.min(known.lowest, value);
      known.highest = Math.max(known.highest, value);
    };
  }

  /**
   * The statistic of each period that holds data and starts in [from, to).
   * @param statistic `Sum`, `Minimum`, `Maximum`, `Average` or `SampleCount`; undefined is returned for any other
   */
  read(metric: MetricId, periodMs: number, statistic: string, from: number, to: number): Series | undefined {
    const reduce = STATISTICS[statistic];
    if (reduce === undefined) return undefined;
    const periods = new Map<number, Second>();
    for (const [at, second] of this.metrics.get(keyOf(metric)) ?? []) {
      const start = Math.floor(at / periodMs) * periodMs;
      if (start < from || start >= to) continue;
      const known = periods.get(start);
      periods.set(start, known === undefined ? second : merge(known, second));
    }
    return [...periods].map(([at, second]) => [at, reduce(second)] as const).sort(([a], [b]) => a - b);
  }
}

const STATISTICS: Readonly<Record<string, ((second: Second) => number) | undefined>> = {
  Sum: ({ sum }) => sum,
  Minimum: ({ lowest }) => lowest,
  Maximum: ({ highest }) => highest,
  Average: ({ sum, count }) => sum / count,
  SampleCount: ({ count }) => count,
};

function merge(a: Second, b: Second): Second {
  return {
    sum: a.sum + b.sum,
    count: a.count + b.count,
    lowest: Math.min(a.lowest, b.lowest),
    highest: Math.max(a.highest, b.highest),
  };
}

function keyOf({ namespace, name, dimensions }: MetricId): string {
  // Line feeds cannot be part of any of these.
  let key = `${namespace}\n${name}`;
  for (const dimension of Object.keys(dimensions).sort())
    key += `\n${dimension}\n${dimensions[dimension] ?? ''}`;
  return key;
}
