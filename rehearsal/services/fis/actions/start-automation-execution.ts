import { AwsError } from '../../../aws/error';
import { COMPLETED, STOPPED, type ActionEnd, type ActionRun, type FisAction } from './action';

/** How often FIS looks at an automation; not documented. */
const POLL_MS = 5_000;

/**
 * Runs an Automation document to its end (FIS actions reference, `aws:ssm:start-automation-execution`). Its time running out counts as
 * success, although the automation is cancelled.
 */
export const startAutomationExecution: FisAction = {
  id: 'aws:ssm:start-automation-execution',
  does: 'runs an Automation document to its end, and looks at it every 5 s; at `maxDuration` it cancels the execution, and counts as completed',
  atStop: 'it cancels the execution, and waits until that has ended; what the document has done stays done',
  parameters: ['documentArn', 'documentParameters', 'maxDuration'],
  run: async (run) => {
    const { parameters, milliseconds, clock, call } = run;
    const latest = clock.now() + milliseconds('maxDuration');
    const { AutomationExecutionId } = (await call('ssm', 'StartAutomationExecution', {
      DocumentName: parameters.documentArn,
      Parameters: automationParameters(parameters.documentParameters ?? '{}'),
    })) as { readonly AutomationExecutionId: string };
    return follow(run, AutomationExecutionId, latest);
  },
};

async function follow({ clock, call, ending }: ActionRun, id: string, latest: number): Promise<ActionEnd> {
  let cancelled = false;
  for (;;) {
    const answer = (await call('ssm', 'GetAutomationExecution', { AutomationExecutionId: id })) as {
      readonly AutomationExecution: {
        readonly AutomationExecutionStatus: string;
        readonly FailureMessage?: string;
      };
    };
    const { AutomationExecutionStatus: status, FailureMessage: message = '' } = answer.AutomationExecution;
    if (status === 'Success') return COMPLETED;
    if (status === 'Failed' || status === 'TimedOut') {
      return { status: 'failed', reason: `Automation execution ${id} ended ${status}. ${message}` };
    }
    if (status === 'Cancelled') {
      if (ending.aborted) return STOPPED;
      return cancelled
        ? { status: 'completed', reason: 'Action reached its maximum duration.' }
        : { status: 'failed', reason: `Automation execution ${id} was cancelled.` };
    }
    if (!cancelled && (ending.aborted || clock.now() >= latest)) {
      cancelled = true;
      await cancel(call, id);
    }
    await clock.sleep(POLL_MS);
  }
}

async function cancel(call: ActionRun['call'], id: string): Promise<void> {
  try {
    await call('ssm', 'StopAutomationExecution', { AutomationExecutionId: id, Type: 'Cancel' });
  } catch (error) {
    // It has ended since FIS looked.
    if (!(error instanceof AwsError) || error.name !== 'InvalidAutomationStatusUpdateException') throw error;
  }
}

/** FIS takes strings and lists of strings; Automation takes lists. */
function automationParameters(json: string): Readonly<Record<string, readonly string[]>> {
  const values = JSON.parse(json) as Readonly<Record<string, string | readonly string[]>>;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat()]));
}
