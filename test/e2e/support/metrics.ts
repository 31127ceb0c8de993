import { AwsError } from '../../../rehearsal/aws/error';
import type { MetricQuery } from '../../../rehearsal/services/cloudwatch/metric-query';
import { MetricStore, type MetricId, type Series } from '../../../rehearsal/services/cloudwatch/metrics';
import { evaluateMetricMath } from '../../../rehearsal/services/cloudwatch/metric-math';

/** GetMetricData in AWS JSON: moments are seconds since 1970. */
export interface MetricDataRequest {
  readonly MetricDataQueries: readonly MetricQuery[];
  readonly StartTime: number;
  readonly EndTime: number;
  readonly ScanBy?: string;
  readonly NextToken?: string;
}

/** So many results a page, where AWS has 500 and counts values: a game day reads page by page here too. */
const RESULTS_A_PAGE = 4;

/** The metrics of CloudWatch in all regions, which moto keeps by its own time: the rehearsal's. */
export class Metrics {
  private readonly stores = new Map<string, MetricStore>();

  /** Adds a value at a moment, in milliseconds since 1970. */
  put(region: string, metric: MetricId, at: number, value: number): void {
    this.store(region).put(metric, at, value);
  }

  /** Answers GetMetricData. */
  getMetricData(request: MetricDataRequest, region: string): object {
    const { MetricDataQueries: queries, StartTime: from, EndTime: to, NextToken: token = '0' } = request;
    const returned = queries.filter(({ ReturnData: isReturned }) => isReturned !== false);
    const next = Number(token) + RESULTS_A_PAGE;
    const results = returned.slice(Number(token), next).map(({ Id, Label = Id }) => {
      const ascending = this.evaluate(queries, Id, region, from * 1000, to * 1000);
      const series = request.ScanBy === 'TimestampAscending' ? ascending : [...ascending].reverse();
      return {
        Id,
        Label,
        StatusCode: 'Complete',
        Timestamps: series.map(([at]) => new Date(at)),
        Values: series.map(([, value]) => value),
      };
    });
    return { MetricDataResults: results, ...(next < returned.length ? { NextToken: String(next) } : {}) };
  }

  /**
   * The values of one of these queries for the periods that start in [from, to).
   * @throws AwsError for a query that is none
   */
  evaluate(queries: readonly MetricQuery[], id: string, region: string, from: number, to: number): Series {
    const { Expression, MetricStat } = queries.find((query) => query.Id === id) ?? {};
    if (Expression !== undefined) {
      return evaluateMetricMath(Expression, (other) => this.evaluate(queries, other, region, from, to));
    }
    const {
      Namespace: namespace = '',
      MetricName: name = '',
      Dimensions: list = [],
    } = MetricStat?.Metric ?? {};
    const dimensions = Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
    const series =
      MetricStat &&
      this.store(region).read(
        { namespace, name, dimensions },
        MetricStat.Period * 1000,
        MetricStat.Stat,
        from,
        to,
      );
    if (series !== undefined) return series;
    throw new AwsError('ValidationError', `the query ${id} is not emulated: ${JSON.stringify(MetricStat)}`);
  }

  private store(region: string): MetricStore {
    const store = this.stores.get(region) ?? new MetricStore();
    this.stores.set(region, store);
    return store;
  }
}
