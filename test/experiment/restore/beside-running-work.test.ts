import { detachFault, restoreToSnapshots } from '../../../experiment/restore/restore';
import type { FakeAws } from '../support/fake-aws';
import { us } from '../support/lab';
import { before, prepare } from './support';

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
