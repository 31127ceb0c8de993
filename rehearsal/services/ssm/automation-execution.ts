import type {
  AutomationContent,
  AutomationStep,
} from '../../../validation/automation-document/automation-document';
import { anyOf } from '../../time/any-of';
import { NotModelled } from '../../not-modelled';
import type { Timer } from '../../time/timer';

/** As Systems Manager names them. */
export type AutomationStatus =
  'Pending' | 'InProgress' | 'Success' | 'TimedOut' | 'Cancelling' | 'Cancelled' | 'Failed';

/** How a step ended, or why it did not. */
export type StepEnd = { readonly kind: 'succeeded' } | { readonly kind: 'failed'; readonly message: string };

/** How a step is ended before it is done. */
export interface Stop {
  /** Asks it to end: a script does so at its next call. Whether AWS lets it come so far is not documented; this is the worse of the two. */
  readonly asked: AbortSignal;
  /** Ends it at once, whatever it waits for. */
  readonly killed: AbortSignal;
}

/** Does what a step's action does, until it is stopped. */
export type RunStep = (step: AutomationStep, stop: Stop) => Promise<StepEnd>;

/** What the record of a step says. */
export interface StepRecord {
  readonly StepName: string;
  readonly Action: string;
  StepStatus: AutomationStatus;
  FailureMessage?: string;
}

/** The clean-up after a cancellation is cut off after two minutes (Systems Manager user guide, "onCancel"). */
const CANCELLATION_MS = 120_000;

/** A script is ended after ten minutes (Systems Manager user guide, aws:executeScript). */
const SCRIPT_SECONDS = 600;

/** Starting an execution takes 2 to 5 s in practice, and no source gives a number. */
const START_MS = 3_000;

/** One run of an Automation document: the order of its steps, their failures, time-outs and cancellation. */
export class AutomationExecution {
  status: AutomationStatus = 'Pending';
  failureMessage: string | null = null;
  readonly steps: readonly StepRecord[];
  private readonly stopping = new AbortController();

  constructor(
    readonly id: string,
    readonly documentName: string,
    /** As they were given. */
    readonly parameters: Readonly<Record<string, readonly string[]>>,
    readonly startedAt: number,
    private readonly content: AutomationContent,
    private readonly clock: Timer,
    private readonly runStep: RunStep,
  ) {
    this.steps = content.mainSteps.map(({ name, action }) => ({
      StepName: name,
      Action: action,
      StepStatus: 'Pending',
    }));
    clock.watch(this.run());
  }

  /** Whether it has ended. */
  get isEnded(): boolean {
    return !['Pending', 'InProgress', 'Cancelling'].includes(this.status);
  }

  /** Cancels it: the step that is running is ended, and its `onCancel` says how to go on. */
  cancel(): void {
    if (this.isEnded) return;
    this.status = 'Cancelling';
    this.stopping.abort(new Error('cancelled'));
  }

  private async run(): Promise<void> {
    try {
      await this.clock.sleep(START_MS, this.stopping.signal);
    } catch (error) {
      if (!this.stopping.signal.aborted) throw error;
      this.status = 'Cancelled';
      return;
    }
    this.status = 'InProgress';
    // Nothing kills a step but its own time.
    const stop = { asked: this.stopping.signal, killed: new AbortController().signal };
    const failed = await this.runFrom(this.content.mainSteps[0]?.name ?? null, stop, (step) =>
      this.cleanUp(targetOf(step.onCancel)),
    );
    this.status = stop.asked.aborted ? 'Cancelled' : (failed ?? 'Success');
  }

