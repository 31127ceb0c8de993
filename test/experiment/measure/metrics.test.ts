import { CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { metricQuery, readMetrics, secondsBetween } from '../../../experiment/measure/metrics';

const client = new CloudWatchClient({ region: 'us-east-1' });
const cloudwatch = mockClient(client);
beforeEach(() => void cloudwatch.reset());

const requests = () => cloudwatch.commandCalls(GetMetricDataCommand).map(({ args: [{ input }] }) => input);

const window = { from: Date.UTC(2026, 0, 1, 12), to: Date.UTC(2026, 0, 1, 12, 10) };
const at = (minute: number) => new Date(window.from + minute * 60_000);
const query = (id: string) =>
  metricQuery(id, { namespace: 'lab', name: 'status_2xx', dimensions: { api: 'url' } }, 60, 'Sum');

it('asks for one metric with its dimensions, period and statistic', () => {
  const metric = { namespace: 'lab', name: 'status_2xx', dimensions: { api: 'url', client_region: 'eu' } };
  expect(metricQuery('m1', metric, 60, 'Sum')).toEqual({
    Id: 'm1',
    MetricStat: {
      Metric: {
        Namespace: 'lab',
        MetricName: 'status_2xx',
        Dimensions: [
          { Name: 'api', Value: 'url' },
          { Name: 'client_region', Value: 'eu' },
        ],
      },
      Period: 60,
      Stat: 'Sum',
    },
  });
});

it('asks for the window in ascending order, page by page, and puts the pages together', async () => {
  cloudwatch
    .on(GetMetricDataCommand)
    .resolvesOnce({
      MetricDataResults: [
        { Id: 'm1', Timestamps: [at(0), at(1)], Values: [1, 2] },
        { Id: 'm2', Timestamps: [at(0)], Values: [7] },
      ],
      NextToken: 'more',
    })
    .resolvesOnce({ MetricDataResults: [{ Id: 'm1', Timestamps: [at(2)], Values: [3] }] });

  const found = await readMetrics(client, [query('m1'), query('m2')], window);

  expect(found.get('m1')).toEqual([
    [at(0).getTime(), 1],
    [at(1).getTime(), 2],
    [at(2).getTime(), 3],
  ]);
  expect(found.get('m2')).toEqual([[at(0).getTime(), 7]]);
  expect(requests().map(({ NextToken }) => NextToken)).toEqual([undefined, 'more']);
  expect(requests()).toEqual([
    expect.objectContaining({ StartTime: at(0), EndTime: at(10), ScanBy: 'TimestampAscending' }),
    expect.objectContaining({ StartTime: at(0), EndTime: at(10), ScanBy: 'TimestampAscending' }),
  ]);
});

it('has nothing for a query that CloudWatch says nothing about, and passes over what was not asked', async () => {
  cloudwatch.on(GetMetricDataCommand).resolves({
    MetricDataResults: [{ Id: 'other', Timestamps: [at(0)], Values: [1] }, { Id: 'm1' }],
  });

  const found = await readMetrics(client, [query('m1'), query('m2')], window);
  expect(Object.fromEntries(found)).toEqual({ m1: [], m2: [] });
});

it('does not ask for nothing, which CloudWatch refuses', async () => {
  await expect(readMetrics(client, [], window)).resolves.toEqual(new Map());
  expect(requests()).toEqual([]);
});

it('rounds to whole seconds', () => {
  expect([1_499, 1_500, 60_000].map((to) => secondsBetween(0, to))).toEqual([1, 2, 60]);
});

describe('what CloudWatch could not give', () => {
  const some = { Timestamps: [at(0)], Values: [1] };

  it.each([
    [{ StatusCode: 'Forbidden' }, /status_2xx \(Forbidden\); allow cloudwatch:GetMetricData/],
    // Without a token there is no more to come.
    [{ StatusCode: 'PartialData' }, /status_2xx \(PartialData\)/],
    [
      { StatusCode: 'Complete', Messages: [{ Code: 'Limit', Value: 'too many' }] },
      /\(Complete; Limit: too many\)/,
    ],
  ] as const)('as in %j is an error at once, and no zero', async (result, message) => {
    cloudwatch
      .on(GetMetricDataCommand)
      .resolves({ MetricDataResults: [{ Id: 'm1', ...some, ...result } as MetricDataResult] });
    await expect(readMetrics(client, [query('m1')], window)).rejects.toThrow(message);
    expect(requests()).toHaveLength(1);
  });

  it('of the whole request is an error too', async () => {
    cloudwatch.on(GetMetricDataCommand).resolves({
      MetricDataResults: [{ Id: 'm1', ...some }],
      Messages: [{ Code: 'TooMany', Value: 'Maximum number of allowed metrics exceeded' }],
    });
    await expect(readMetrics(client, [query('m1')], window)).rejects.toThrow(
      'CloudWatch did not give all values of the metrics (TooMany: Maximum number of allowed metrics exceeded)',
    );
  });

  it('because of an internal error is asked for again, from the beginning', async () => {
    cloudwatch
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: [{ Id: 'm1', StatusCode: 'InternalError', ...some }] })
      .resolves({ MetricDataResults: [{ Id: 'm1', StatusCode: 'Complete', ...some }] });
    const found = await readMetrics(client, [query('m1')], window);
    expect(found.get('m1')).toEqual([[at(0).getTime(), 1]]);
    expect(requests().map(({ NextToken }) => NextToken)).toEqual([undefined, undefined]);
  });

  it('three times is an error', async () => {
    cloudwatch
      .on(GetMetricDataCommand)
      .resolves({ MetricDataResults: [{ Id: 'm1', StatusCode: 'InternalError' }] });
    await expect(readMetrics(client, [query('m1')], window)).rejects.toThrow(
      'CloudWatch did not give all values of status_2xx (InternalError); try again later',
    );
    expect(requests()).toHaveLength(3);
  });

  it.each(['PartialData', 'InternalError'] as const)(
    'on one page (%s) may come with the next',
    async (code) => {
      cloudwatch
        .on(GetMetricDataCommand)
        .resolvesOnce({ MetricDataResults: [{ Id: 'm1', StatusCode: code, ...some }], NextToken: 'more' })
        .resolvesOnce({
          MetricDataResults: [{ Id: 'm1', StatusCode: 'Complete', Timestamps: [at(1)], Values: [2] }],
        });
      const found = await readMetrics(client, [query('m1')], window);
      expect(found.get('m1')).toEqual([
        [at(0).getTime(), 1],
        [at(1).getTime(), 2],
      ]);
    },
  );

  it('because an expression divides by zero is missing by right', async () => {
    const Messages = [{ Code: 'ArithmeticError', Value: 'One or more data-points have been dropped' }];
    cloudwatch
      .on(GetMetricDataCommand)
      .resolves({ MetricDataResults: [{ Id: 'm1', StatusCode: 'Complete', Messages, ...some }] });
    const found = await readMetrics(client, [{ Id: 'm1', Expression: 'failed / all' }], window);
    expect(found.get('m1')).toHaveLength(1);
  });
});
