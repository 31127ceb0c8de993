import type { AutomationStep } from '../../../validation/automation-document/automation-document';
import {
  AutomationExecution,
  type StepEnd,
  type Stop,
} from '../../../rehearsal/services/ssm/automation-execution';
import { VirtualClock } from '../../../rehearsal/time/virtual-clock';

/** What the action of a step does: it takes so many seconds, and then succeeds or fails with that message. */
export interface Act {
  readonly seconds?: number;
  readonly fails?: string;
  /** From this attempt on it succeeds. */
  readonly succeedsAt?: number;
}

type Step = Partial<AutomationStep> & { readonly act?: Act };

/** Runs a document whose steps do what `act` says, and cancels it after so many seconds. */
export async function execute(steps: Readonly<Record<string, Step>>, { cancelAfter = Infinity } = {}) {
  const clock = new VirtualClock(0);
  const begun: string[] = [];
  const runStep = async ({ name }: AutomationStep, { asked }: Stop): Promise<StepEnd> => {
    begun.push(name);
    const { seconds = 1, fails, succeedsAt = Infinity } = steps[name]?.act ?? {};
    const attempt = begun.filter((other) => other === name).length;
    try {
      await clock.sleep(seconds * 1000, asked);
    } catch {
      return { kind: 'failed', message: 'cancelled' };
    }
    return fails === undefined || attempt >= succeedsAt
      ? { kind: 'succeeded' }
      : { kind: 'failed', message: fails };
  };
  const mainSteps = Object.entries(steps).map(([name, { act: _act, ...step }]) => ({
    name,
    action: 'aws:sleep',
    ...step,
  }));
  const content = { schemaVersion: '0.3', mainSteps } as const;
  const execution = new AutomationExecution('id', 'document', {}, 0, content, clock, runStep);
  if (cancelAfter < Infinity) clock.after(cancelAfter * 1000, () => execution.cancel());
  const ended = async (): Promise<void> => {
    while (!execution.isEnded) await clock.sleep(1_000);
  };
  await clock.run(ended());
  const { status, failureMessage } = execution;
  const statuses = Object.fromEntries(
    execution.steps.map(({ StepName, StepStatus }) => [StepName, StepStatus]),
  );
  // An execution takes three seconds to start.
  return { status, failureMessage, begun, statuses, seconds: Math.round(clock.now() / 1000) - 3, execution };
}
