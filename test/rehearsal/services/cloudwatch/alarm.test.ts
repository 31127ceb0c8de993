import { NotModelled } from '../../../../rehearsal/not-modelled';
import { CloudWatch } from '../../../../rehearsal/services/cloudwatch/cloudwatch';
import { make } from '../../support/make';
import { emptyAccount, operator, START } from '../../support/context';

const MINUTE = 60_000;
const metric = { namespace: 'lab', name: 'failures', dimensions: { region: 'eu' } };

function watched(alarm: object = {}) {
  const account = emptyAccount();
  const cloudwatch = new CloudWatch(account, account.api);
  const query = (id: string, period: number, returned: boolean) => ({
    id,
    return_data: returned,
    metric: { namespace: 'lab', metric_name: 'failures', dimensions: metric.dimensions, period, stat: 'Sum' },
  });
  const { arn } = make(cloudwatch.resources, 'aws_cloudwatch_metric_alarm', {
    alarm_name: 'too-many',
    comparison_operator: 'GreaterThanThreshold',
    threshold: 5,
    evaluation_periods: 1,
    metric_query: [query('m1', 60, true)],
    ...alarm,
  });
  const { clock } = account;
  const put = (minute: number, value: number) =>
    cloudwatch.metrics('us-east-1').put(metric, START + minute * MINUTE, value);
  const after = async (minutes: number) => {
    await clock.run(clock.sleep(START + minutes * MINUTE + 1 - clock.now()));
    return cloudwatch.alarmState(arn as string);
  };
  return { ...account, cloudwatch, put, after, query };
}

describe('an alarm', () => {
  it('knows nothing at first, and is evaluated once a minute', async () => {
    const { put, after } = watched();
    put(0, 6);
    expect(await after(0.99)).toBe('INSUFFICIENT_DATA');
    expect(await after(1)).toBe('ALARM');
    put(1, 5);
    expect(await after(1.9)).toBe('ALARM');
    expect(await after(2)).toBe('OK');
  });

  it('looks only at whole periods', async () => {
    const { put, after } = watched({ metric_query: [watched().query('m1', 120, true)] });
    put(2.5, 100);
    expect(await after(3)).toBe('INSUFFICIENT_DATA');
    expect(await after(4)).toBe('ALARM');
  });

  it.each([
    ['GreaterThanThreshold', 5, 'OK'],
    ['GreaterThanOrEqualToThreshold', 5, 'ALARM'],
    ['LessThanThreshold', 5, 'OK'],
    ['LessThanThreshold', 4, 'ALARM'],
    ['LessThanOrEqualToThreshold', 5, 'ALARM'],
  ])('compares by %s', async (comparison_operator, value, state) => {
    const { put, after } = watched({ comparison_operator });
    put(0, value);
    expect(await after(1)).toBe(state);
  });

  // `0` is within the threshold, `X` beyond it, `-` missing (CloudWatch user guide, "How CloudWatch alarms treat missing data").
  it.each([
    ['XXX', 3, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['0XX', 3, 'OK', 'OK', 'OK', 'OK'],
    ['X-X', 3, 'ALARM', 'before', 'ALARM', 'OK'],
    ['0-X', 3, 'OK', 'OK', 'OK', 'OK'],
    ['--0', 3, 'OK', 'OK', 'OK', 'OK'],
    ['X--', 3, 'ALARM', 'before', 'ALARM', 'OK'],
    ['---', 3, 'INSUFFICIENT_DATA', 'before', 'ALARM', 'OK'],
    ['X0X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['X-X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['0X-', 2, 'OK', 'OK', 'ALARM', 'OK'],
    ['--0', 2, 'OK', 'OK', 'ALARM', 'OK'],
    ['--X', 2, 'ALARM', 'before', 'ALARM', 'OK'],
    ['00X', 1, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ])(
    'with %s and %i of 3 is %s, %s, %s, %s as missing data are treated',
    async (points, needed, ...expected) => {
      for (const [index, treatment] of ['missing', 'ignore', 'breaching', 'notBreaching'].entries()) {
        const settings = {
          evaluation_periods: 3,
          datapoints_to_alarm: needed,
          treat_missing_data: treatment,
        };
        const { put, after } = watched(settings);
        points.split('').forEach((point, minute) => {
          if (point !== '-') put(minute, point === 'X' ? 9 : 0);
        });
        const before = await after(2);
        const wanted = expected[index] === 'before' ? before : expected[index];
        expect([treatment, await after(3)]).toEqual([treatment, wanted]);
      }
    },
  );

  it('adds metrics up, and says what it saw', async () => {
    const { query } = watched();
    const metric_query = [query('m1', 60, false), { id: 'all', expression: 'm1 + m1', return_data: true }];
    const { put, after, clock, api } = watched({ metric_query });
    put(0, 3);
    expect(await after(1)).toBe('ALARM');
    const found = await clock.run(
      api.call('cloudwatch', 'DescribeAlarms', { AlarmNames: ['too-many'] }, operator),
    );
    const StateReason = '1 of the last 1 periods were beyond the threshold 5: [6]';
    expect(found).toMatchObject({
      MetricAlarms: [{ AlarmName: 'too-many', StateValue: 'ALARM', StateReason }],
    });
  });

  it('is there in its own region only', async () => {
    const { clock, api } = watched();
    const elsewhere = { ...operator, region: 'eu-west-1' };
    const found = api.call('cloudwatch', 'DescribeAlarms', { AlarmNames: ['too-many'] }, elsewhere);
    await expect(clock.run(found)).resolves.toEqual({ MetricAlarms: [] });
  });

  it.each([
    [undefined, 'missing'],
    ['notBreaching', 'notBreaching'],
  ])('with treat_missing_data %s says that it takes missing data as %s', async (given, said) => {
    const { clock, api } = watched({ treat_missing_data: given });
    const request = { AlarmNames: ['too-many'], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] };
    await expect(
      clock.run(api.call('cloudwatch', 'DescribeAlarms', request, operator)),
    ).resolves.toMatchObject({ MetricAlarms: [{ TreatMissingData: said }], CompositeAlarms: [] });
  });

  it('that does not exist has no state', () => {
    expect(watched().cloudwatch.alarmState('arn:none')).toBeNull();
  });

  it('without a query that returns data is refused', () => {
    const metric_query = [watched().query('m1', 60, false)];
    expect(() => watched({ metric_query })).toThrow('the alarm too-many has no query with return_data');
  });

  it.each([
    ['an unknown comparison', { comparison_operator: 'LessThanLowerOrGreaterThanUpperThreshold' }],
    ['a period below a minute', { metric_query: [watched().query('m1', 10, true)] }],
    ['an unknown treatment of missing data', { treat_missing_data: 'perhaps' }],
  ])('with %s is refused', async (_what, settings) => {
    const act = async () => watched(settings).after(1);
    await expect(act()).rejects.toThrow(NotModelled);
  });

  it('with an argument that is not known is refused', () => {
    const query = { ...watched().query('m1', 60, true), account_id: '1' };
    expect(() => watched({ metric_query: [query] })).toThrow(
      new NotModelled('the argument account_id', 'aws_cloudwatch_metric_alarm.test.metric_query'),
    );
  });
});