  /** Runs the steps from that one on. Returns the status of a critical failure, or null. */
  private async runFrom(
    first: string | null,
    stop: Stop,
    cancelled: (step: AutomationStep) => Promise<void>,
  ): Promise<'Failed' | 'TimedOut' | null> {
    let failure: 'Failed' | 'TimedOut' | null = null;
    for (let name = first; name !== null;) {
      const { step, record } = this.stepNamed(name);
      const end = await this.runOne(step, record, stop);
      if (end === 'Cancelled') {
        await cancelled(step);
        return failure;
      }
      if (end === 'Success') {
        name = isTrue(step.isEnd) ? null : (step.nextStep ?? this.following(name));
        continue;
      }
      const next =
        step.onFailure === 'Continue' ? (step.nextStep ?? this.following(name)) : targetOf(step.onFailure);
      if (step.onFailure !== 'Continue' && !isFalse(step.isCritical)) {
        failure ??= end;
        this.failureMessage ??= record.FailureMessage ?? null;
      }
      name = isTrue(step.isEnd) ? null : next;
    }
    return failure;
  }

  private async runOne(
    step: AutomationStep,
    record: StepRecord,
    stop: Stop,
  ): Promise<'Success' | 'Failed' | 'TimedOut' | 'Cancelled'> {
    const attempts = Number(step.maxAttempts ?? 1);
    if (stop.asked.aborted) return 'Cancelled';
    record.StepStatus = 'InProgress';
    for (let attempt = 1; ; attempt += 1) {
      const end = await this.attempt(step, stop);
      record.StepStatus = end.status;
      if (end.status !== 'Success' && end.status !== 'Cancelled') record.FailureMessage = end.message;
      if (end.status === 'Success' || end.status === 'Cancelled' || attempt >= attempts) return end.status;
    }
  }

  private async attempt(
    step: AutomationStep,
    stop: Stop,
  ): Promise<{ readonly status: 'Success' | 'Failed' | 'TimedOut' | 'Cancelled'; readonly message: string }> {
    const limit = new AbortController();
    const isCancelled = (): boolean => stop.asked.aborted;
    if (isCancelled()) return { status: 'Cancelled', message: '' };
    const longest = step.action === 'aws:executeScript' ? SCRIPT_SECONDS : Infinity;
    const seconds = Math.min(Number(step.timeoutSeconds ?? Infinity), longest);
    const cancelLimit = Number.isFinite(seconds)
      ? this.clock.after(seconds * 1000, () => limit.abort(new Error('timed out')))
      : (): void => undefined;
    const end = await this.runStep(step, {
      asked: anyOf(stop.asked, limit.signal),
      killed: anyOf(stop.killed, limit.signal),
    });
    cancelLimit();
    if (end.kind === 'succeeded') return { status: 'Success', message: '' };
    if (isCancelled()) return { status: 'Cancelled', message: '' };
    if (limit.signal.aborted) {
      return { status: 'TimedOut', message: `the step ${step.name} was not done after ${seconds} s` };
    }
    return { status: 'Failed', message: end.message };
  }

  private async cleanUp(first: string | null): Promise<void> {
    if (first === null) return;
    const limit = new AbortController();
    const cancelLimit = this.clock.after(CANCELLATION_MS, () => limit.abort(new Error('timed out')));
    // The clean-up is cut off: what its own steps say about a cancellation would only prolong it.
    const stop = { asked: limit.signal, killed: limit.signal };
    await this.runFrom(first, stop, () => Promise.resolve());
    cancelLimit();
  }

  private stepNamed(name: string): { readonly step: AutomationStep; readonly record: StepRecord } {
    const index = this.content.mainSteps.findIndex((step) => step.name === name);
    const step = this.content.mainSteps[index];
    const record = this.steps[index];
    if (step === undefined || record === undefined)
      throw new NotModelled(`the step ${name}, which does not exist`);
    return { step, record };
  }

  private following(name: string): string | null {
    const index = this.content.mainSteps.findIndex((step) => step.name === name);
    return this.content.mainSteps[index + 1]?.name ?? null;
  }
}

function targetOf(jump: string | undefined): string | null {
  return jump?.startsWith('step:') === true ? jump.slice('step:'.length) : null;
}

function isTrue(value: boolean | string | undefined): boolean {
  return value === true || value === 'true';
}

function isFalse(value: boolean | string | undefined): boolean {
  return value === false || value === 'false';
}
