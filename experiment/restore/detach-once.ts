import { GetAutomationExecutionCommand, StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import { automationHasEnded, cancelAutomation } from '../aws/automations';
import { detacherOf, type DeployedRegion } from '../deployment/deployment';
import { withoutTraceback } from './without-traceback';
import { messageOf } from '../message-of';
import type { RestoreProps } from './restore-props';

/** A document's step is ended after 600 s; the rest is for Systems Manager to begin and to tell. */
export const LONGEST_AUTOMATION_MS = 660_000;

/** The document takes half a minute; whoever waits for longer wants to know for what. */
const UNUSUAL_MS = 120_000;
const POLL_MS = 5_000;

/**
 * Starts the document for a function, and waits until it has ended; an execution that is still under way when it should have ended is
 * cancelled.
 * @returns why it did not detach the fault; null where it did
 */
export async function detachOnce(
  props: RestoreProps,
  region: DeployedRegion,
  functionName: string,
): Promise<string | null> {
  const { clients, clock, timeline } = props;
  const ssm = clients.ssm(region.region);
  const startedAt = clock.now();
  const id = await start(props, region, functionName);
  const underWay = `execution ${id} of ${detacherOf(region).documentName} has been under way since ${new Date(startedAt).toISOString()}`;
  const look = `aws ssm get-automation-execution --region ${region.region} --automation-execution-id ${id}`;
  for (let isNoted = false; ;) {
    await clock.sleep(POLL_MS);
    const { AutomationExecution: execution } = await ssm.send(
      new GetAutomationExecutionCommand({ AutomationExecutionId: id }),
    );
    const status = execution?.AutomationExecutionStatus ?? 'unknown';
    if (status === 'Success') return null;
    const failure = `the document could not detach the fault (${status}).`;
    if (automationHasEnded(status)) {
      return `${failure} ${withoutTraceback(execution?.FailureMessage ?? '', `\`${look}\``)}`;
    }
    const waited = clock.now() - startedAt;
    if (waited > LONGEST_AUTOMATION_MS) {
      const cancelled = await cancelAutomation(ssm, id).then(
        () => 'it has been cancelled',
        (error: unknown) => `it could not be cancelled (${messageOf(error)})`,
      );
      return `${failure} The ${underWay}, and Systems Manager ends a script after 10 min: ${cancelled}. \`${look}\` shows what it waited for`;
    }
    if (waited > UNUSUAL_MS && !isNoted) {
      timeline.add('restore.waiting', `${functionName}: ${underWay} (${status}); \`${look}\` shows more`);
      isNoted = true;
    }
  }
}

/** Returns the execution's id. */
async function start(
  { clients, deployment }: RestoreProps,
  region: DeployedRegion,
  functionName: string,
): Promise<string> {
  const { documentName, roleArn } = detacherOf(region);
  const { AutomationExecutionId: id = '' } = await clients.ssm(region.region).send(
    new StartAutomationExecutionCommand({
      DocumentName: documentName,
      Parameters: {
        FunctionName: [functionName],
        AliasName: [deployment.alias],
        LayerArn: [region.layerArn],
        AutomationAssumeRole: [roleArn],
        ChaosMode: ['DISABLED'],
      },
    }),
  );
  return id;
}
