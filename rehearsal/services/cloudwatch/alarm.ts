import { NotModelled } from '../../not-modelled';
import type { Arguments } from '../../resources/arguments';
import type { VirtualClock } from '../../time/virtual-clock';
import { idsIn } from './metric-math';
import type { MetricQuery } from './metric-query';
import type { Series } from './metrics';

/** As CloudWatch names them. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

const COMPARISONS: Readonly<Record<string, ((value: number, threshold: number) => boolean) | undefined>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** The values of one of some queries in a span (milliseconds since 1970), ascending, in the alarm's region. */
type Evaluate = (
  queries: readonly MetricQuery[],
  id: string,
  span: { readonly from: number; readonly to: number },
) => Series;

/** Alarms whose period is a minute or longer are evaluated once a minute (CloudWatch user guide, "Evaluating an alarm"). */
const EVALUATION_MS = 60_000;

/**
 * A metric alarm on a metric math query. Looks at exactly the last `evaluation_periods` whole periods; that CloudWatch may fetch
 * older data points to make up for missing ones is not modelled.
 */
export class Alarm {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** A new alarm starts here (CloudWatch API reference, PutMetricAlarm). */
  state: AlarmState = 'INSUFFICIENT_DATA';
  reason = 'Unchecked: Initial alarm creation';
  private readonly queries: readonly MetricQuery[];
  private readonly returned: string;
  private readonly values: Arguments;

  constructor(
    private readonly clock: VirtualClock,
    private readonly evaluate: Evaluate,
    alarm: {
      readonly name: string;
      readonly arn: string;
      readonly region: string;
      readonly values: Arguments;
    },
  ) {
    this.name = alarm.name;
    this.arn = alarm.arn;
    this.region = alarm.region;
    this.values = alarm.values;
    this.queries = alarm.values.blocks('metric_query').map(queryOf);
    const returned = this.queries.find((query) => query.ReturnData === true);
    if (returned === undefined) throw new Error(`the alarm ${this.name} has no query with return_data`);
    this.returned = returned.Id;
    this.clock.after(EVALUATION_MS, () => this.evaluateEachMinute());
  }

  /** As Terraform says; `missing` is the default (CloudWatch API reference, PutMetricAlarm). */
  get treatMissingData(): string {
    return this.values.optionalText('treat_missing_data') ?? 'missing';
  }

  private evaluateEachMinute(): void {
    this.clock.after(EVALUATION_MS, () => this.evaluateEachMinute());
    const now = this.clock.now();
    const periods = this.values.number('evaluation_periods');
    const periodMs = this.periodMs();
    const end = Math.floor(now / periodMs) * periodMs;
    const found = this.evaluate(this.queries, this.returned, { from: end - periods * periodMs, to: end });
    this.judge(
      found.map(([, value]) => value),
      periods,
    );
  }

  private judge(found: readonly number[], periods: number): void {
    const compare = COMPARISONS[this.values.text('comparison_operator')];
    if (compare === undefined) throw new NotModelled(`the comparison of alarm ${this.name}`);
    const treatment = this.treatMissingData;
    const threshold = this.values.number('threshold');
    const needed = this.values.number('datapoints_to_alarm', periods);
    const beyond = found.filter((value) => compare(value, threshold)).length;
    const breaching = beyond + (treatment === 'breaching' ? periods - found.length : 0);
    const seen = `${breaching} of the last ${periods} periods were beyond the threshold ${threshold}: [${found.join(', ')}]`;
    if (breaching >= needed) this.become('ALARM', seen);
    else if (treatment === 'breaching' || treatment === 'notBreaching' || beyond < found.length)
      this.become('OK', seen);
    // All that is there is beyond the threshold, and too little is there (CloudWatch user guide, "missing data").
    else if (treatment === 'missing') this.become(found.length === 0 ? 'INSUFFICIENT_DATA' : 'ALARM', seen);
    else if (treatment !== 'ignore')
      throw new NotModelled(`treat_missing_data ${treatment} of alarm ${this.name}`);
  }

  private become(state: AlarmState, reason: string): void {
    this.state = state;
    this.reason = reason;
  }

  private periodMs(): number {
    const used = this.queries.flatMap((query) =>
      query.Expression === undefined ? [] : idsIn(query.Expression),
    );
    const periods = this.queries
      .filter(
        (query) => query.MetricStat !== undefined && (used.includes(query.Id) || query.Id === this.returned),
      )
      .map((query) => query.MetricStat?.Period ?? 0);
    const longest = Math.max(...periods);
    if (longest < 60) throw new NotModelled(`the period of ${longest} s of alarm ${this.name}`);
    return longest * 1000;
  }
}

function queryOf(block: Arguments): MetricQuery {
  block.only('id', 'expression', 'label', 'return_data', 'metric', 'period');
  const expression = block.optionalText('expression');
  const metric = block.block('metric');
  metric?.only('namespace', 'metric_name', 'dimensions', 'period', 'stat', 'unit');
  return {
    Id: block.text('id'),
    ReturnData: block.flag('return_data'),
    ...(expression === null ? {} : { Expression: expression }),
    ...(metric === null
      ? {}
      : {
          MetricStat: {
            Metric: {
              Namespace: metric.text('namespace'),
              MetricName: metric.text('metric_name'),
              Dimensions: Object.entries(metric.map('dimensions')).map(([Name, Value]) => ({ Name, Value })),
            },
            Period: metric.number('period'),
            Stat: metric.text('stat'),
          },
        }),
  };
}
