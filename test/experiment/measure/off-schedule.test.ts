import { readOffSchedule } from '../../../experiment/measure/off-schedule';
import { FakeAws } from '../support/fake-aws';
import { deployment, eu, us } from '../support/lab';

const AT = Date.UTC(2026, 0, 1, 12, 5);

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}

/** An account whose simulator of us-east-1 was slow in two minutes. */
const account = new FakeAws().on('GetMetricData', ({ MetricDataQueries }) => ({
  MetricDataResults: (MetricDataQueries as Query[]).map(({ Id, MetricStat: { Metric } }) => {
    const of = Metric.Dimensions.find(({ Name }) => Name === 'client_region')?.Value;
    const values = Metric.MetricName === 'late' ? [40, 2] : [5];
    return {
      Id,
      Timestamps: of === us.region ? values.map((_value, minute) => new Date(AT + minute * 60_000)) : [],
      Values: of === us.region ? values : [],
    };
  }),
}));

it('reads by client region what a simulator sent late or not at all, from where the metrics are sure to be', async () => {
  const span = { from: AT + 300, to: AT + 600_000 };
  const found = await readOffSchedule(account.clients, deployment, eu.region, span);

  expect(found).toEqual(new Map([[us.region, { late: 42, dropped: 5 }]]));
  expect(account.calls.map(({ region }) => region)).toEqual([eu.region]);
  expect(account.sent('GetMetricData')).toMatchObject([{ StartTime: new Date(AT) }]);
});
