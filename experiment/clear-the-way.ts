import { GetExperimentCommand, ListExperimentsCommand, StopExperimentCommand } from '@aws-sdk/client-fis';
import {
  DescribeAutomationExecutionsCommand,
  GetAutomationExecutionCommand,
  StopAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import type { DeployedRegion } from './deployment';
import { hasEnded } from './fis-experiment';
import type { RestoreProps } from './restore';

/** A cancelled automation may clean up for two minutes (Systems Manager user guide, onCancel); the rest is for AWS to tell. */
const LONGEST_ENDING_MS = 180_000;
const POLL_MS = 5_000;

/** Statuses of an automation after which nothing of it runs (Systems Manager API reference, AutomationExecutionStatus). */
const ENDED_AUTOMATION = ['Success', 'Failed', 'TimedOut', 'Cancelled'];

/**
 * Ends what could attach the fault again after it was detached: experiments of the region's template that have not ended, and executions
 * of its document that are under way. Where AWS does not answer, that is noted and nothing more: the fault can be detached all the same.
 */
export async function clearTheWay(props: RestoreProps, region: DeployedRegion): Promise<void> {
  try {
    await endExperiments(props, region);
    await endAutomations(props, region);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    props.timeline.add('restore.unclear', `what still runs could not be ended: ${message}`);
  }
}

async function endExperiments(
  { clients, clock, timeline }: RestoreProps,
  region: DeployedRegion,
): Promise<void> {
  const fis = clients.fis(region.region);
  const running: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await fis.send(new ListExperimentsCommand({ nextToken }));
    for (const { id, experimentTemplateId, state } of page.experiments ?? []) {
      const isOurs = experimentTemplateId === region.experimentTemplateId;
      if (isOurs && id !== undefined && !hasEnded(state?.status)) running.push(id);
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  for (const id of running) {
    await fis.send(new StopExperimentCommand({ id }));
    timeline.add('experiment.stop', `asked FIS to stop ${id}`);
  }
  const latest = clock.now() + LONGEST_ENDING_MS;
  for (const id of running) {
    while (clock.now() < latest) {
      const { experiment } = await fis.send(new GetExperimentCommand({ id }));
      if (hasEnded(experiment?.state?.status)) break;
      await clock.sleep(POLL_MS);
    }
  }
}

async function endAutomations(
  { clients, clock, timeline }: RestoreProps,
  region: DeployedRegion,
): Promise<void> {
  const ssm = clients.ssm(region.region);
  const running: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ssm.send(
      new DescribeAutomationExecutionsCommand({
        Filters: [{ Key: 'DocumentNamePrefix', Values: [region.documentName] }],
        NextToken,
      }),
    );
    for (const {
      AutomationExecutionId: id,
      DocumentName,
      AutomationExecutionStatus,
    } of page.AutomationExecutionMetadataList ?? []) {
      const isUnderWay = !ENDED_AUTOMATION.includes(AutomationExecutionStatus ?? '');
      if (DocumentName === region.documentName && id !== undefined && isUnderWay) running.push(id);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  for (const id of running) {
    // One that has ended in the meantime cannot be stopped, and need not be.
    await ssm
      .send(new StopAutomationExecutionCommand({ AutomationExecutionId: id, Type: 'Cancel' }))
      .catch(() => undefined);
    timeline.add('automation.stop', `asked Systems Manager to cancel ${id}`);
  }
  const latest = clock.now() + LONGEST_ENDING_MS;
  for (const id of running) {
    while (clock.now() < latest) {
      const { AutomationExecution: execution } = await ssm.send(
        new GetAutomationExecutionCommand({ AutomationExecutionId: id }),
      );
      if (ENDED_AUTOMATION.includes(execution?.AutomationExecutionStatus ?? '')) break;
      await clock.sleep(POLL_MS);
    }
  }
}
