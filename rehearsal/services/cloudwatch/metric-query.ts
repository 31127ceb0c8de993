/** One of a metric's dimensions, as CloudWatch names its parts. */
export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** A query as GetMetricData takes it, and as alarms and dashboards are brought to it. */
export interface MetricQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: readonly Dimension[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
  readonly Label?: string;
  readonly ReturnData?: boolean;
}
