import { gatherDenials } from '../../../experiment/denials/gather-denials';
import { FisExperiment } from '../../../experiment/aws/fis-experiment';
import { readDeployment } from '../../../experiment/deployment/deployment';
import { awsError } from '../support/fake-aws';
import { prepareContext } from '../support/context';
import { eu, labOutputs, us } from '../support/lab';

const NOT_AUTHORIZED =
  'arn:aws:sts::123456789012:assumed-role/lab-automation/x is not authorized to perform: lambda:UpdateAlias on resource: *';

/** A metric that CloudWatch has in one region: so many in each of two minutes. */
interface Counted {
  readonly region: string;
  readonly name: string;
  /** The value of one of its dimensions. */
  readonly of: string;
  readonly values: readonly number[];
}

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Value: string }[];
    };
  };
}

/** A game day that is over, of a lab whose outputs name the rule of its safety net. */
function prepare(counted: readonly Counted[] = []) {
  const outputs = labOutputs();
  for (const region of outputs.regions as Record<string, unknown>[]) region.safety_net_rule = 'lab-ended';
  const prepared = prepareContext({ deployment: readDeployment(outputs) });
  const { day, lab, clock } = prepared;
  const begun = clock.now();
  lab.aws.on('GetMetricData', ({ MetricDataQueries }, { region }) => ({
    MetricDataResults: (MetricDataQueries as Query[]).map(({ Id, MetricStat: { Metric } }) => {
      const found = counted.find(
        (one) =>
          one.region === region &&
          one.name === Metric.MetricName &&
          Metric.Dimensions.some(({ Value }) => Value === one.of),
      );
      const Values = found?.values ?? [];
      return { Id, Values, Timestamps: Values.map((_value, minute) => new Date(begun + minute * 60_000)) };
    }),
  }));
  return { ...prepared, begun, gather: () => clock.run(gatherDenials(day)) };
}

it('finds nothing where AWS tells of nothing', async () => {
  const { gather, details } = prepare();
  expect(await gather()).toEqual([]);
  expect(details('denials.unread')).toEqual([]);
});

it("takes what the document was denied from its executions' failures", async () => {
  const { gather, lab } = prepare();
  lab.failsWith(
    `An error occurred (AccessDeniedException) when calling the UpdateAlias operation: ${NOT_AUTHORIZED}`,
  );
  expect(await gather()).toEqual([
    {
      who: 'lab-automation',
      call: 'lambda:UpdateAlias',
      region: us.region,
      reason: NOT_AUTHORIZED,
      times: 1,
      firstAt: null,
    },
  ]);
});

it("takes what FIS was denied from its actions' reasons", async () => {
  const { gather, day, lab, clock } = prepare();
  const reason = 'Unable to start SSM automation. A required permission is missing.';
  const endTime = new Date(clock.now());
  lab.aws.on('GetExperiment', () => ({
    experiment: {
      state: { status: 'failed' },
      actions: {
        S00: { actionId: 'aws:ssm:start-automation-execution', endTime, state: { status: 'failed', reason } },
        S01: { actionId: 'aws:fis:wait', state: { status: 'cancelled', reason: 'no permission to start' } },
      },
    },
  }));
  const props = { fis: lab.aws.clients.fis(us.region), timeline: day.timeline, clientToken: 'token' };
  day.record.fisExperiment = new FisExperiment(props, { id: 'EXP1' });
  await clock.run(day.record.fisExperiment.look());
  const call = 'ssm:StartAutomationExecution';
  expect(await gather()).toEqual([
    { who: 'FIS', call, region: us.region, reason, times: 1, firstAt: endTime.toISOString() },
  ]);
});

it('takes what the simulators were denied from the regions that still take their metrics', async () => {
  const name = `denied_${eu.region}`;
  const counted = { name, of: us.region, values: [0, 6, 5] };
  // The region that watches is the one that denies; so it knows nothing of it.
  const { gather, begun } = prepare([{ ...counted, region: us.region }]);
  expect(await gather()).toEqual([
    {
      who: 'lab-load-gen in us-east-1',
      call: 'cloudwatch:PutMetricData',
      region: eu.region,
      reason: 'counted by the simulator, whose log has the words',
      times: 11,
      firstAt: new Date(begun + 60_000).toISOString(),
    },
  ]);
});

it('counts what the simulators tell of in several regions once', async () => {
  const counted = { name: 'denied_us-east-1', of: eu.region, values: [3] };
  const { gather } = prepare([us.region, eu.region].map((region) => ({ ...counted, region })));
  expect((await gather()).map(({ times }) => times)).toEqual([3]);
});

it('takes what the safety net could not start from EventBridge', async () => {
  const { gather } = prepare([
    { region: us.region, name: 'FailedInvocations', of: 'lab-ended', values: [2] },
  ]);
  expect(await gather()).toMatchObject([
    { who: 'lab-ended', call: 'ssm:StartAutomationExecution', region: us.region, times: 2 },
  ]);
});

it('says what could not be read, and reads the rest', async () => {
  const { gather, lab, details } = prepare([
    { region: us.region, name: 'FailedInvocations', of: 'lab-ended', values: [2] },
  ]);
  lab.aws.on('DescribeAutomationExecutions', () => {
    throw awsError('AccessDeniedException', 'not you');
  });
  expect((await gather()).map(({ who }) => who)).toEqual(['lab-ended']);
  expect(details('denials.unread')).toEqual([
    'which calls of the document were denied is not known: not you',
  ]);
});

it('asks nothing of the safety net where the outputs of an earlier lab do not name its rule', async () => {
  const { day, clock, lab } = prepareContext();
  await clock.run(gatherDenials(day));
  expect(JSON.stringify(lab.aws.sent('GetMetricData'))).not.toContain('AWS/Events');
});
