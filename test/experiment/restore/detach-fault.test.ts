import { detachFault } from '../../../experiment/restore/restore';
import { awsError } from '../support/fake-aws';
import { eu, us } from '../support/lab';
import { prepare } from './support';

describe('detachFault', () => {
  it('lets the document of the region work on what the alias serves, with the role and the layer of the region', async () => {
    const { aws, clock, props } = prepare();
    await clock.run(detachFault(props, eu));
    const started = aws.calls.filter(({ operation }) => operation === 'StartAutomationExecution');
    expect(started.map(({ region, input }) => [region, input])).toEqual(
      ['lab-hello', 'lab-health'].map((name) => [
        'eu-west-1',
        {
          DocumentName: eu.documentName,
          Parameters: {
            FunctionName: [name],
            AliasName: ['live'],
            LayerArn: [eu.layerArn],
            AutomationAssumeRole: [eu.automationRoleArn],
            ChaosMode: ['DISABLED'],
          },
        },
      ]),
    );
  });

  it('first stops the work that could attach the fault again', async () => {
    const { aws, clock, props } = prepare();
    const { experimentTemplateId } = us;
    aws
      .on('ListExperiments', () => ({
        experiments: [{ id: 'EXP1', experimentTemplateId, state: { status: 'running' } }],
      }))
      .on('StopExperiment', () => ({}))
      .on('GetExperiment', () => ({ experiment: { state: { status: 'stopped' } } }));

    await clock.run(detachFault(props, us));

    const begun = aws.calls.filter(({ operation }) => /^(Start|Stop)/.test(operation));
    expect(begun.map(({ operation }) => operation)).toEqual([
      'StopExperiment',
      'StartAutomationExecution',
      'StartAutomationExecution',
    ]);
  });

  it('starts the document again where it failed: what made it fail may be gone', async () => {
    const { aws, clock, timeline, props } = prepare();
    aws.on('GetAutomationExecution', ({ AutomationExecutionId: id }) => ({
      AutomationExecution:
        id === '0'
          ? { AutomationExecutionStatus: 'Failed', FailureMessage: 'Traceback: busy' }
          : { AutomationExecutionStatus: 'Success' },
    }));

    await clock.run(detachFault(props, us));

    const started = aws.sent('StartAutomationExecution').map(({ Parameters }) => Parameters);
    expect(started).toMatchObject([
      { FunctionName: ['lab-hello'] },
      { FunctionName: ['lab-health'] },
      { FunctionName: ['lab-hello'] },
    ]);
    expect(timeline.details('restore.retried')).toHaveLength(1);
    expect(timeline.details('restore.detached')).toHaveLength(2);
  });

  it.each(['Failed', 'TimedOut', 'Cancelled'])(
    'fails when the document’s execution is %s, and waits for it no longer',
    async (status) => {
      const { clock, props } = prepare({ status, message: 'Traceback: nope' });
      const begun = clock.now();
      await expect(clock.run(detachFault(props, us))).rejects.toThrow(
        `lab-hello: the document could not detach the fault (${status}). Traceback: nope; lab-health: the document`,
      );
      expect(clock.now() - begun).toBeLessThan(60_000);
    },
  );

  it('tries every target even where one cannot be begun, and names those that failed', async () => {
    const { aws, clock, versions, props } = prepare();
    versions['lab-health'] = '2';
    const start = (input: Record<string, unknown>) => {
      if (JSON.stringify(input).includes('lab-hello')) throw new Error('throttled');
      return { AutomationExecutionId: '0' };
    };
    aws.on('StartAutomationExecution', start).on('GetAutomationExecution', () => {
      versions['lab-health'] = '1';
      return { AutomationExecution: { AutomationExecutionStatus: 'Success' } };
    });

    await expect(clock.run(detachFault(props, us))).rejects.toThrow('lab-hello: throttled');

    expect(versions).toEqual({ 'lab-hello': '1', 'lab-health': '1' });
  });

  it('detaches where AWS does not say what runs, and is no proof then', async () => {
    const { aws, clock, versions, props } = prepare();
    versions['lab-health'] = '2';
    aws.on('ListExperiments', () => {
      throw awsError('AccessDeniedException', 'not authorized');
    });
    await expect(clock.run(detachFault(props, us))).rejects.toThrow(
      'it is not known whether something runs that could attach the fault again: not authorized; to go on, run `npm run restore`',
    );
    expect(versions).toEqual({ 'lab-hello': '1', 'lab-health': '1' });
  });

  it('says for what it waits when that takes unusually long', async () => {
    const { aws, clock, timeline, props } = prepare();
    const begun = clock.now();
    aws.on('GetAutomationExecution', () => ({
      AutomationExecution: {
        AutomationExecutionStatus: clock.now() - begun < 300_000 ? 'InProgress' : 'Success',
      },
    }));
    await clock.run(detachFault(props, us));
    expect(timeline.details('restore.waiting')).toEqual([
      'lab-hello: execution 0 of lab-chaos-extension has been under way since 2026-01-01T12:00:00.000Z (InProgress); `aws ssm get-automation-execution --region us-east-1 --automation-execution-id 0` shows more',
      'lab-health: execution 1 of lab-chaos-extension has been under way since 2026-01-01T12:00:00.000Z (InProgress); `aws ssm get-automation-execution --region us-east-1 --automation-execution-id 1` shows more',
    ]);
  });

  it('cancels an execution that is under way for longer than one can be, and starts the document again', async () => {
    const { aws, clock, timeline, versions, props } = prepare();
    versions['lab-hello'] = '2';
    const hangs = '0';
    const answer = aws.answerOf('GetAutomationExecution');
    aws
      .on('StopAutomationExecution', () => ({}))
      .on('GetAutomationExecution', (input, call) =>
        input.AutomationExecutionId === hangs
          ? { AutomationExecution: { AutomationExecutionStatus: 'InProgress' } }
          : answer(input, call),
      );

    await clock.run(detachFault(props, us));

    expect(versions['lab-hello']).toBe('1');
    expect(aws.sent('StopAutomationExecution')).toEqual([{ AutomationExecutionId: hangs, Type: 'Cancel' }]);
    expect(timeline.details('restore.retried')).toEqual([
      'lab-hello: the document could not detach the fault (InProgress). The execution 0 of lab-chaos-extension has been under way since 2026-01-01T12:00:00.000Z, and Systems Manager ends a script after 10 min: it has been cancelled. `aws ssm get-automation-execution --region us-east-1 --automation-execution-id 0` shows what it waited for',
    ]);
  });

  it('gives up an execution that never ends, and says which, since when, and how to go on', async () => {
    const { aws, clock, props } = prepare();
    aws
      .on('StopAutomationExecution', () => {
        throw awsError('AccessDeniedException', 'not authorized');
      })
      .on('GetAutomationExecution', () => ({
        AutomationExecution: { AutomationExecutionStatus: 'InProgress' },
      }));
    const begun = clock.now();
    await expect(clock.run(detachFault(props, us))).rejects.toThrow(
      /lab-hello: the document could not detach the fault \(InProgress\). The execution 4 of lab-chaos-extension has been under way since 2026-01-01T12:22:10.000Z.* could not be cancelled \(not authorized\).*; to go on, run `npm run restore`$/,
    );
    expect((clock.now() - begun) / 60_000).toBeLessThan(35);
  });
});
