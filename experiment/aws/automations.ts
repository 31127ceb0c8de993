import {
  DescribeAutomationExecutionsCommand,
  StopAutomationExecutionCommand,
  type AutomationExecutionFilter,
  type AutomationExecutionMetadata,
  type DescribeAutomationExecutionsCommandOutput,
} from '@aws-sdk/client-ssm';
import type { Clients } from './clients';
import { detacherOf, type DeployedRegion } from '../deployment/deployment';

type Ssm = ReturnType<Clients['ssm']>;

/** Statuses after which nothing of an automation runs; any other is taken as under way (Systems Manager API reference, AutomationExecutionStatus). */
const ENDED = [
  'Success',
  'Failed',
  'TimedOut',
  'Cancelled',
  'CompletedWithSuccess',
  'CompletedWithFailure',
  'Rejected',
  'Exited',
];

/** Whether nothing of an automation with that status runs any more. */
export function automationHasEnded(status: string | undefined): boolean {
  return ENDED.includes(status ?? '');
}

/** The executions of documents whose names begin with that of a region's document, and that match all filters. */
export async function listAutomations(
  ssm: Ssm,
  { documentName }: DeployedRegion,
  filters: readonly AutomationExecutionFilter[] = [],
): Promise<AutomationExecutionMetadata[]> {
  const found: AutomationExecutionMetadata[] = [];
  const Filters = [{ Key: 'DocumentNamePrefix' as const, Values: [documentName] }, ...filters];
  let NextToken: string | undefined;
  do {
    const page: DescribeAutomationExecutionsCommandOutput = await ssm.send(
      new DescribeAutomationExecutionsCommand({ Filters, NextToken }),
    );
    found.push(...(page.AutomationExecutionMetadataList ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

/** The executions of a region's documents that have not ended. */
export async function automationsUnderWay(
  ssm: Ssm,
  region: DeployedRegion,
): Promise<AutomationExecutionMetadata[]> {
  const names = [region.documentName, detacherOf(region).documentName];
  return (await listAutomations(ssm, region)).filter(
    ({ DocumentName: name = '', AutomationExecutionStatus: status }) =>
      names.includes(name) && !automationHasEnded(status),
  );
}

/**
 * Asks Systems Manager to cancel an execution.
 * @returns false where it has ended in the meantime, and need not be cancelled
 */
export async function cancelAutomation(ssm: Ssm, id: string): Promise<boolean> {
  try {
    await ssm.send(new StopAutomationExecutionCommand({ AutomationExecutionId: id, Type: 'Cancel' }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidAutomationStatusUpdateException') return false;
    throw error;
  }
}
