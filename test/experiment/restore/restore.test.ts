import { readFaults } from '../../../experiment/fault/fault-left';
import {
  detachFault,
  differencesNow,
  faultyTargets,
  restoreToSnapshots,
} from '../../../experiment/restore/restore';
import type { Snapshot } from '../../../experiment/fault/snapshot';
import { awsError, FakeAws } from '../support/fake-aws';
import { deployment, eu, TestTimeline, us } from '../support/lab';
import { ManualClock } from '../support/manual-clock';

const before = ['lab-hello', 'lab-health'].map((functionName): Snapshot => ({
  functionName,
  variables: {},
  layers: [],
  alias: 'live',
  aliasVersion: '1',
  aliasWeights: {},
  versions: ['1'],
}));

/** Functions behind an alias, which the document restores after ten seconds, unless its execution ends otherwise. */
function prepare(ending: { readonly status: string; readonly message?: string } = { status: 'Success' }) {
  const clock = new ManualClock();
  const timeline = new TestTimeline(clock);
  const versions: Record<string, string> = { 'lab-hello': '1', 'lab-health': '1' };
  const executions: { readonly target: string; readonly at: number }[] = [];
  const served = (name: unknown) => versions[name as string]!;
  const aws = new FakeAws()
    .on('ListExperiments', () => ({ experiments: [] }))
    .on('DescribeAutomationExecutions', () => ({ AutomationExecutionMetadataList: [] }))
    .on('GetFunctionConfiguration', ({ FunctionName, Qualifier }) => ({
      Environment: {
        Variables:
          served(FunctionName) !== '1' && Qualifier !== undefined ? { CHAOS_EXTENSION__RESTORE: '' } : {},
      },
    }))
    .on('GetAlias', ({ FunctionName }) => ({ FunctionVersion: served(FunctionName) }))
    .on('ListVersionsByFunction', () => ({ Versions: [{ Version: '1' }] }))
    .on('StartAutomationExecution', ({ Parameters }) => {
      const target = (Parameters as { FunctionName: string[] }).FunctionName[0]!;
      executions.push({ target, at: clock.now() });
      return { AutomationExecutionId: String(executions.length - 1) };
    })
    .on('GetAutomationExecution', ({ AutomationExecutionId }) => {
      const { target, at } = executions[Number(AutomationExecutionId)]!;
      if (clock.now() - at < 10_000)
        return { AutomationExecution: { AutomationExecutionStatus: 'InProgress' } };
      if (ending.status === 'Success') versions[target] = '1';
      const { status: AutomationExecutionStatus, message: FailureMessage } = ending;
      return { AutomationExecution: { AutomationExecutionStatus, FailureMessage } };
    });
  const props = { clients: aws.clients, clock, deployment, timeline };
  return { aws, clock, timeline, versions, props };
}

describe('restoreToSnapshots', () => {
  it('leaves functions alone that are as they were', async () => {
    const { aws, clock, timeline, props } = prepare();
    const restoration = await clock.run(restoreToSnapshots(props, us, before));
    expect(restoration).toEqual({ proven: true, differences: [] });
    expect(aws.sent('StartAutomationExecution')).toEqual([]);
    expect(timeline.events).toEqual([]);
  });

  it('lets the document detach the fault from every target where one differs, and compares again', async () => {
    const { aws, clock, timeline, versions, props } = prepare();
    versions['lab-health'] = '2';

    const restoration = await clock.run(restoreToSnapshots(props, us, before));

    expect(restoration).toEqual({ proven: true, differences: [] });
    expect(aws.sent('StartAutomationExecution')).toMatchObject([
      {
        DocumentName: 'lab-chaos-extension',
        Parameters: { FunctionName: ['lab-hello'], ChaosMode: ['DISABLED'] },
      },
      {
        DocumentName: 'lab-chaos-extension',
        Parameters: { FunctionName: ['lab-health'], ChaosMode: ['DISABLED'] },
      },
    ]);
    expect(timeline.events).toEqual([
      'fault.left',
      'restore.started',
      'restore.detached',
      'restore.detached',
    ]);
    expect(timeline.details('restore.started')[0]).toContain(
      'lab-health: the version of alias live changed from 1 to 2',
    );
  });

  it('gives others, such as the safety net, their time to detach it first', async () => {
    const { aws, clock, timeline, versions, props } = prepare();
    versions['lab-health'] = '2';
    clock.after(20, () => (versions['lab-health'] = '1'));

    const restoration = await clock.run(restoreToSnapshots(props, us, before, 60_000));

    expect(restoration).toEqual({ proven: true, differences: [] });
    expect(aws.sent('StartAutomationExecution')).toEqual([]);
    expect(timeline.events).toEqual([]);
  });

  it('proves nothing by what it read before AWS fell silent: a function may have changed since', async () => {
    const { aws, clock, versions, props } = prepare();
    let hasBeenSilent = false;
    aws.on('ListVersionsByFunction', async ({ FunctionName }) => {
      if (FunctionName === 'lab-health' && !hasBeenSilent) {
        hasBeenSilent = true;
        // Somebody attaches the fault by hand, to the function that has been read.
        clock.after(60, () => (versions['lab-hello'] = '2'));
        await clock.sleep(14 * 60_000);
      }
      return { Versions: [{ Version: '1' }] };
    });

    const restoration = await clock.run(restoreToSnapshots(props, us, before));

    expect(restoration).toEqual({ proven: true, differences: [] });
    expect(aws.sent('StartAutomationExecution')).toHaveLength(2);
    expect(versions).toEqual({ 'lab-hello': '1', 'lab-health': '1' });
  });

  it('proves nothing where AWS never answers within half a minute', async () => {
    const { aws, clock, props } = prepare();
    aws.on('ListVersionsByFunction', async () => {
      await clock.sleep(31_000);
      return { Versions: [{ Version: '1' }] };
    });
    const differences = await clock.run(differencesNow(props, us, before));
    expect(differences).toEqual([
      'AWS did not answer within 30 s what the functions are like, and they may have changed meanwhile',
    ]);
  });

  it('says what still differs after that', async () => {
    const { aws, clock, props } = prepare();
    aws.on('ListVersionsByFunction', () => ({ Versions: [{ Version: '1' }, { Version: '2' }] }));
    const restoration = await clock.run(restoreToSnapshots(props, us, before));
    expect(restoration).toEqual({
      proven: false,
      differences: [
        'lab-hello: the published versions changed from 1 to 1, 2',
        'lab-health: the published versions changed from 1 to 1, 2',
      ],
    });
  });
});

