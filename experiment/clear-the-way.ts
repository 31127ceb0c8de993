import { GetExperimentCommand, ListExperimentsCommand, StopExperimentCommand } from '@aws-sdk/client-fis';
import {
  DescribeAutomationExecutionsCommand,
  GetAutomationExecutionCommand,
  StopAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import type { DeployedRegion } from './deployment';
import { hasEnded } from './fis-experiment';
import { messageOf } from './message-of';
import type { RestoreProps } from './restore';

/** A cancelled automation may clean up for two minutes (Systems Manager user guide, onCancel); the rest is for AWS to tell. */
const LONGEST_ENDING_MS = 180_000;
const POLL_MS = 5_000;

/** Statuses after which nothing of an automation runs; any other is taken as under way (Systems Manager API reference, AutomationExecutionStatus). */
export const ENDED_AUTOMATION = [
  'Success',
  'Failed',
  'TimedOut',
  'Cancelled',
  'CompletedWithSuccess',
  'CompletedWithFailure',
  'Rejected',
  'Exited',
];

/** Something that could attach the fault again, by its kind: how AWS tells of those that are under way, and how one is ended. */
interface Culprits {
  /** A page of ids, and the token of the next. */
  list(token: string | undefined): Promise<{ readonly ids: readonly string[]; readonly next?: string }>;
  end(id: string): Promise<void>;
  hasEnded(id: string): Promise<boolean>;
}

/**
 * Ends what could attach the fault again after it was detached: experiments of the region's template that have not ended, and executions
 * of its document that are under way. Where AWS does not answer, that is noted and nothing more: the fault can be detached all the same.
 */
export async function clearTheWay(props: RestoreProps, region: DeployedRegion): Promise<void> {
  try {
    await endAll(props, experiments(props, region));
    await endAll(props, automations(props, region));
  } catch (error) {
    props.timeline.add('restore.unclear', `what still runs could not be ended: ${messageOf(error)}`);
  }
}

async function endAll({ clock }: RestoreProps, culprits: Culprits): Promise<void> {
  const running: string[] = [];
  let token: string | undefined;
  do {
    const { ids, next } = await culprits.list(token);
    running.push(...ids);
    token = next;
  } while (token !== undefined);
  for (const id of running) await culprits.end(id);
  const latest = clock.now() + LONGEST_ENDING_MS;
  for (const id of running) {
    while (clock.now() < latest && !(await culprits.hasEnded(id))) await clock.sleep(POLL_MS);
  }
}

function experiments({ clients, timeline }: RestoreProps, region: DeployedRegion): Culprits {
  const fis = clients.fis(region.region);
  return {
    list: async (nextToken) => {
      const { experiments: page = [], nextToken: next } = await fis.send(
        new ListExperimentsCommand({ nextToken }),
      );
      const ours = page.filter(
        ({ experimentTemplateId, state }) =>
          experimentTemplateId === region.experimentTemplateId && !hasEnded(state?.status),
      );
      return { ids: ours.flatMap(({ id }) => id ?? []), next };
    },
    end: async (id) => {
      await fis.send(new StopExperimentCommand({ id }));
      timeline.add('experiment.stop', `asked FIS to stop ${id}`);
    },
    hasEnded: async (id) => {
      const { experiment } = await fis.send(new GetExperimentCommand({ id }));
      return hasEnded(experiment?.state?.status);
    },
  };
}

function automations({ clients, timeline }: RestoreProps, region: DeployedRegion): Culprits {
  const ssm = clients.ssm(region.region);
  const isOver = (status: string | undefined): boolean => ENDED_AUTOMATION.includes(status ?? '');
  return {
    list: async (NextToken) => {
      const Filters = [{ Key: 'DocumentNamePrefix' as const, Values: [region.documentName] }];
      const { AutomationExecutionMetadataList: page = [], NextToken: next } = await ssm.send(
        new DescribeAutomationExecutionsCommand({ Filters, NextToken }),
      );
      const ours = page.filter(
        ({ DocumentName, AutomationExecutionStatus: status }) =>
          DocumentName === region.documentName && !isOver(status),
      );
      return { ids: ours.flatMap(({ AutomationExecutionId: id }) => id ?? []), next };
    },
    end: async (id) => {
      // One that has ended in the meantime cannot be stopped, and need not be.
      await ssm
        .send(new StopAutomationExecutionCommand({ AutomationExecutionId: id, Type: 'Cancel' }))
        .catch(() => undefined);
      timeline.add('automation.stop', `asked Systems Manager to cancel ${id}`);
    },
    hasEnded: async (id) => {
      const { AutomationExecution: execution } = await ssm.send(
        new GetAutomationExecutionCommand({ AutomationExecutionId: id }),
      );
      return isOver(execution?.AutomationExecutionStatus);
    },
  };
}
