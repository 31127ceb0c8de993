import { INJECTED as NAME, NAMESPACE } from '../../../functions/chaos-extension/measure';
import { INJECTED, readInEffect, type InEffectProps } from '../../../experiment/measure/read-in-effect';
import { awsError, FakeAws } from '../support/fake-aws';

const BEGUN = Date.UTC(2026, 0, 1, 12, 0, 20);
const STARTED = Date.UTC(2026, 0, 1, 12, 3, 40);
const ENDED = Date.UTC(2026, 0, 1, 12, 5, 10);
const minute = (number: number) => new Date(Date.UTC(2026, 0, 1, 12, number));

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}

/** By metric: the value of each minute from 12:00 on; null for none. */
type Values = Readonly<Record<string, readonly (number | null)[]>>;

const VALUES: Values = {
  InjectedInvocations: [null, null, null, 4, 6, 1],
  Invocations: [10, 10, 10, 10, 8, 5],
  Errors: [1, 0, 0, 4, 6, 0],
  Duration: [300, 20, 20, 10_000, 10_000, 15],
};

function setUp(values: Values = VALUES, changes: Partial<InEffectProps> = {}) {
  const aws = new FakeAws().on('GetMetricData', ({ MetricDataQueries: queries }) => ({
    MetricDataResults: (queries as readonly Query[]).map(({ Id, MetricStat: { Metric } }) => {
      const found = (values[Metric.MetricName] ?? []).flatMap((value, index) =>
        value === null ? [] : [[minute(index), value] as const],
      );
      return { Id, Timestamps: found.map(([at]) => at), Values: found.map(([, value]) => value) };
    }),
  }));
  const read = () =>
    readInEffect({
      cloudwatch: aws.clients.cloudwatch('us-east-1'),
      targets: ['lab-hello'],
      alias: 'live',
      span: { from: BEGUN, to: ENDED },
      startedAt: STARTED,
      isComplete: true,
      struckSeconds: () => 10,
      ...changes,
    });
  return { aws, read };
}

it('sums what was counted in the minutes from the start of the experiment to its end', async () => {
  await expect(setUp().read()).resolves.toEqual([
    {
      functionName: 'lab-hello',
      alias: 'live',
      effect: 'struck',
      detail: expect.stringContaining('it struck 11 invocations') as string,
      injected: 11,
      lambda: { invocations: 23, errors: 10, longestSeconds: 10 },
    },
  ]);
});

it("asks for the extension's count and for Lambda's own metrics of the alias, in the same minutes", async () => {
  const { aws, read } = setUp();
  await read();
  const asked = aws.sent('GetMetricData').flatMap(({ MetricDataQueries, StartTime, EndTime }) =>
    (MetricDataQueries as readonly Query[]).map(({ MetricStat: { Metric } }) => ({
      metric: `${Metric.Namespace} ${Metric.MetricName}`,
      dimensions: Metric.Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(' '),
      from: StartTime,
      to: EndTime,
    })),
  );
  const same = {
    dimensions: 'FunctionName=lab-hello Resource=lab-hello:live',
    from: minute(0),
    to: minute(6),
  };
  expect(asked).toEqual(
    [
      'chaos-extension InjectedInvocations',
      'AWS/Lambda Invocations',
      'AWS/Lambda Errors',
      'AWS/Lambda Duration',
    ].map((metric) => ({ metric, ...same })),
  );
});

it('knows the count by the name under which the extension keeps it', () => {
  expect(INJECTED).toEqual({ namespace: NAMESPACE, name: NAME });
});

it('reads each target, in their order', async () => {
  const found = await setUp(VALUES, { targets: ['lab-hello', 'lab-health'] }).read();
  expect(found.map(({ functionName }) => functionName)).toEqual(['lab-hello', 'lab-health']);
});

it('compares with the minutes before: what took as long without the fault says nothing of it', async () => {
  const found = await setUp({
    ...VALUES,
    InjectedInvocations: [],
    Duration: [null, 10_000, 20, 10_000],
  }).read();
  expect(found).toMatchObject([{ effect: 'unknown', injected: 0 }]);
});

it('takes nothing for none at all only where all metrics can have come in', async () => {
  const nothing = { Duration: [300] };
  await expect(setUp(nothing).read()).resolves.toMatchObject([
    { effect: 'not-invoked', injected: 0, lambda: { invocations: 0 } },
  ]);
  await expect(setUp(nothing, { isComplete: false }).read()).resolves.toMatchObject([
    {
      effect: 'unknown',
      injected: null,
      lambda: null,
      detail: expect.stringContaining('the metrics of the last minutes had not come in') as string,
    },
  ]);
  await expect(setUp(VALUES, { isComplete: false }).read()).resolves.toMatchObject([{ effect: 'struck' }]);
});

it.each([
  ['AccessDenied', 'not authorized to perform: cloudwatch:GetMetricData'],
  ['AccessDeniedException', 'not authorized to perform: cloudwatch:GetMetricData'],
  ['ThrottlingException', 'Rate exceeded'],
])('cannot tell where CloudWatch answers %s, and says why', async (name, message) => {
  const { aws, read } = setUp();
  aws.on('GetMetricData', () => {
    throw awsError(name, message);
  });
  await expect(read()).resolves.toMatchObject([
    { effect: 'unknown', injected: null, lambda: null, detail: expect.stringContaining(message) as string },
  ]);
});

it('cannot tell where CloudWatch does not give all that it has', async () => {
  const { aws, read } = setUp();
  aws.on('GetMetricData', ({ MetricDataQueries: queries }) => ({
    MetricDataResults: (queries as readonly Query[]).map(({ Id }) => ({ Id, StatusCode: 'PartialData' })),
  }));
  await expect(read()).resolves.toMatchObject([{ effect: 'unknown', injected: null, lambda: null }]);
});

it('throws what it does not expect', async () => {
  const { aws, read } = setUp();
  aws.on('GetMetricData', () => {
    throw new TypeError('no such thing');
  });
  await expect(read()).rejects.toThrow('no such thing');
});