it('restoreToSnapshots does not stop what somebody starts while it detaches, and proves nothing', async () => {
  const { aws, clock, versions, props } = prepare();
  versions['lab-health'] = '2';
  aws.on('ListExperiments', () => ({
    experiments:
      aws.sent('StartAutomationExecution').length === 0
        ? []
        : [{ id: 'EXP9', experimentTemplateId: us.experimentTemplateId, state: { status: 'running' } }],
  }));
  await expect(clock.run(restoreToSnapshots(props, us, before))).resolves.toEqual({
    proven: false,
    differences: ['experiment EXP9, under way, could attach the fault again'],
  });
  expect(versions).toEqual({ 'lab-hello': '1', 'lab-health': '1' });
  expect(aws.sent('StopExperiment')).toEqual([]);
});

describe('restoreToSnapshots, where somebody else has released since', () => {
  /** Version 3 of lab-hello, in service. */
  function prepareReleased({ Layers = [] as object[], fault = false } = {}) {
    const prepared = prepare();
    const { aws } = prepared;
    const Environment = { Variables: fault ? { CHAOS_EXTENSION__RESTORE: '' } : {} };
    const isHello = (name: unknown) => name === 'lab-hello';
    aws
      .on('GetAlias', ({ FunctionName }) => ({ FunctionVersion: isHello(FunctionName) ? '3' : '1' }))
      .on('GetFunctionConfiguration', ({ FunctionName, Qualifier }) =>
        isHello(FunctionName) ? { Layers, ...(Qualifier === undefined ? {} : { Environment }) } : {},
      )
      .on('ListVersionsByFunction', ({ FunctionName }) => ({
        Versions: isHello(FunctionName)
          ? [{ Version: '1' }, { Version: '3', Environment }]
          : [{ Version: '1' }],
      }));
    return prepared;
  }

  it('leaves it alone where nothing of the fault is left: that is proven', async () => {
    const { aws, clock, props } = prepareReleased();
    await expect(clock.run(restoreToSnapshots(props, us, before))).resolves.toEqual({
      proven: true,
      differences: [],
    });
    expect(aws.sent('StartAutomationExecution')).toEqual([]);
  });

  it.each([
    ['a version carries the fault', { fault: true }],
    ['$LATEST has the layer of the fault', { Layers: [{ Arn: us.layerArn }] }],
  ])('lets the document detach where %s, and proves nothing as long as it does', async (_what, left) => {
    const { aws, clock, props } = prepareReleased(left);
    const { proven, differences } = await clock.run(restoreToSnapshots(props, us, before));
    expect(proven).toBe(false);
    expect(differences).toContain('lab-hello: the version of alias live changed from 1 to 3');
    expect(aws.sent('StartAutomationExecution')).not.toEqual([]);
  });
});

