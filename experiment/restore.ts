import { GetAutomationExecutionCommand, StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import type { Clients } from './clients';
import type { Clock } from './clock';
import { targetsOf, type DeployedRegion, type Deployment } from './deployment';
import type { Restoration } from './journal';
import { carriesFault, differencesBetween, takeSnapshot, type Snapshot } from './snapshot';
import type { Timeline } from './timeline';

/** What a restoration works with. */
export interface RestoreProps {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly deployment: Deployment;
  readonly timeline: Timeline;
}

/** A document's step is ended after 600 s; the rest is for Systems Manager to begin and to tell. */
const LONGEST_AUTOMATION_MS = 660_000;
const POLL_MS = 5_000;

/**
 * Makes sure that the functions are as they were: compares them with their snapshots, lets the document detach the fault where they
 * differ, and compares them again.
 */
export async function restoreToSnapshots(
  props: RestoreProps,
  region: DeployedRegion,
  snapshots: readonly Snapshot[],
): Promise<Restoration> {
  const found = await compare(props, region, snapshots);
  if (found.length === 0) return { proven: true, differences: [] };
  props.timeline.add(
    'restore.started',
    `${found.join('; ')}: detaching the fault from ${targetsOf(region).join(' and ')}`,
  );
  await detachFault(props, region);
  const differences = await compare(props, region, snapshots);
  return { proven: differences.length === 0, differences };
}

/**
 * Lets the document take the fault away from every target of a region, and waits for it.
 * @throws Error that names the function and says why, once all have been tried
 */
export async function detachFault(props: RestoreProps, region: DeployedRegion): Promise<void> {
  const targets = targetsOf(region);
  const attempts = await Promise.allSettled(targets.map((target) => detachFrom(props, region, target)));
  const failures = attempts.flatMap((attempt, index) => {
    if (attempt.status === 'fulfilled') return [];
    const reason: unknown = attempt.reason;
    return [`${targets[index] ?? ''}: ${reason instanceof Error ? reason.message : String(reason)}`];
  });
  if (failures.length > 0) throw new Error(failures.join('; '));
}

/** The targets of a region whose alias serves a version with the fault. */
export async function faultyTargets(
  { clients, deployment }: RestoreProps,
  region: DeployedRegion,
): Promise<string[]> {
  const lambda = clients.lambda(region.region);
  const targets = targetsOf(region);
  const faulty = await Promise.all(targets.map((target) => carriesFault(lambda, target, deployment.alias)));
  return targets.filter((_target, index) => faulty[index]);
}

/** Where a target carries the fault. */
export interface TargetFault {
  readonly functionName: string;
  /** The version that the alias serves. */
  readonly served: boolean;
  /** `$LATEST`, which the next publication would serve. */
  readonly latest: boolean;
}

/** Reads where the targets of a region carry the fault. */
export async function readFaults(
  { clients, deployment }: Pick<RestoreProps, 'clients' | 'deployment'>,
  region: DeployedRegion,
): Promise<TargetFault[]> {
  const lambda = clients.lambda(region.region);
  return Promise.all(
    targetsOf(region).map(async (functionName) => ({
      functionName,
      served: await carriesFault(lambda, functionName, deployment.alias),
      latest: await carriesFault(lambda, functionName),
    })),
  );
}

async function compare(
  { clients, deployment }: RestoreProps,
  region: DeployedRegion,
  snapshots: readonly Snapshot[],
): Promise<string[]> {
  const lambda = clients.lambda(region.region);
  const now = await Promise.all(
    snapshots.map(({ functionName }) => takeSnapshot(lambda, functionName, deployment.alias)),
  );
  return snapshots.flatMap((before, index) => {
    const after = now[index];
    return after === undefined ? [] : differencesBetween(before, after);
  });
}

async function detachFrom(props: RestoreProps, region: DeployedRegion, functionName: string): Promise<void> {
  const { clients, clock, deployment, timeline } = props;
  const ssm = clients.ssm(region.region);
  const { AutomationExecutionId: id } = await ssm.send(
    new StartAutomationExecutionCommand({
      DocumentName: region.documentName,
      Parameters: {
        FunctionName: [functionName],
        AliasName: [deployment.alias],
        LayerArn: [region.layerArn],
        AutomationAssumeRole: [region.automationRoleArn],
        ChaosMode: ['DISABLED'],
      },
    }),
  );
  const latest = clock.now() + LONGEST_AUTOMATION_MS;
  for (;;) {
    await clock.sleep(POLL_MS);
    const { AutomationExecution: execution } = await ssm.send(
      new GetAutomationExecutionCommand({ AutomationExecutionId: id }),
    );
    const status = execution?.AutomationExecutionStatus ?? 'unknown';
    if (status === 'Success') {
      timeline.add('restore.detached', `${functionName}: the document detached the fault`);
      return;
    }
    if (['Failed', 'TimedOut', 'Cancelled'].includes(status) || clock.now() > latest) {
      throw new Error(
        `the document could not detach the fault (${status}). ${execution?.FailureMessage ?? ''}`,
      );
    }
  }
}
