import { faultAccount, FIS_STATEMENTS, type ActionOf } from '../../support/faults';
import { allow, make } from '../../support/make';
import { START } from '../../support/context';

/** As the lab's own template: two documents attach, FIS waits, two documents detach. */
const actions: Readonly<Record<string, ActionOf>> = {
  S02a: { document: 'PT20S', after: ['S01'] },
  S02b: { document: 'PT30S', after: ['S01'] },
  S01: { wait: 'PT10M', after: ['S00a', 'S00b'] },
  S00a: { document: 'PT20S' },
  S00b: { document: 'PT40S' },
};
const attached = { S00a: 'completed', S00b: 'completed' };
const untouched = { S02a: 'cancelled', S02b: 'cancelled' };

async function running(own = actions, settings: Parameters<typeof faultAccount>[0] = {}, more: object = {}) {
  const account = faultAccount(settings);
  const { id } = await account.start(account.addTemplate(own, more));
  const stopAt = async (seconds: number) => {
    await account.at(seconds);
    await account.call('fis', 'StopExperiment', { id });
  };
  return { ...account, id, stopAt };
}

describe('an experiment', () => {
  it('runs each action once those before it are completed', async () => {
    const { id, look, at } = await running();
    await at(800);
    const { state, actions: done, startTime, endTime } = await look(id);
    expect(state.status).toBe('completed');
    const begun = (name: string) => done[name]?.startTime?.getTime() ?? NaN;
    const ended = (name: string) => done[name]?.endTime?.getTime() ?? NaN;
    expect(begun('S00a')).toBe(begun('S00b'));
    expect(begun('S01')).toBe(Math.max(ended('S00a'), ended('S00b')));
    expect(ended('S01') - begun('S01')).toBe(600_000);
    expect(begun('S02a')).toBe(ended('S01'));
    expect(endTime?.getTime()).toBe(Math.max(ended('S02a'), ended('S02b')));
    // `initiating` takes 5 to 15 s.
    expect(begun('S00a') - startTime.getTime()).toBeGreaterThanOrEqual(5_000);
    expect(begun('S00a') - startTime.getTime()).toBeLessThanOrEqual(15_000);
  });

  it('passes through initiating and running', async () => {
    const { id, later } = await running();
    expect(await later(id, 4)).toMatchObject({
      status: 'initiating',
      actions: { S00a: 'pending', S01: 'pending' },
    });
    expect(await later(id, 25)).toMatchObject({
      status: 'running',
      actions: { S00a: 'running', S01: 'pending' },
    });
  });
});

describe('a stopped experiment', () => {
  it.each([
    ['before anything runs', 2, { S00a: 'cancelled', S00b: 'cancelled', S01: 'cancelled', ...untouched }],
    ['in S00', 25, { S00a: 'stopped', S00b: 'stopped', S01: 'cancelled', ...untouched }],
    [
      'in S00, one part of which is completed',
      50,
      { S00a: 'completed', S00b: 'stopped', S01: 'cancelled', ...untouched },
    ],
    ['in S01', 200, { ...attached, S01: 'stopped', ...untouched }],
    ['in S02', 680, { ...attached, S01: 'completed', S02a: 'stopped', S02b: 'stopped' }],
  ])('%s ends what runs, and begins nothing more', async (_when, seconds, statuses) => {
    const { id, later, stopAt } = await running();
    await stopAt(seconds);
    expect(await later(id, 900)).toEqual({ status: 'stopped', actions: statuses });
  });

  it('says so, and cannot be stopped any more', async () => {
    const { id, look, stopAt } = await running();
    await stopAt(200);
    expect((await look(id)).state).toEqual({ status: 'stopped', reason: 'Experiment was stopped by user.' });
    await stopAt(300);
    expect((await look(id)).endTime?.getTime()).toBeLessThan(START + 210_000);
  });

  // FIS looks at an automation every 5.1 s, and its cancellation arrives 0.1 s after a look.
  it.each(['PT42.95S', 'PT43S', 'PT43.05S', 'PT43.1S', 'PT43.15S'])(
    'does not call an action failed whose automation of %s ends by itself just then',
    async (document) => {
      const { id, later, look, stopAt, at } = await running({ only: { document } });
      await at(20);
      const begun = (await look(id)).actions.only?.startTime?.getTime() ?? NaN;
      await stopAt((begun - START) / 1000 + 43);
      const { status, actions: ended } = await later(id, 200);
      expect(status).toBe('stopped');
      expect(ended.only).toMatch(/^(stopped|completed)$/);
    },
  );
});

