import {
  GetExperimentCommand,
  StartExperimentCommand,
  StopExperimentCommand,
  type Experiment,
} from '@aws-sdk/client-fis';
import { DescribeAutomationExecutionsCommand, GetAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import type { Clients } from './clients';
import type { Clock } from './clock';
import type { DeployedRegion } from './deployment';
import type { Timeline } from './timeline';

/** An automation that is cancelled may clean up for two minutes (Systems Manager user guide, onCancel); the rest is for FIS. */
const LONGEST_STOPPING_MS = 180_000;
const POLL_MS = 5_000;

/** Whether nothing of an experiment with that status runs any more (FIS user guide, "View your experiments"). */
export function hasEnded(status: string | undefined): boolean {
  return ['completed', 'stopped', 'failed', 'cancelled'].includes(status ?? '');
}

/** A running FIS experiment. */
export class FisExperiment {
  /** `running`, `completed`, …, as FIS names it. */
  status = 'pending';
  /** FIS' own words for the status. */
  reason = '';
  private readonly actions = new Map<string, string>();

  private constructor(
    readonly id: string,
    private readonly fis: ReturnType<Clients['fis']>,
    private readonly timeline: Timeline,
  ) {}

  /**
   * Starts the region's template.
   * @param clientToken makes a repeated start answer with the same experiment
   */
  static async start(
    fis: ReturnType<Clients['fis']>,
    region: DeployedRegion,
    clientToken: string,
    timeline: Timeline,
  ): Promise<FisExperiment> {
    const { experiment } = await fis.send(
      new StartExperimentCommand({ clientToken, experimentTemplateId: region.experimentTemplateId }),
    );
    const started = new FisExperiment(experiment?.id ?? '', fis, timeline);
    timeline.add(
      'experiment.started',
      `${started.id} from template ${region.experimentTemplateId} in ${region.region}`,
    );
    return started;
  }

  /** Reads how far it is, and notes what has changed. Returns whether it has ended. */
  async look(): Promise<boolean> {
    const { experiment } = await this.fis.send(new GetExperimentCommand({ id: this.id }));
    this.noteActions(experiment?.actions ?? {});
    const status = experiment?.state?.status ?? 'unknown';
    this.reason = experiment?.state?.reason ?? '';
    if (status !== this.status) this.timeline.add(`experiment.${status}`, this.reason);
    this.status = status;
    return hasEnded(status);
  }

  /**
   * Asks FIS to stop it, and waits until it has ended, for three minutes at most: what still runs could attach the fault again.
   * @throws Error when FIS cannot be asked
   */
  async stop(clock: Clock): Promise<void> {
    await this.fis.send(new StopExperimentCommand({ id: this.id }));
    this.timeline.add('experiment.stop', `asked FIS to stop ${this.id}`);
    const latest = clock.now() + LONGEST_STOPPING_MS;
    while (!(await this.look()) && clock.now() < latest) await clock.sleep(POLL_MS);
  }

  private noteActions(actions: NonNullable<Experiment['actions']>): void {
    for (const [name, { state }] of Object.entries(actions)) {
      const status = state?.status ?? 'unknown';
      if (this.actions.get(name) === status) continue;
      this.actions.set(name, status);
      if (status === 'pending') continue;
      this.timeline.add(`action.${status}`, status === 'failed' ? `${name}: ${state?.reason ?? ''}` : name);
    }
  }
}

/** Why executions of the region's document have failed since a moment, in Systems Manager's words: for Python, the traceback. */
export async function automationFailures(
  ssm: ReturnType<Clients['ssm']>,
  region: DeployedRegion,
  since: number,
): Promise<string[]> {
  const failures: string[] = [];
  let token: string | undefined;
  do {
    const page = await ssm.send(
      new DescribeAutomationExecutionsCommand({
        Filters: [
          { Key: 'DocumentNamePrefix', Values: [region.documentName] },
          { Key: 'StartTimeAfter', Values: [new Date(since).toISOString()] },
        ],
        NextToken: token,
      }),
    );
    for (const { AutomationExecutionId: id } of page.AutomationExecutionMetadataList ?? []) {
      const { AutomationExecution: execution } = await ssm.send(
        new GetAutomationExecutionCommand({ AutomationExecutionId: id }),
      );
      if (execution?.FailureMessage !== undefined) failures.push(execution.FailureMessage);
    }
    token = page.NextToken;
  } while (token !== undefined);
  return failures;
}
