import { manyRegions, resource, synthesized } from '../synthesized';

const stack = synthesized();

interface MetricQuery {
  readonly id: string;
  readonly expression?: string;
  readonly return_data: boolean;
  readonly metric?: Record<string, unknown> & { readonly dimensions: Record<string, string> };
}

describe('the stop alarm', () => {
  const queriesOf = (alarm: Record<string, unknown>) => alarm.metric_query as MetricQuery[];

  it.each([
    ['us', 'us-east-1', 'eu-west-1'],
    ['eu', 'eu-west-1', 'us-east-1'],
  ])(
    "of %s counts the failures of the other region's customers, never of its own",
    (label, region, other) => {
      const alarm = resource(stack, 'aws_cloudwatch_metric_alarm', `${region}_fault_stop_alarm`);
      const dimensions = { api: 'https://example.mydomain.com/api/hello', client_region: other };
      expect(queriesOf(alarm)).toEqual([
        ...['status_4xx', 'status_5xx', 'no_response'].map((metric_name, index) => ({
          id: `m${index + 1}`,
          metric: { namespace: 'chaos-lab', metric_name, dimensions, period: 60, stat: 'Sum' },
          return_data: false,
        })),
        { id: 'failures', expression: 'm1+m2+m3', label: 'failed requests', return_data: true },
      ]);
      expect(alarm).toMatchObject({
        provider: `aws.${region}`,
        alarm_name: `chaos-lab-customers-outside-${label}`,
        comparison_operator: 'GreaterThanThreshold',
        threshold: 5,
        evaluation_periods: 1,
        treat_missing_data: 'notBreaching',
      });
    },
  );

  it.each([
    [4, 1],
    [5, 2],
    [8, 3],
  ])(
    'of one of %i regions is %i, each within ten metrics, all within five stop conditions',
    (count, alarms) => {
      const many = synthesized(manyRegions(count));
      const { stop_condition: conditions } = resource(
        many,
        'aws_fis_experiment_template',
        'us-east-1_fault_experiment',
      );
      const names = (conditions as { value: string }[]).map(({ value }) => value.split('.')[1] ?? '');
      expect(names).toHaveLength(alarms);
      expect(names.length).toBeLessThanOrEqual(5);
      const queries = names.map((name) => queriesOf(resource(many, 'aws_cloudwatch_metric_alarm', name)));
      for (const each of queries) expect(each.filter(({ metric }) => metric).length).toBeLessThanOrEqual(10);
      const watched = queries.flat().flatMap(({ metric }) => metric?.dimensions.client_region ?? []);
      expect([...new Set(watched)].sort()).toEqual(
        manyRegions(count)
          .regions.slice(1)
          .map(({ region }) => region)
          .sort(),
      );
    },
  );
});
