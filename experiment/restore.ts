import { GetAutomationExecutionCommand, StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import type { Clients } from './clients';
import type { Clock } from './clock';
import { clearTheWay } from './clear-the-way';
import { targetsOf, type DeployedRegion, type Deployment } from './deployment';
import { faultLeftWords, readFaults } from './fault-left';
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

/** So often the document is started for a function, before the restoration is given up. */
const ATTEMPTS = 3;

/** A game day's differences are shown up to so many. */
const MOST_SHOWN = 3;

/**
 * Makes sure that the functions are as they were: compares them with their snapshots, lets the document detach the fault where they
 * differ, and compares them again.
 * @param patienceMs how long others, such as the safety net's rule, may take to put them back before this does
 */
export async function restoreToSnapshots(
  props: RestoreProps,
  region: DeployedRegion,
  snapshots: readonly Snapshot[],
  patienceMs = 0,
): Promise<Restoration> {
  const { clock, timeline } = props;
  const latest = clock.now() + patienceMs;
  let found = await compare(props, region, snapshots);
  while (found.length > 0 && clock.now() < latest) {
    await clock.sleep(POLL_MS);
    found = await compare(props, region, snapshots);
  }
  if (found.length === 0) return { proven: true, differences: [] };
  const left = faultLeftWords(await readFaults(props, region), '`npm run restore`, or this run now,');
  if (left !== null) timeline.add('fault.left', left);
  timeline.add(
    'restore.started',
    `${inShort(found)}: detaching the fault from ${targetsOf(region).join(' and ')}`,
  );
  await detachFault(props, region);
  const differences = await compare(props, region, snapshots);
  return { proven: differences.length === 0, differences };
}

/**
 * Ends what could attach the fault again, lets the document take it away from every target of a region, and waits for it.
 * @throws Error that names the function and says why, once all have been tried
 */
export async function detachFault(props: RestoreProps, region: DeployedRegion): Promise<void> {
  await clearTheWay(props, region);
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

function inShort(differences: readonly string[]): string {
  const more = differences.length - MOST_SHOWN;
  return `${differences.slice(0, MOST_SHOWN).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

/** What makes the document fail once may be gone when it is started again. */
async function detachFrom(props: RestoreProps, region: DeployedRegion, functionName: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const failure = await detachOnce(props, region, functionName);
    if (failure === null) {
      props.timeline.add('restore.detached', `${functionName}: the document detached the fault`);
      return;
    }
    if (attempt === ATTEMPTS) throw new Error(failure);
    props.timeline.add('restore.retried', `${functionName}: ${failure}`);
  }
}

/** Returns why the document failed; null where it did not. */
async function detachOnce(
  { clients, clock, deployment }: RestoreProps,
  region: DeployedRegion,
  functionName: string,
): Promise<string | null> {
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
    if (status === 'Success') return null;
    const failure = `the document could not detach the fault (${status}). ${execution?.FailureMessage ?? ''}`;
    if (['Failed', 'TimedOut', 'Cancelled'].includes(status)) return failure;
    if (clock.now() > latest) throw new Error(failure);
  }
}
