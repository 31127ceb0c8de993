import type { AwsApi } from '../../aws/api';
import type { Input } from '../../aws/call';
import { AwsError } from '../../aws/error';
import { NotModelled } from '../../not-modelled';
import { arnOf, type WorldContext } from '../../world-context';
import type { ResourceModels } from '../../resources/apply';
import { Alarm, type AlarmState } from './alarm';
import type { Dimension, MetricQuery } from './metric-query';
import { MetricStore, type MetricId, type Series } from './metrics';
import { evaluateMetricMath } from './metric-math';

interface MetricDatum {
  readonly MetricName: string;
  readonly Dimensions?: readonly Dimension[];
  readonly Timestamp?: Date;
  readonly Value?: number;
}

/** PutMetricData takes so many metrics a request (CloudWatch API reference). */
const MOST_METRICS_A_REQUEST = 1000;

/** Metrics and alarms by region; dashboards are global. */
export class CloudWatch {
  private readonly stores = new Map<string, MetricStore>();
  private readonly alarms = new Map<string, Alarm>();
  private readonly dashboards = new Map<string, string>();

  constructor(
    private readonly world: WorldContext,
    api: AwsApi,
  ) {
    api.register('cloudwatch', {
      PutMetricData: {
        resources: () => ['*'],
        context: (input) => ({ 'cloudwatch:namespace': String(input.Namespace) }),
        run: (input, { region }) => this.putMetricData(input, region),
      },
      GetMetricData: {
        resources: () => ['*'],
        run: (input, { region }) => this.getMetricData(input, region),
      },
      GetDashboard: {
        resources: () => ['*'],
        run: (input) => this.getDashboard(String(input.DashboardName)),
      },
      DescribeAlarms: {
        resources: () => ['*'],
        run: (input, { region }) => this.describeAlarms(input, region),
      },
    });
  }

  /** The metrics of a region. */
  metrics(region: string): MetricStore {
    const store = this.stores.get(region) ?? new MetricStore();
    this.stores.set(region, store);
    return store;
  }

  /** The state of the alarm with that ARN; null where there is none. */
  alarmState(arn: string): AlarmState | null {
    return this.alarms.get(arn)?.state ?? null;
  }

  /** The values of one of the queries, ascending. */
  evaluate(queries: readonly MetricQuery[], id: string, region: string, from: number, to: number): Series {
    const query = queries.find((candidate) => candidate.Id === id);
    if (query === undefined) throw invalid(`the queries have no id ${id}`);
    if (query.Expression !== undefined) {
      return evaluateMetricMath(query.Expression, (other) => this.evaluate(queries, other, region, from, to));
    }
    if (query.MetricStat === undefined) throw invalid(`query ${id} has neither Expression nor MetricStat`);
    const { Metric, Period, Stat } = query.MetricStat;
    const metric: MetricId = {
      namespace: Metric.Namespace,
      name: Metric.MetricName,
      dimensions: dimensionsOf(Metric.Dimensions),
    };
    const series = this.metrics(region).read(metric, Period * 1000, Stat, from, to);
    if (series === undefined) throw new NotModelled(`the CloudWatch statistic ${Stat}`);
    return series;
  }

  private putMetricData(input: Input, region: string): object {
    const data = input.MetricData as readonly MetricDatum[];
    if (data.length > MOST_METRICS_A_REQUEST) {
      throw invalid(
        `${data.length} metrics in one request, and at most ${MOST_METRICS_A_REQUEST} are allowed`,
      );
    }
    for (const datum of data) {
      if (datum.Value === undefined) throw new NotModelled('PutMetricData with StatisticValues or Values');
      const metric: MetricId = {
        namespace: String(input.Namespace),
        name: datum.MetricName,
        dimensions: dimensionsOf(datum.Dimensions),
      };
      this.metrics(region).put(metric, datum.Timestamp?.getTime() ?? this.world.clock.now(), datum.Value);
    }
    return {};
  }

  private getMetricData(input: Input, region: string): object {
    const queries = input.MetricDataQueries as readonly MetricQuery[];
    const from = (input.StartTime as Date).getTime();
    const to = (input.EndTime as Date).getTime();
    const results = queries
      .filter((query) => query.ReturnData !== false)
      .map((query) => {
        const ascending = this.evaluate(queries, query.Id, region, from, to);
        const series = input.ScanBy === 'TimestampAscending' ? ascending : [...ascending].reverse();
        return {
          Id: query.Id,
          Label: query.Label ?? query.Id,
          StatusCode: 'Complete',
          Timestamps: series.map(([at]) => new Date(at)),
          Values: series.map(([, value]) => value),
        };
      });
    return { MetricDataResults: results };
  }

  private getDashboard(name: string): object {
    const body = this.dashboards.get(name);
    if (body === undefined) throw new AwsError('ResourceNotFound', `Dashboard ${name} does not exist`, 404);
    return { DashboardName: name, DashboardBody: body };
  }

  private describeAlarms(input: Input, region: string): object {
    const names = input.AlarmNames as readonly string[];
    const types = (input.AlarmTypes ?? []) as readonly string[];
    const found = [...this.alarms.values()].filter(
      (alarm) => alarm.region === region && names.includes(alarm.name),
    );
    return {
      MetricAlarms: found.map((alarm) => ({
        AlarmName: alarm.name,
        AlarmArn: alarm.arn,
        StateValue: alarm.state,
        StateReason: alarm.reason,
        TreatMissingData: alarm.treatMissingData,
      })),
      // Left out unless they are asked for (CloudWatch API reference, DescribeAlarms); Terraform makes none here.
      ...(types.includes('CompositeAlarm') ? { CompositeAlarms: [] } : {}),
    };
  }

  /** How Terraform makes them. */
  readonly resources: ResourceModels = {
    aws_cloudwatch_dashboard: {
      modelled: ['dashboard_name', 'dashboard_body'],
      create: (values) => {
        const name = values.text('dashboard_name');
        this.dashboards.set(name, values.text('dashboard_body'));
        return { dashboard_arn: arnOf(this.world, 'cloudwatch', '', `dashboard/${name}`) };
      },
    },
    aws_cloudwatch_metric_alarm: {
      modelled: [
        'alarm_name',
        'comparison_operator',
        'threshold',
        'evaluation_periods',
        'datapoints_to_alarm',
        'treat_missing_data',
        'metric_query',
      ],
      withoutEffect: ['alarm_description', 'tags'],
      create: (values, { region }) => {
        const name = values.text('alarm_name');
        const arn = arnOf(this.world, 'cloudwatch', region, `alarm:${name}`);
        const alarm = new Alarm(
          this.world.clock,
          (queries, returned, span) => this.evaluate(queries, returned, region, span.from, span.to),
          { name, arn, region, values },
        );
        this.alarms.set(arn, alarm);
        return { arn, id: name };
      },
    },
  };
}

function dimensionsOf(dimensions: readonly Dimension[] = []): Record<string, string> {
  return Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