describe('a failed action', () => {
  it('cancels what has not begun, and stops what runs beside it', async () => {
    const parameters = { Colour: 'red' };
    const { id, later, look } = await running({ ...actions, S00a: { document: 'PT1S', parameters } });
    expect(await later(id, 200)).toEqual({
      status: 'failed',
      actions: { S00a: 'failed', S00b: 'stopped', S01: 'cancelled', ...untouched },
    });
    expect((await look(id)).state.reason).toContain(
      'Action S00a failed: InvalidAutomationExecutionParametersException',
    );
  });

  it.each([
    ['may not start the document', [allow('iam:PassRole')]],
    ['may not pass its role', [allow('ssm:*')]],
    ['may not look at it', [allow('ssm:StartAutomationExecution', 'iam:PassRole')]],
  ])('is one whose role %s', async (_what, fisStatements) => {
    const { id, later, look } = await running(actions, { fisStatements });
    expect(await later(id, 200)).toMatchObject({
      status: 'failed',
      actions: { S01: 'cancelled', ...untouched },
    });
    expect((await look(id)).state.reason).toContain('AccessDeniedException');
  });

  it('leaves alone what was completed before it', async () => {
    const { id, later } = await running({
      ...actions,
      S02a: { document: 'PT1S', parameters: { Colour: 'red' }, after: ['S01'] },
    });
    expect(await later(id, 900)).toEqual({
      status: 'failed',
      actions: { ...attached, S01: 'completed', S02a: 'failed', S02b: 'stopped' },
    });
  });
});

describe('an action that reaches its maximum duration', () => {
  it('is completed, although its automation is cancelled', async () => {
    const { id, later, call } = await running({
      ...actions,
      S00a: { document: 'PT10M', maxDuration: 'PT1M' },
    });
    expect(await later(id, 800)).toMatchObject({ status: 'completed', actions: attached });
    const { AutomationExecutionMetadataList: executions } = (await call(
      'ssm',
      'DescribeAutomationExecutions',
      {},
    )) as object as {
      AutomationExecutionMetadataList: { AutomationExecutionStatus: string }[];
    };
    const statuses = executions.map(({ AutomationExecutionStatus: status }) => status);
    expect(statuses.filter((status) => status === 'Cancelled')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'Success')).toHaveLength(3);
  });
});

describe('a stop condition', () => {
  const metric_query = [
    {
      id: 'm',
      return_data: true,
      metric: { namespace: 'lab', metric_name: 'failed', period: 60, stat: 'Sum' },
    },
  ];
  const alarm = {
    alarm_name: 'stop',
    comparison_operator: 'GreaterThanThreshold',
    threshold: 5,
    evaluation_periods: 1,
  };

  function guarded() {
    const account = faultAccount({ fisStatements: FIS_STATEMENTS });
    const { arn } = make(account.cloudwatch.resources, 'aws_cloudwatch_metric_alarm', {
      ...alarm,
      metric_query,
    });
    const stop_condition = [{ source: 'aws:cloudwatch:alarm', value: arn }];
    const fail = (minute: number) =>
      account.cloudwatch
        .metrics('us-east-1')
        .put({ namespace: 'lab', name: 'failed', dimensions: {} }, START + minute * 60_000, 6);
    const template = account.addTemplate(actions, { stop_condition });
    return { ...account, arn: arn as string, template, fail };
  }

  it('stops an experiment soon after its alarm', async () => {
    const { start, template, later, fail, look, arn } = guarded();
    const { id } = await start(template);
    fail(3);
    expect(await later(id, 239)).toMatchObject({ status: 'running' });
    expect(await later(id, 250)).toEqual({
      status: 'stopped',
      actions: { ...attached, S01: 'stopped', ...untouched },
    });
    expect((await look(id)).state.reason).toBe(`Experiment halted by stop condition ${arn}.`);
  });

  it('that is in alarm already lets no action begin', async () => {
    const { start, template, later, fail, at } = guarded();
    fail(0);
    await at(61);
    const { id } = await start(template);
    const { status, actions: ended } = await later(id, 100);
    expect(status).toBe('stopped');
    expect(new Set(Object.values(ended))).toEqual(new Set(['cancelled']));
  });
});
