import { readDashboard } from '../../../experiment/measure/dashboard';
import { ORIGIN, span } from '../support/evidence';
import { FakeAws } from '../support/fake-aws';

type Json = Readonly<Record<string, unknown>>;

const NAMESPACE = 'chaos-lab';

/** A dashboard of one widget with these metrics; every metric has the value 7 at the origin. */
function dashboardOf(metrics: readonly unknown[], properties: Json = {}, type = 'metric') {
  const widget = {
    type,
    x: 8,
    y: 6,
    width: 8,
    height: 6,
    properties: { region: 'eu-west-1', period: 60, stat: 'Sum', title: 'requests', metrics, ...properties },
  };
  const aws = new FakeAws()
    .on('GetDashboard', () => ({ DashboardBody: JSON.stringify({ widgets: [widget] }) }))
    .on('GetMetricData', ({ MetricDataQueries }) => ({
      MetricDataResults: (MetricDataQueries as Json[])
        .filter(({ ReturnData }) => ReturnData === true)
        .map(({ Id }) => ({ Id, Timestamps: [new Date(ORIGIN)], Values: [7] })),
    }));
  const read = () => readDashboard(aws.clients, 'us-east-1', 'chaos-lab', span(0, 600));
  const queries = () =>
    aws.sent('GetMetricData').flatMap(({ MetricDataQueries }) => MetricDataQueries as Json[]);
  const rows = () =>
    queries().map(({ MetricStat }) => {
      const { Metric } = MetricStat as {
        Metric: { Namespace: string; MetricName: string; Dimensions: Json[] };
      };
      return [
        Metric.Namespace,
        Metric.MetricName,
        ...Metric.Dimensions.flatMap(({ Name, Value }) => [Name, Value]),
      ];
    });
  return { aws, read, queries, rows };
}

it('reads the deployed dashboard with the place, the size, the span and the values of its panels', async () => {
  const { aws, read } = dashboardOf(
    [[NAMESPACE, 'status_2xx', 'api', 'url', { label: '2xx', color: '#2ca02c' }]],
    {
      yAxis: { left: { min: 0, label: 'requests a minute' } },
    },
  );

  const record = await read();

  expect(record).toEqual({
    name: 'chaos-lab',
    from: '2026-01-01T12:00:00.000Z',
    to: '2026-01-01T12:10:00.000Z',
    panels: [
      {
        title: 'requests',
        x: 8,
        y: 6,
        width: 8,
        height: 6,
        periodSeconds: 60,
        yAxis: { min: 0, label: 'requests a minute' },
        series: [{ label: '2xx', metric: 'status_2xx', color: '#2ca02c', points: [[ORIGIN, 7]] }],
      },
    ],
  });
  expect(aws.calls.map(({ operation, region }) => [operation, region])).toEqual([
    ['GetDashboard', 'us-east-1'],
    ['GetMetricData', 'eu-west-1'],
  ]);
});

it('takes the name of the metric where there is no label, and no colour where none is named', async () => {
  const { panels } = await dashboardOf([[NAMESPACE, 'status_2xx']]).read();
  expect(panels[0]!.series).toEqual([{ label: 'status_2xx', metric: 'status_2xx', points: [[ORIGIN, 7]] }]);
});

it.each<[string, unknown[], string[]]>([
  [
    'a dot, which repeats the element above it',
    ['.', 'b', '.', 'url', '.', 'eu'],
    [NAMESPACE, 'b', 'api', 'url', 'client', 'eu'],
  ],
  ['dots, which repeat all but the last', ['...', 'eu'], [NAMESPACE, 'a', 'api', 'url', 'client', 'eu']],
  ['dots before two elements', ['...', 'zone', 'eu'], [NAMESPACE, 'a', 'api', 'url', 'zone', 'eu']],
  ['dots alone, with options', ['...', { stat: 'Maximum' }], [NAMESPACE, 'a', 'api', 'url', 'client', 'us']],
])('understands %s', async (_what, row, expanded) => {
  const { read, rows } = dashboardOf([[NAMESPACE, 'a', 'api', 'url', 'client', 'us'], row]);
  await read();
  expect(rows()).toEqual([[NAMESPACE, 'a', 'api', 'url', 'client', 'us'], expanded]);
});

it('expands from the row above, itself expanded, past an expression in between', async () => {
  const { read, queries } = dashboardOf([
    [NAMESPACE, 'a', 'api', 'url'],
    ['.', 'b', '.', '.'],
    [{ expression: 'm1 + m2', id: 'sum' }],
    ['.', 'c', '.', '.'],
  ]);
  await read();
  expect(queries().at(-1)).toMatchObject({
    MetricStat: {
      Metric: { Namespace: NAMESPACE, MetricName: 'c', Dimensions: [{ Name: 'api', Value: 'url' }] },
    },
  });
});

it('asks for expressions with what they are made of, and shows no hidden metric', async () => {
  const { read, queries } = dashboardOf([
    [NAMESPACE, 'status_4xx', { id: 'a', visible: false }],
    [NAMESPACE, 'status_5xx', { id: 'b', visible: false }],
    [{ expression: 'a + b', id: 'failed', label: 'failed' }],
    [{ expression: 'a * 2' }],
  ]);

  const { panels } = await read();

  expect(queries()).toMatchObject([
    { Id: 'a', ReturnData: false },
    { Id: 'b', ReturnData: false },
    { Id: 'failed', Expression: 'a + b', Period: 60, ReturnData: true },
    { Expression: 'a * 2', ReturnData: true },
  ]);
  expect(panels[0]!.series.map(({ label, metric }) => [label, metric])).toEqual([
    ['failed', undefined],
    ['a * 2', undefined],
  ]);
});

it('gives every metric an identifier of its own that CloudWatch takes', async () => {
  const { read, queries } = dashboardOf([[NAMESPACE, 'a'], [NAMESPACE, 'b'], [{ expression: 'm1' }]]);
  await read();
  const ids = queries().map(({ Id }) => Id as string);
  expect(new Set(ids).size).toBe(3);
  expect(ids.filter((id) => !/^[a-z]\w*$/.test(id))).toEqual([]);
});

it('takes the period and the statistic of the metric, then of the widget', async () => {
  const { read, queries } = dashboardOf([
    [NAMESPACE, 'a'],
    [NAMESPACE, 'b', { stat: 'Minimum', period: 10 }],
  ]);
  await read();
  expect(queries()).toMatchObject([
    { MetricStat: { Stat: 'Sum', Period: 60 } },
    { MetricStat: { Stat: 'Minimum', Period: 10 } },
  ]);
});

it('takes what CloudWatch takes where the widget says nothing', async () => {
  const bare = { period: undefined, stat: undefined, title: undefined };
  const { read, queries } = dashboardOf([[NAMESPACE, 'a']], bare);
  const { panels } = await read();
  expect(queries()).toMatchObject([{ MetricStat: { Stat: 'Average', Period: 300 } }]);
  expect(panels[0]).toMatchObject({ title: '', periodSeconds: 300, yAxis: {} });
});

it('leaves out what is no metric widget', async () => {
  const { aws, read } = dashboardOf([], { markdown: '# lab' }, 'text');
  expect((await read()).panels).toEqual([]);
  expect(aws.sent('GetMetricData')).toEqual([]);
});

it('shows a widget without metrics empty', async () => {
  const { read } = dashboardOf([], { metrics: undefined, annotations: { alarms: ['arn'] } });
  expect((await read()).panels).toMatchObject([{ series: [] }]);
});
