import { readDeployedFault } from '../../../experiment/fault/deployed-fault';
import { awsError } from '../support/fake-aws';
import { FakeLab } from '../support/fake-lab';
import { templateOf } from '../support/template-of';
import { deployment, us } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

function prepare() {
  const { aws } = new FakeLab(new ManualClock());
  return { aws, read: () => readDeployedFault({ clients: aws.clients, deployment, region: us }) };
}

const target = {
  ...{ latencySeconds: 60, probability: 1, expiresAfterMinutes: 25, timeoutSeconds: 10 },
};

it('is what the deployed template says, over what the document says itself', async () => {
  const { aws, read } = prepare();
  expect(await read()).toEqual({
    kind: 'latency',
    ...{ latencySeconds: 60, probability: 1, expiresAfterMinutes: 25 },
    targets: [
      { functionName: 'lab-health', ...target },
      { functionName: 'lab-hello', ...target },
    ],
    source: 'FIS template EXTus in us-east-1, over the defaults of the document lab-chaos-extension',
  });
  expect(aws.sent('GetExperimentTemplate')).toEqual([{ id: 'EXTus' }]);
  expect(aws.sent('DescribeDocument')).toEqual([{ Name: 'lab-chaos-extension' }]);
});

it('has the time-out of the version that the alias serves', async () => {
  const { aws, read } = prepare();
  await read();
  expect(aws.sent('GetFunctionConfiguration')).toEqual([
    { FunctionName: 'lab-health', Qualifier: 'live' },
    { FunctionName: 'lab-hello', Qualifier: 'live' },
  ]);
});

it('says nothing for all where the targets differ, and says it for each', async () => {
  const { aws, read } = prepare();
  const { actions } = templateOf(us);
  const { attachHello } = templateOf(us, { LatencySeconds: '3', Probability: '0.3' }).actions;
  aws.on('GetExperimentTemplate', () => ({ experimentTemplate: { actions: { ...actions, attachHello } } }));
  const fault = await read();
  expect(fault).toMatchObject({ latencySeconds: null, probability: null, expiresAfterMinutes: 25 });
  expect(fault.targets).toEqual([
    { functionName: 'lab-health', ...target },
    { functionName: 'lab-hello', ...target, latencySeconds: 3, probability: 0.3 },
  ]);
});

it('has no target where the template attaches nothing', async () => {
  const { aws, read } = prepare();
  const { wait, detachHello } = templateOf(us).actions;
  aws.on('GetExperimentTemplate', () => ({ experimentTemplate: { actions: { wait, detachHello } } }));
  expect(await read()).toMatchObject({
    latencySeconds: null,
    targets: [],
    source: 'FIS template EXTus in us-east-1, which attaches nothing with the document lab-chaos-extension',
  });
});

it('does not know what the document would refuse to read', async () => {
  const { aws, read } = prepare();
  aws.on('GetExperimentTemplate', () => ({ experimentTemplate: templateOf(us, { LatencySeconds: 'PT1M' }) }));
  expect(await read()).toMatchObject({ latencySeconds: null, expiresAfterMinutes: 25 });
});

describe('where AWS does not let it be read', () => {
  it('nothing is known without the template, and it says why', async () => {
    const { aws, read } = prepare();
    aws.on('GetExperimentTemplate', () => {
      throw awsError('AccessDeniedException', 'not authorized to perform: fis:GetExperimentTemplate');
    });
    expect(await read()).toEqual({
      kind: 'latency',
      ...{ latencySeconds: null, probability: null, expiresAfterMinutes: null, targets: [] },
      source: 'not known: AccessDeniedException: not authorized to perform: fis:GetExperimentTemplate',
    });
    aws.on('GetExperimentTemplate', () => {
      throw awsError('ResourceNotFoundException', 'gone');
    });
    expect((await read()).source).toBe('not known: there is no template EXTus');
  });

  it('what the template leaves to the document is not known without the document', async () => {
    const { aws, read } = prepare();
    aws.on('DescribeDocument', () => {
      throw awsError('AccessDeniedException', 'not authorized to perform: ssm:DescribeDocument');
    });
    expect(await read()).toMatchObject({
      latencySeconds: 60,
      probability: null,
      source: expect.stringMatching(
        /; AccessDeniedException: not authorized to perform: ssm:Desc/,
      ) as unknown,
    });
  });

  it('the time-out is not known without the function', async () => {
    const { aws, read } = prepare();
    aws.on('GetFunctionConfiguration', () => {
      throw awsError('ResourceNotFoundException', 'Function not found');
    });
    const { targets, source } = await read();
    expect(targets.map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([null, null]);
    expect(source).toMatch(/; ResourceNotFoundException: Function not found$/);
  });

  it('ends with whatever else AWS answers', async () => {
    const { aws, read } = prepare();
    aws.on('DescribeDocument', () => {
      throw awsError('ThrottlingException', 'Rate exceeded');
    });
    await expect(read()).rejects.toThrow('Rate exceeded');
  });
});
