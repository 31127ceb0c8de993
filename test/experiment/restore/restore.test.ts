import { differencesNow, faultyTargets, restoreToSnapshots } from '../../../experiment/restore/restore';
import { us } from '../support/lab';
import { before, prepare } from './support';

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

it('names the targets whose alias serves the fault', async () => {
  const { versions, props } = prepare();
  versions['lab-health'] = '2';
  await expect(faultyTargets(props, us)).resolves.toEqual(['lab-health']);
});
