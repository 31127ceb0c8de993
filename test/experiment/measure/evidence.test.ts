import { count, readCustomers, readHealth, within } from '../../../experiment/measure/evidence';
import { bucket, ORIGIN, served, span } from '../support/evidence';
import { FakeAws } from '../support/fake-aws';
import { deployment } from '../support/lab';

interface Asked {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

const queriesOf = (input: Readonly<Record<string, unknown>>) => input.MetricDataQueries as Asked[];

/** Answers every metric that `values` knows, by name and, behind a slash, the value of its last dimension. */
function cloudWatch(values: Readonly<Record<string, readonly (readonly [number, number])[]>>): FakeAws {
  return new FakeAws().on('GetMetricData', (input) => ({
    MetricDataResults: queriesOf(input).map(({ Id, MetricStat: { Metric } }) => {
      const points = values[`${Metric.MetricName}/${Metric.Dimensions.at(-1)!.Value}`] ?? [];
      return {
        Id,
        Timestamps: points.map(([second]) => new Date(ORIGIN + second * 1000)),
        Values: points.map(([, value]) => value),
      };
    }),
  }));
}

describe('readHealth', () => {
  it('reads the lowest status of each minute from us-east-1, where alone it is', async () => {
    const aws = cloudWatch({
      'HealthCheckStatus/check-us': [
        [0, 1],
        [60, 0],
      ],
    });

    const health = await readHealth(aws.clients, deployment, span(0, 120));

    expect(Object.fromEntries(health)).toEqual({
      'us-east-1': [
        [ORIGIN, 1],
        [ORIGIN + 60_000, 0],
      ],
      'eu-west-1': [],
    });
    expect(aws.calls.map(({ region }) => region)).toEqual(['us-east-1']);
    expect(queriesOf(aws.calls[0]!.input)[0]!.MetricStat).toMatchObject({
      Metric: { Namespace: 'AWS/Route53' },
      Period: 60,
      Stat: 'Minimum',
    });
  });
});

describe('readCustomers', () => {
  it('puts together, by client region and second, what became of the requests and who answered', async () => {
    const aws = cloudWatch({
      'status_2xx/us-east-1': [
        [0, 3],
        [1, 1],
      ],
      'status_5xx/us-east-1': [[1, 2]],
      'no_response/us-east-1': [[5, 1]],
      'region_us-east-1/us-east-1': [[0, 3]],
      'region_eu-west-1/us-east-1': [[1, 1]],
    });

    const customers = await readCustomers(aws.clients, deployment, 'eu-west-1', span(0, 60));

    const none = { 'us-east-1': 0, 'eu-west-1': 0 };
    expect(customers.get('us-east-1')).toEqual([
      bucket(0, { ...none, 'us-east-1': 3 }),
      bucket(1, { ...none, 'eu-west-1': 1 }, { status_5xx: 2 }),
      bucket(5, none, { no_response: 1 }),
    ]);
    expect(customers.get('eu-west-1')).toEqual([]);
  });

  it('asks the region that it is told to, for the sums of the seconds', async () => {
    const aws = cloudWatch({});
    await readCustomers(aws.clients, deployment, 'eu-west-1', span(0, 60));
    expect(aws.calls.map(({ region }) => region)).toEqual(['eu-west-1', 'eu-west-1']);
    const [first] = aws.calls.map(({ input }) => queriesOf(input));
    expect(first!.map(({ MetricStat }) => MetricStat.Metric.MetricName)).toEqual([
      'status_2xx',
      'status_4xx',
      'status_5xx',
      'no_response',
      'region_us-east-1',
      'region_eu-west-1',
    ]);
    expect(first![0]!.MetricStat).toEqual({
      Metric: {
        Namespace: 'lab',
        MetricName: 'status_2xx',
        Dimensions: [
          { Name: 'api', Value: deployment.apiUrl },
          { Name: 'client_region', Value: 'us-east-1' },
        ],
      },
      Period: 1,
      Stat: 'Sum',
    });
  });
});

it('takes only the seconds that lie within a window from end to end', () => {
  const all = [9, 10, 11, 19, 20].map((second) => served(second, 'us-east-1'));
  expect(within(all, span(10, 20)).map(({ at }) => (at - ORIGIN) / 1000)).toEqual([10, 11, 19]);
  expect(within(all, { from: ORIGIN + 10_500, to: ORIGIN + 19_500 })).toEqual([all[2]]);
});

it('counts as failed whatever was not answered 2xx', () => {
  const buckets = [
    bucket(0, { 'us-east-1': 4 }),
    bucket(1, { 'us-east-1': 1 }, { status_4xx: 1, status_5xx: 2, no_response: 3 }),
  ];
  expect(count(buckets)).toEqual({ requests: 11, failed: 6 });
  expect(count([])).toEqual({ requests: 0, failed: 0 });
});
