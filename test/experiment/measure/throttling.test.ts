import { readThrottling } from '../../../experiment/measure/throttling';
import { awsError, FakeAws } from '../support/fake-aws';
import { us } from '../support/lab';

const AT = Date.UTC(2026, 0, 1, 12, 5);
const window = { from: AT, to: AT + 600_000 };

interface Query {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly Dimensions: readonly { readonly Value: string }[] } };
}

/** An account in which one function was refused in two minutes of three. */
function account(functionName: string) {
  const aws = new FakeAws().on('GetMetricData', ({ MetricDataQueries }) => ({
    MetricDataResults: (MetricDataQueries as Query[]).map(({ Id, MetricStat: { Metric } }) => {
      const isRefused = Metric.Dimensions[0]?.Value === functionName;
      return {
        Id,
        Timestamps: [0, 1, 2].map((minute) => new Date(AT + minute * 60_000)),
        Values: isRefused ? [4, 0, 2] : [0, 0, 0],
      };
    }),
  }));
  return { aws, read: () => readThrottling(aws.clients, us, window) };
}

it('reads what Lambda refused in a region, and how many may run at once where it did', async () => {
  const { aws, read } = account(us.healthFunction);
  aws.on('GetAccountSettings', () => ({
    AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 900 },
  }));
  const minutes = [
    [AT, 4],
    [AT + 120_000, 2],
  ];
  expect(await read()).toEqual({ limit: 900, refused: new Map([[us.healthFunction, minutes]]) });
  expect(aws.calls.filter(({ operation }) => operation === 'GetAccountSettings')).toMatchObject([
    { region: us.region },
  ]);
});

it('asks from the start of the minute in which the window begins: CloudWatch has its value there', async () => {
  const { aws } = account('nobody');
  await readThrottling(aws.clients, us, { from: AT + 300, to: AT + 600_000 });
  expect(aws.sent('GetMetricData')).toMatchObject([{ StartTime: new Date(AT) }]);
});

it('asks for nothing more where nothing was refused', async () => {
  const { aws, read } = account('nobody');
  expect(await read()).toBeNull();
  expect(aws.sent('GetAccountSettings')).toEqual([]);
});

it('does without the limit where it may not be read, and nowhere else', async () => {
  const { aws, read } = account(us.loadFunction);
  const refuseWith = (name: string) =>
    aws.on('GetAccountSettings', () => {
      throw awsError(name, 'no');
    });
  refuseWith('AccessDeniedException');
  expect((await read())?.limit).toBeNull();
  refuseWith('ServiceException');
  await expect(read()).rejects.toThrow('no');
});
