import { DescribeAutomationExecutionsCommand, GetAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import type { Clients } from './clients';
import type { DeployedRegion } from './deployment';

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
