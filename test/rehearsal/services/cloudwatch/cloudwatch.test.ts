import type { Call } from '../../../../rehearsal/aws/call';
import { NotModelled } from '../../../../rehearsal/not-modelled';
import { CloudWatch } from '../../../../rehearsal/services/cloudwatch/cloudwatch';
import { allow, make, makeRole } from '../../support/make';
import { emptyAccount, operator, START } from '../../support/context';

const MINUTE = 60_000;
const at = (minute: number): Date => new Date(START + minute * MINUTE);

function monitored() {
  const account = emptyAccount();
  const cloudwatch = new CloudWatch(account, account.api);
  const call = (name: string, input: object, from: Call = operator): Promise<unknown> =>
    account.clock.run(account.api.call('cloudwatch', name, { ...input }, from));
  const put = (minute: number, value: number, region = 'us-east-1') =>
    call(
      'PutMetricData',
      { Namespace: 'lab', MetricData: [{ MetricName: 'requests', Timestamp: at(minute), Value: value }] },
      { ...operator, region },
    );
  const stat = { Metric: { Namespace: 'lab', MetricName: 'requests' }, Period: 60, Stat: 'Sum' };
  const get = (input: object = {}, region = 'us-east-1') =>
    call(
      'GetMetricData',
      { StartTime: at(0), EndTime: at(3), MetricDataQueries: [{ Id: 'm1', MetricStat: stat }], ...input },
      { ...operator, region },
    ) as Promise<{ MetricDataResults: { Id: string; Timestamps: Date[]; Values: number[] }[] }>;
  return { ...account, cloudwatch, call, put, get, stat };
}

describe('CloudWatch', () => {
  it('sums what was put in each period, and answers the newest first', async () => {
    const { put, get } = monitored();
    for (const [minute, value] of [
      [0, 1],
      [0.5, 2],
      [1, 4],
      [3, 100],
    ] as const)
      await put(minute, value);
    const { MetricDataResults: results } = await get();
    expect(results).toEqual([
      { Id: 'm1', Label: 'm1', StatusCode: 'Complete', Timestamps: [at(1), at(0)], Values: [4, 3] },
    ]);
    const ascending = await get({ ScanBy: 'TimestampAscending' });
    expect(ascending.MetricDataResults[0]?.Values).toEqual([3, 4]);
  });

  it('puts what has no timestamp at the present', async () => {
    const { call, get, clock } = monitored();
    await clock.run(clock.sleep(2 * MINUTE));
    await call('PutMetricData', { Namespace: 'lab', MetricData: [{ MetricName: 'requests', Value: 5 }] });
    expect((await get()).MetricDataResults[0]?.Timestamps).toEqual([at(2)]);
  });

  it('keeps the metrics of each region to itself', async () => {
    const { put, get } = monitored();
    await put(0, 1, 'eu-west-1');
    expect((await get()).MetricDataResults[0]?.Values).toEqual([]);
    expect((await get({}, 'eu-west-1')).MetricDataResults[0]?.Values).toEqual([1]);
  });

  it('answers only the queries that return data', async () => {
    const { put, get, stat } = monitored();
    await put(0, 2);
    const MetricDataQueries = [
      { Id: 'm1', MetricStat: stat, ReturnData: false },
      { Id: 'twice', Expression: 'm1 * 2', Label: 'double' },
    ];
    const { MetricDataResults: results } = await get({ MetricDataQueries });
    expect(results).toMatchObject([{ Id: 'twice', Label: 'double', Values: [4] }]);
  });

  it('refuses more than 1,000 metrics in a request, and takes none of them', async () => {
    const { call, get } = monitored();
    const data = (count: number) =>
      Array.from({ length: count }, () => ({ MetricName: 'requests', Timestamp: at(0), Value: 1 }));
    const refused = call('PutMetricData', { Namespace: 'lab', MetricData: data(1001) });
    await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    expect((await get()).MetricDataResults[0]?.Values).toEqual([]);
    await call('PutMetricData', { Namespace: 'lab', MetricData: data(1000) });
    expect((await get()).MetricDataResults[0]?.Values).toEqual([1000]);
  });

  it('lets a role put into the namespace that it may, and no other', async () => {
    const { call, iam } = monitored();
    const only = {
      ...allow('cloudwatch:PutMetricData'),
      Condition: { StringEquals: { 'cloudwatch:namespace': 'lab' } },
    };
    const from = {
      principal: { roleArn: makeRole(iam.resources, { statements: [only] }) },
      region: 'us-east-1',
    };
    await expect(call('PutMetricData', { Namespace: 'lab', MetricData: [] }, from)).resolves.toEqual({});
    const denied = call('PutMetricData', { Namespace: 'other', MetricData: [] }, from);
    await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it.each([
    ['a percentile', { Stat: 'p99' }, NotModelled],
    ['a query of nothing', undefined, 'neither Expression nor MetricStat'],
  ])('refuses %s', async (_what, change, error) => {
    const { get, stat } = monitored();
    const MetricStat = change === undefined ? undefined : { ...stat, ...change };
    await expect(get({ MetricDataQueries: [{ Id: 'm1', MetricStat }] })).rejects.toThrow(error);
  });

  it('refuses statistics that were put together beforehand', async () => {
    const { call } = monitored();
    const MetricData = [{ MetricName: 'requests', Values: [1, 2] }];
    await expect(call('PutMetricData', { Namespace: 'lab', MetricData })).rejects.toThrow(NotModelled);
  });

  it('keeps dashboards, which are the same in every region', async () => {
    const { call, cloudwatch } = monitored();
    make(cloudwatch.resources, 'aws_cloudwatch_dashboard', { dashboard_name: 'lab', dashboard_body: '{}' });
    const elsewhere = { ...operator, region: 'eu-west-1' };
    const found = await call('GetDashboard', { DashboardName: 'lab' }, elsewhere);
    expect(found).toEqual({ DashboardName: 'lab', DashboardBody: '{}' });
    const missing = call('GetDashboard', { DashboardName: 'none' });
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});
