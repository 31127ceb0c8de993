import { releaseRestored } from '../../../experiment/lease/release-restored';
import { deployment, eu, TestTimeline, us } from '../support/lab';
import { awsError, FakeAws } from '../support/fake-aws';
import { ManualClock } from '../support/manual-clock';

const WORDS =
  'https://example.mydomain.com/api/hello is held for us-east-1 until 2026-01-01T13:00:00Z, by game day 1234';

/** The lease of a game day in us-east-1 whose experiment has ended, and functions without the fault. */
function prepare(change: Readonly<Record<string, string>> = {}) {
  const lease = {
    ...{ url: deployment.apiUrl, region: 'us-east-1', holder: 'game day 1234', version: 'v1' },
    ...{ since: '2026-01-01T11:00:00Z', until: '2026-01-01T13:00:00Z' },
    ...change,
  };
  const Item = Object.fromEntries(Object.entries(lease).map(([name, S]) => [name, { S }]));
  const aws = new FakeAws()
    .on('GetItem', () => ({ Item }))
    .on('DeleteItem', () => ({}))
    .on('ListExperiments', () => ({
      experiments: [{ id: 'EXP1', state: { status: 'completed' }, tags: { GameDay: '1234' } }],
    }))
    .on('GetExperiment', () => ({ experiment: { state: { status: 'completed' } } }))
    .on('DescribeAutomationExecutions', () => ({ AutomationExecutionMetadataList: [] }))
    .on('GetFunctionConfiguration', () => ({}))
    .on('ListVersionsByFunction', () => ({ Versions: [{ Version: '$LATEST' }] }));
  const clock = new ManualClock();
  const props = { clients: aws.clients, clock, deployment, timeline: new TestTimeline(clock) };
  const release = (region = us, more: Partial<typeof props> = {}) =>
    clock.run(releaseRestored({ ...props, ...more }, region));
  return { aws, release };
}

it('releases the lease of a game day whose experiment has ended, as what it was read', async () => {
  const { aws, release } = prepare();
  await expect(release()).resolves.toBe(
    'https://example.mydomain.com/api/hello was held for us-east-1 by game day 1234, and is free now',
  );
  expect(aws.sent('DeleteItem')).toMatchObject([{ ExpressionAttributeValues: { ':version': { S: 'v1' } } }]);
  expect(aws.sent('GetExperiment')).toEqual([{ id: 'EXP1' }]);
});

it('releases the lease of a document that somebody has started by hand', async () => {
  const { aws, release } = prepare({ holder: 'execution 5678' });
  await expect(release()).resolves.toContain('by execution 5678, and is free now');
  expect(aws.sent('GetExperiment')).toEqual([]);
});

describe('keeps the lease', () => {
  it('of another region, of which it says nothing', async () => {
    const { aws, release } = prepare();
    await expect(release(eu)).resolves.toBeNull();
    expect(aws.sent('DeleteItem')).toEqual([]);
  });

  it('of a game day that has started no experiment, for it may be about to', async () => {
    const { aws, release } = prepare({ holder: 'game day 5678' });
    await expect(release()).resolves.toMatch(
      /FIS lists no experiment of that game day, which may be about to/,
    );
    expect(aws.sent('DeleteItem')).toEqual([]);
  });

  it('of a game day whose experiment has not ended', async () => {
    const { aws, release } = prepare();
    aws.on('GetExperiment', () => ({ experiment: { state: { status: 'running' } } }));
    await expect(release()).resolves.toBe(`${WORDS}, and stays so: its experiment EXP1 has not ended`);
    expect(aws.sent('DeleteItem')).toEqual([]);
  });

  it('where something runs that could attach the fault', async () => {
    const { aws, release } = prepare();
    aws.on('DescribeAutomationExecutions', () => ({
      AutomationExecutionMetadataList: [
        {
          AutomationExecutionId: 'attach',
          DocumentName: us.documentName,
          AutomationExecutionStatus: 'InProgress',
        },
      ],
    }));
    aws.on('GetAutomationExecution', () => ({
      AutomationExecution: { AutomationExecutionStatus: 'InProgress', Parameters: {} },
    }));
    await expect(release()).resolves.toMatch(/execution attach of .* could attach the fault again$/);
    expect(aws.sent('DeleteItem')).toEqual([]);
  });

  it('where a function carries the fault again', async () => {
    const { aws, release } = prepare();
    const Environment = { Variables: { CHAOS_EXTENSION__RESTORE: '{}' } };
    aws.on('GetFunctionConfiguration', () => ({ Environment }));
    await expect(release()).resolves.toMatch(/lab-hello may carry the fault$/);
    expect(aws.sent('DeleteItem')).toEqual([]);
  });

  it('where somebody has used it since it was read', async () => {
    const { aws, release } = prepare();
    aws.on('DeleteItem', () => {
      throw awsError('ConditionalCheckFailedException', 'The conditional request failed');
    });
    await expect(release()).resolves.toBe(`${WORDS}, and stays so: somebody has just used it`);
  });
});

it('says nothing where the lease is over, or where there is no table', async () => {
  const { release } = prepare({ until: '2026-01-01T11:59:59Z' });
  await expect(release()).resolves.toBeNull();
  await expect(release(us, { deployment: { ...deployment, leaseTableArn: undefined } })).resolves.toBeNull();
});

it('says why where the table does not answer, and loses nothing of the restoration', async () => {
  const { aws, release } = prepare();
  aws.on('GetItem', () => {
    throw awsError('AccessDeniedException', 'not authorized: dynamodb:GetItem');
  });
  await expect(release()).resolves.toBe(
    'the lease of https://example.mydomain.com/api/hello could not be released: not authorized: dynamodb:GetItem',
  );
});