describe('restoreToSnapshots, where it cannot compare', () => {
  const UNREADABLE = { ErrorCode: 'AccessDeniedException', Message: 'no kms:Decrypt' };

  it('proves nothing of a function without a snapshot', async () => {
    const { clock, props } = prepare();
    await expect(clock.run(restoreToSnapshots(props, us, before.slice(1)))).resolves.toEqual({
      proven: false,
      differences: ['lab-hello: what it was like before is not known'],
    });
  });

  it('lets the document do what it can where variables cannot be read any more, and proves nothing', async () => {
    const { aws, clock, props } = prepare();
    aws.on('GetFunctionConfiguration', ({ FunctionName }) => ({
      FunctionName,
      Version: '$LATEST',
      Environment: FunctionName === 'lab-hello' ? { Error: UNREADABLE } : {},
    }));
    await expect(clock.run(restoreToSnapshots(props, us, before))).resolves.toEqual({
      proven: false,
      differences: [
        'lab-hello: the variables of version $LATEST cannot be read (AccessDeniedException: no kms:Decrypt)',
      ],
    });
    expect(aws.sent('StartAutomationExecution')).toHaveLength(2);
  });

  it('does not take what is served for free of the fault where that cannot be told', async () => {
    const { aws, props } = prepare();
    aws.on('GetFunctionConfiguration', ({ FunctionName }) => ({
      FunctionName,
      Version: '2',
      Environment: { Error: UNREADABLE },
      Layers: [{ Arn: us.layerArn }],
    }));
    await expect(faultyTargets(props, us)).rejects.toThrow(
      'lab-hello: the variables of version 2 cannot be read',
    );
  });
});

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

  describe('beside work that could attach the fault again', () => {
    /** An execution that attaches, is asked to end at once, and ends after so many seconds. */
    const beside = (seconds: number) => {
      const prepared = prepare();
      const { aws, clock } = prepared;
      const answer = aws.answerOf('GetAutomationExecution');
      const begun = clock.now();
      const status = () => (clock.now() - begun < seconds * 1000 ? 'Cancelling' : 'Cancelled');
      aws
        .on('DescribeAutomationExecutions', () => ({
          AutomationExecutionMetadataList: [
            {
              AutomationExecutionId: 'attach',
              DocumentName: us.documentName,
              AutomationExecutionStatus: status(),
            },
          ],
        }))
        .on('GetAutomationExecution', (input, call) =>
          input.AutomationExecutionId === 'attach'
            ? {
                AutomationExecution: {
                  AutomationExecutionStatus: status(),
                  ExecutionStartTime: new Date(begun),
                },
              }
            : answer(input, call),
        );
      return prepared;
    };
    const started = (aws: FakeAws) =>
      aws
        .sent('StartAutomationExecution')
        .map(({ Parameters }) => (Parameters as { FunctionName: string[] }).FunctionName[0]);

    it('detaches once where that ends soon', async () => {
      const { aws, clock, timeline, props } = beside(30);
      await clock.run(detachFault(props, us));
      expect(started(aws)).toEqual(['lab-hello', 'lab-health']);
      expect(timeline.events).not.toContain('restore.waiting');
    });

    it('detaches at once where that takes longer, waits until it has ended, and detaches again what it left', async () => {
      const { aws, clock, timeline, versions, props } = beside(500);
      versions['lab-hello'] = '2';
      // Its last call lands.
      clock.after(499, () => (versions['lab-health'] = '2'));
      const begun = clock.now();

      await clock.run(detachFault(props, us));

      expect(started(aws)).toEqual(['lab-hello', 'lab-health', 'lab-hello', 'lab-health']);
      expect(versions).toEqual({ 'lab-hello': '1', 'lab-health': '1' });
      expect((clock.now() - begun) / 1000).toBeGreaterThan(500);
      expect(timeline.details('restore.waiting')).toEqual([
        'until what could attach the fault again has ended: execution attach of lab-chaos-extension, under way since 2026-01-01T12:00:00.000Z',
      ]);
    });

    it('fails where that never ends, says what it is, since when, and how to go on', async () => {
      const { clock, versions, props } = beside(Infinity);
      versions['lab-hello'] = '2';
      await expect(clock.run(detachFault(props, us))).rejects.toThrow(
        'execution attach of lab-chaos-extension, under way since 2026-01-01T12:00:00.000Z, has not ended, and could attach the fault again: stop it with `aws ssm stop-automation-execution --region us-east-1 --automation-execution-id attach`; to go on, run `npm run restore`',
      );
      expect(versions['lab-hello']).toBe('1');
    });

    it('proves nothing before that has ended, even where the functions are as they were', async () => {
      const { aws, clock, props } = beside(300);
      const begun = clock.now();
      const restoration = await clock.run(restoreToSnapshots(props, us, before));
      expect(restoration).toEqual({ proven: true, differences: [] });
      expect((clock.now() - begun) / 1000).toBeGreaterThan(300);
      expect(started(aws)).not.toEqual([]);
    });
  });
});

it('names the targets whose alias serves the fault', async () => {
  const { versions, props } = prepare();
  versions['lab-health'] = '2';
  await expect(faultyTargets(props, us)).resolves.toEqual(['lab-health']);
});

it('tells the version that is served from $LATEST', async () => {
  const { versions, props } = prepare();
  versions['lab-hello'] = '2';
  await expect(readFaults(props, us)).resolves.toEqual([
    {
      functionName: 'lab-hello',
      served: true,
      latest: false,
      versions: [],
      unreadable: [],
      expiresAt: null,
      servedBefore: null,
    },
    {
      functionName: 'lab-health',
      served: false,
      latest: false,
      versions: [],
      unreadable: [],
      expiresAt: null,
      servedBefore: null,
    },
  ]);
});
