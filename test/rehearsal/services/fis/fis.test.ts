import { NotModelled } from '../../../../rehearsal/not-modelled';
import { faultAccount, type ActionOf } from '../../support/faults';
import { allow, make, makeRole } from '../../support/make';
import { operator } from '../../support/context';

const actions: Readonly<Record<string, ActionOf>> = {
  Wait: { wait: 'PT1M' },
  Sleep: { document: 'PT5S', after: ['Wait'] },
};

describe('FIS', () => {
  it('describes a template as it was made', async () => {
    const { addTemplate, call } = faultAccount();
    const id = addTemplate(actions, { description: 'what it does' });
    const { experimentTemplate } = await call('fis', 'GetExperimentTemplate', { id });
    expect(experimentTemplate).toMatchObject({
      id,
      description: 'what it does',
      stopConditions: [{ source: 'none' }],
      actions: {
        Wait: { actionId: 'aws:fis:wait', parameters: { duration: 'PT1M' }, startAfter: [] },
        Sleep: { actionId: 'aws:ssm:start-automation-execution', startAfter: ['Wait'] },
      },
    });
  });

  it('describes what else Terraform says of a template, and fills in the options that it leaves out', async () => {
    const { addTemplate, call } = faultAccount();
    const alarm = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:others';
    const id = addTemplate(actions, {
      stop_condition: [{ source: 'aws:cloudwatch:alarm', value: alarm }],
      log_configuration: {
        log_schema_version: 2,
        cloudwatch_logs_configuration: { log_group_arn: 'arn:logs:*' },
        s3_configuration: { bucket_name: 'bucket' },
      },
      experiment_options: { empty_target_resolution_mode: 'skip' },
      tags: { Name: 'latency' },
    });
    const { experimentTemplate } = await call('fis', 'GetExperimentTemplate', { id });
    expect(experimentTemplate).toMatchObject({
      arn: `arn:aws:fis:us-east-1:123456789012:experiment-template/${id}`,
      targets: {},
      stopConditions: [{ source: 'aws:cloudwatch:alarm', value: alarm }],
      logConfiguration: {
        logSchemaVersion: 2,
        cloudWatchLogsConfiguration: { logGroupArn: 'arn:logs:*' },
        s3Configuration: { bucketName: 'bucket', prefix: '' },
      },
      experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'skip' },
      tags: { Name: 'latency' },
    });
  });

  it('answers a repeated token with the same experiment, and another token with another', async () => {
    const { addTemplate, start } = faultAccount();
    const template = addTemplate(actions);
    const { id } = await start(template, 'once');
    expect((await start(template, 'once')).id).toBe(id);
    expect((await start(template, 'twice')).id).not.toBe(id);
    expect(id).toMatch(/^EXP[A-Za-z0-9]{18}$/);
  });

  it('refuses to start with experimentOptions, which would not be a preview', async () => {
    const { addTemplate, call } = faultAccount();
    const input = {
      experimentTemplateId: addTemplate(actions),
      clientToken: 'a',
      experimentOptions: { actionsMode: 'skip-all' },
    };
    const refused = call('fis', 'StartExperiment', input);
    await expect(refused).rejects.toThrow(new NotModelled('fis:StartExperiment with experimentOptions'));
  });

  describe('its safety lever', () => {
    const engaged = { id: 'default', state: { status: 'engaged', reason: 'peak' } };

    it('is disengaged until somebody engages it, and has no other id', async () => {
      const { call } = faultAccount();
      expect(await call('fis', 'GetSafetyLever', { id: 'default' })).toEqual({
        safetyLever: {
          id: 'default',
          arn: 'arn:aws:fis:us-east-1:123456789012:safety-lever/default',
          state: { status: 'disengaged', reason: '' },
        },
      });
      await call('fis', 'UpdateSafetyLeverState', engaged);
      expect(await call('fis', 'GetSafetyLever', { id: 'default' })).toMatchObject({ safetyLever: engaged });
      const other = call('fis', 'GetSafetyLever', { id: 'other' });
      await expect(other).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });

    it('stops what runs when it is engaged, and what is started then is cancelled before it does anything', async () => {
      const { addTemplate, start, call, at } = faultAccount();
      const template = addTemplate({ Wait: { wait: 'PT1M' } });
      const running = await start(template, 'before');
      await at(30);
      await call('fis', 'UpdateSafetyLeverState', engaged);
      const kept = await start(template, 'after');
      await at(120);
      const stateOf = async ({ id }: { readonly id: string }) =>
        ((await call('fis', 'GetExperiment', { id })) as { experiment: object }).experiment;
      const reason = 'Experiment halted by safety lever: peak';
      expect(await stateOf(running)).toMatchObject({ state: { status: 'stopped', reason } });
      expect(await stateOf(kept)).toMatchObject({
        state: { status: 'cancelled', reason },
        actions: { Wait: { state: { status: 'cancelled' } } },
      });
    });
  });

  it('refuses a role that does not trust it', async () => {
    const { addTemplate, start } = faultAccount({ fisService: 'ssm.amazonaws.com' });
    const refused = start(addTemplate(actions));
    await expect(refused).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(refused).rejects.toThrow('fis.amazonaws.com cannot assume');
  });

  it.each([
    ['GetExperimentTemplate', 'Experiment template none not found.'],
    ['GetExperiment', 'Experiment none not found.'],
    ['StopExperiment', 'Experiment none not found.'],
  ])('knows nothing of another id at %s', async (operation, message) => {
    await expect(faultAccount().call('fis', operation, { id: 'none' })).rejects.toThrow(message);
  });

  it('keeps what is in a region there', async () => {
    const { addTemplate, api, clock } = faultAccount();
    const elsewhere = { ...operator, region: 'eu-west-1' };
    const found = api.call('fis', 'GetExperimentTemplate', { id: addTemplate(actions) }, elsewhere);
    await expect(clock.run(found)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('tells EventBridge of every change of status', async () => {
    const { addTemplate, start, events, at } = faultAccount();
    const told: unknown[] = [];
    events.put = (region, event) => told.push([region, event]);
    const template = addTemplate({ Wait: { wait: 'PT1M' } });
    const { id } = await start(template);
    await at(120);
    const detail = (old: string, status: string): unknown => [
      'us-east-1',
      expect.objectContaining({
        source: 'aws.fis',
        'detail-type': 'FIS Experiment State Change',
        resources: [`arn:aws:fis:us-east-1:123456789012:experiment/${id}`],
        detail: expect.objectContaining({
          'experiment-template-id': template,
          'new-state': expect.objectContaining({ status }) as object,
          'old-state': expect.objectContaining({ status: old }) as object,
        }) as object,
      }),
    ];
    expect(told).toEqual([
      detail('pending', 'initiating'),
      detail('initiating', 'running'),
      detail('running', 'completed'),
    ]);
  });

  it('lets a rule start a document when an experiment has ended', async () => {
    const { addTemplate, start, events, iam, at, call, documentRole } = faultAccount();
    const statements = [allow('ssm:StartAutomationExecution'), allow('iam:PassRole')];
    const role_arn = makeRole(iam.resources, { name: 'net', service: 'events.amazonaws.com', statements });
    const event_pattern = JSON.stringify({ detail: { 'new-state': { status: ['stopped'] } } });
    make(events.resources, 'aws_cloudwatch_event_rule', { name: 'net', event_pattern });
    const arn = 'arn:aws:ssm:us-east-1:123456789012:automation-definition/sleep:$DEFAULT';
    make(events.resources, 'aws_cloudwatch_event_target', {
      rule: 'net',
      arn,
      role_arn,
      input: JSON.stringify({ Role: [documentRole] }),
    });
    const count = async () => Object.values(await call('ssm', 'DescribeAutomationExecutions', {}))[0];
    const { id } = await start(addTemplate({ Wait: { wait: 'PT10M' } }));
    await at(60);
    expect(await count()).toHaveLength(0);
    await call('fis', 'StopExperiment', { id });
    await at(70);
    expect(await count()).toHaveLength(1);
  });
});

describe('a template', () => {
  const action = { name: 'a', action_id: 'aws:fis:wait', parameter: [{ key: 'duration', value: 'PT1M' }] };
  const made =
    (change: object, more: object = {}) =>
    () =>
      make(faultAccount().fis.resources, 'aws_fis_experiment_template', {
        role_arn: 'arn:role',
        stop_condition: [{ source: 'none' }],
        action: [{ ...action, ...change }],
        ...more,
      });

  it.each<[string, object, object, string]>([
    ['another action', { action_id: 'aws:ec2:stop-instances' }, {}, 'the action aws:ec2:stop-instances'],
    [
      'another parameter',
      { parameter: [{ key: 'length', value: '1' }] },
      {},
      'the parameter length of aws:fis:wait',
    ],
    ['targets of an action', { target: [{ key: 'a', value: 'b' }] }, {}, 'the argument target'],
    ['targets', {}, { target: [{ name: 'all' }] }, 'the targets of a template'],
  ])('with %s is refused by name', (_what, change, more, message) => {
    expect(made(change, more)).toThrow(message);
    expect(made(change, more)).toThrow(NotModelled);
  });

  it('whose action starts after one that is not there is refused', () => {
    expect(made({ start_after: ['none'] })).toThrow('a starts after none, which is no action');
  });

  it('whose wait is no duration ends the run', async () => {
    const { addTemplate, start, at } = faultAccount();
    await start(addTemplate({ Wait: { wait: 'soon' } }));
    await expect(at(60)).rejects.toThrow('aws:fis:wait without a valid duration');
  });
});
