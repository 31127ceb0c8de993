import { durationSeconds } from '../../../validation/duration';
import type { Call, Caller } from '../../aws/call';
import { AwsError } from '../../aws/error';
import { NotModelled } from '../../not-modelled';
import type { Timer } from '../../time/timer';
import type { ActionEnd, ActionStatus } from './actions/action';
import { ACTIONS } from './actions/actions';

/** As FIS names them. */
export type ExperimentStatus =
  'pending' | 'initiating' | 'running' | 'completed' | 'stopping' | 'stopped' | 'failed' | 'cancelled';

/** An action of a template. */
export interface TemplateAction {
  readonly name: string;
  readonly actionId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly startAfter: readonly string[];
}

/** An experiment template. */
export interface Template {
  readonly id: string;
  readonly region: string;
  readonly description: string;
  readonly roleArn: string;
  readonly actions: readonly TemplateAction[];
  /** The ARNs of the alarms that stop it. */
  readonly stopAlarms: readonly string[];
}

/** An action of a running experiment. */
export interface ActionRecord {
  status: ActionStatus;
  reason: string;
  startTime: number | null;
  endTime: number | null;
}

/** What an experiment lives in. */
export interface ExperimentSurroundings {
  readonly clock: Timer;
  readonly api: Caller;
  /** Whether that alarm is in ALARM. */
  readonly isInAlarm: (arn: string) => boolean;
  /** Told of every change of the experiment's status. */
  readonly changed: (experiment: Experiment, old: ExperimentStatus) => void;
  /** How long `initiating` takes. */
  readonly initiatingMs: number;
}

/** How often FIS looks at alarms; not documented. */
const POLL_MS = 5_000;

/** How an experiment comes to its end before all actions are completed. */
interface Ending {
  readonly status: 'stopped' | 'failed' | 'cancelled';
  readonly reason: string;
}

/**
 * One FIS experiment: its actions in their order, and what becomes of them when it is stopped or one of them fails (FIS user guide,
 * "View your experiments" and "Stop an experiment"; the table of the moments of a stop is in docs/rehearsal.md).
 */
export class Experiment {
  status: ExperimentStatus = 'pending';
  reason = 'Experiment is pending.';
  endTime: number | null = null;
  readonly startTime: number;
  readonly actions: ReadonlyMap<string, ActionRecord>;
  private readonly ending = new AbortController();
  private readonly caller: Call;

  constructor(
    readonly id: string,
    readonly template: Template,
    private readonly around: ExperimentSurroundings,
    /** Those that it was started with; it has none of its template's (FIS API reference, StartExperiment). */
    readonly tags: Readonly<Record<string, string>> = {},
  ) {
    this.startTime = around.clock.now();
    this.caller = { principal: { roleArn: template.roleArn }, region: template.region };
    this.actions = new Map(
      template.actions.map(({ name }) => [
        name,
        { status: 'pending', reason: 'Initial state', startTime: null, endTime: null },
      ]),
    );
    around.clock.watch(this.run());
  }

  /** Whether nothing will change any more. */
  get isEnded(): boolean {
    return ['completed', 'stopped', 'failed', 'cancelled'].includes(this.status);
  }

  /** Stops it, as StopExperiment, a stop condition or the safety lever does. */
  stop(reason: string): void {
    this.end({ status: 'stopped', reason });
  }

  /** Keeps it from doing anything, as FIS does where the safety lever is engaged already (FIS user guide, "Safety levers"). */
  cancel(reason: string): void {
    this.end({ status: 'cancelled', reason });
  }

  private async run(): Promise<void> {
    const { clock } = this.around;
    this.become('initiating', 'Experiment is initiating.');
    await clock.sleep(this.around.initiatingMs);
    if (!this.ending.signal.aborted) this.become('running', 'Experiment is running.');
    this.watchAlarms();
    const started = new Map<string, Promise<boolean>>();
    const start = (action: TemplateAction): Promise<boolean> => {
      const known = started.get(action.name);
      if (known !== undefined) return known;
      const before = this.template.actions.filter(({ name }) => action.startAfter.includes(name));
      const done = Promise.all(before.map(start)).then((completed) =>
        this.runAction(action, completed.every(Boolean)),
      );
      started.set(action.name, done);
      return done;
    };
    await Promise.all(this.template.actions.map(start));
    const ending = this.endingNow();
    this.endTime = clock.now();
    this.become(ending?.status ?? 'completed', ending?.reason ?? 'Experiment completed.');
  }

  /** Returns whether the action was completed. */
  private async runAction(action: TemplateAction, mayStart: boolean): Promise<boolean> {
    const { clock } = this.around;
    const record = this.actions.get(action.name);
    if (record === undefined) return false;
    if (!mayStart || this.ending.signal.aborted) {
      Object.assign(record, {
        status: 'cancelled',
        reason: 'The experiment ended before the action started.',
      });
      return false;
    }
    Object.assign(record, { status: 'running', reason: 'Action is running.', startTime: clock.now() });
    const end = await this.carryOut(action);
    Object.assign(record, { ...end, endTime: clock.now() });
    if (end.status === 'failed')
      this.end({ status: 'failed', reason: `Action ${action.name} failed: ${end.reason}` });
    return end.status === 'completed';
  }

  private async carryOut(action: TemplateAction): Promise<ActionEnd> {
    const { clock, api } = this.around;
    const model = ACTIONS.get(action.actionId);
    if (model === undefined) throw new NotModelled(`the action ${action.actionId}`);
    try {
      return await model.run({
        parameters: action.parameters,
        milliseconds: (parameter) => millisecondsOf(action, parameter),
        clock,
        call: (service, operation, input) => api.call(service, operation, input, this.caller),
        ending: this.ending.signal,
      });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { status: 'failed', reason: `${error.name}: ${error.message}` };
    }
  }

  private watchAlarms(): void {
    if (this.isEnded || this.ending.signal.aborted) return;
    const alarm = this.template.stopAlarms.find((arn) => this.around.isInAlarm(arn));
    if (alarm !== undefined) this.stop(`Experiment halted by stop condition ${alarm}.`);
    this.around.clock.after(POLL_MS, () => this.watchAlarms());
  }

  private end(ending: Ending): void {
    if (this.isEnded || this.ending.signal.aborted) return;
    this.ending.abort(ending);
    this.become('stopping', ending.reason);
  }

  private endingNow(): Ending | null {
    return this.ending.signal.aborted ? (this.ending.signal.reason as Ending) : null;
  }

  private become(status: ExperimentStatus, reason: string): void {
    const old = this.status;
    this.status = status;
    this.reason = reason;
    this.around.changed(this, old);
  }
}

function millisecondsOf(action: TemplateAction, parameter: string): number {
  const seconds = durationSeconds(action.parameters[parameter] ?? '');
  if (seconds === undefined) throw new NotModelled(`${action.actionId} without a valid ${parameter}`);
  return seconds * 1000;
}
