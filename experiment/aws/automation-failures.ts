import { GetAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import { listAutomations } from './automations';
import type { Clients } from './clients';
import type { DeployedRegion } from '../deployment/deployment';

/** Why executions of the region's document have failed since a moment, in Systems Manager's words: for Python, the traceback. */
export async function automationFailures(
  ssm: ReturnType<Clients['ssm']>,
  region: DeployedRegion,
  since: number,
): Promise<string[]> {
  const sinceThen = { Key: 'StartTimeAfter' as const, Values: [new Date(since).toISOString()] };
  const failures: string[] = [];
  for (const { AutomationExecutionId: id } of await listAutomations(ssm, region, [sinceThen])) {
    const { AutomationExecution: execution } = await ssm.send(
      new GetAutomationExecutionCommand({ AutomationExecutionId: id }),
    );
    if (execution?.FailureMessage !== undefined) failures.push(execution.FailureMessage);
  }
  return failures;
}
