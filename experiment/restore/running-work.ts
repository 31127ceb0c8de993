import { GetExperimentCommand, StopExperimentCommand, type ExperimentSummary } from '@aws-sdk/client-fis';
import { GetAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import { automationHasEnded, automationsUnderWay, cancelAutomation } from '../aws/automations';
import type { DeployedRegion } from '../deployment/deployment';
import { experimentsUnderWay } from '../aws/find-experiment';
import { GAME_DAY_TAG, hasEnded } from '../aws/fis-experiment';
import type { RestoreProps } from './restore-props';

/** Something that is under way and could attach the fault again: an experiment, or an execution of the document that does not detach. */
export interface RunningWork {
  /** `experiment EXP1`, or `execution 1234 of chaos-lab-extension`. */
  readonly name: string;
  /** Whose it is, as far as AWS tells: `of game day 1234`. */
  readonly whose: string;
  /** The game day that started it; null where none did, or AWS does not say. */
  readonly gameDay: string | null;
  /** When it began; undefined where AWS does not say. */
  readonly since: Date | undefined;
  /** The command line that stops it. */
  readonly stopCommand: string;
  /** Whether AWS is stopping it already, so that it need not be asked. */
  readonly isStopping: boolean;
  /** Asks AWS to stop it, and notes that it was asked. */
  readonly stop: () => Promise<void>;
  readonly hasEnded: () => Promise<boolean>;
}

/** What a person is told of it: `execution 1234 of chaos-lab-extension, under way since 2026-01-01T12:00:00.000Z`. */
export function wordsOf({ name, since }: RunningWork): string {
  return `${name}, under way${since === undefined ? '' : ` since ${since.toISOString()}`}`;
}

/** The experiments of the region's template that have not ended. */
export async function runningExperiments(
  { clients, timeline }: RestoreProps,
  region: DeployedRegion,
): Promise<RunningWork[]> {
  const fis = clients.fis(region.region);
  const isOurs = ({ experimentTemplateId: template }: ExperimentSummary): boolean =>
    template === region.experimentTemplateId;
  return (await experimentsUnderWay(fis)).filter(isOurs).map(({ id = '', creationTime, state, tags }) => ({
    name: `experiment ${id}`,
    whose:
      tags?.[GAME_DAY_TAG] === undefined
        ? 'of no game day: started by hand (CloudTrail has by whom, as StartExperiment)'
        : `of game day ${tags[GAME_DAY_TAG]}`,
    gameDay: tags?.[GAME_DAY_TAG] ?? null,
    since: creationTime,
    stopCommand: `aws fis stop-experiment --region ${region.region} --id ${id}`,
    isStopping: state?.status === 'stopping',
    stop: async () => {
      await fis.send(new StopExperimentCommand({ id }));
      timeline.add('experiment.stop', `asked FIS to stop ${id}`);
    },
    hasEnded: async () => {
      const { experiment } = await fis.send(new GetExperimentCommand({ id }));
      return hasEnded(experiment?.state?.status);
    },
  }));
}

/** The executions of the region's documents that have not ended, except those that detach: they are no danger, but a help. */
export async function attachingAutomations(
  { clients, timeline }: RestoreProps,
  region: DeployedRegion,
): Promise<RunningWork[]> {
  const ssm = clients.ssm(region.region);
  const work: RunningWork[] = [];
  for (const { AutomationExecutionId: id = '', DocumentName: name } of await automationsUnderWay(
    ssm,
    region,
  )) {
    if (name !== region.documentName) continue;
    const look = new GetAutomationExecutionCommand({ AutomationExecutionId: id });
    const { AutomationExecution: found } = await ssm.send(look);
    if (automationHasEnded(found?.AutomationExecutionStatus)) continue;
    if (found?.Parameters?.ChaosMode?.[0] === 'DISABLED') continue;
    work.push({
      name: `execution ${id} of ${region.documentName}`,
      whose: found?.ExecutedBy === undefined ? 'executed by somebody' : `executed by ${found.ExecutedBy}`,
      gameDay: null,
      since: found?.ExecutionStartTime,
      stopCommand: `aws ssm stop-automation-execution --region ${region.region} --automation-execution-id ${id}`,
      isStopping: found?.AutomationExecutionStatus === 'Cancelling',
      stop: async () => {
        if (await cancelAutomation(ssm, id)) {
          timeline.add('automation.stop', `asked Systems Manager to cancel ${id}`);
        }
      },
      hasEnded: async () => {
        const { AutomationExecution: execution } = await ssm.send(look);
        return automationHasEnded(execution?.AutomationExecutionStatus);
      },
    });
  }
  return work;
}
