import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { stopRunningWork, endedWithin, whatCouldAttach } from './stop-running-work';
import { targetsOf, type DeployedRegion } from '../deployment/deployment';
import { detachOnce, LONGEST_AUTOMATION_MS } from './detach-once';
import { faultLeftWords, isClean, readEachFault, readFaults } from '../fault/fault-left';
import type { Restoration } from '../journal/journal';
import { messageOf } from '../message-of';
import type { Clock } from '../time/clock';
import type { RestoreProps } from './restore-props';
import { wordsOf, type RunningWork } from './running-work';
import type { ServedTarget } from '../fault/releases';
import {
  carriesFault,
  differencesBetween,
  isReleasedSince,
  nameOfLayer,
  takeSnapshot,
  unknownBefore,
  type Snapshot,
} from '../fault/snapshot';
import { UnreadableVariablesError } from '../fault/variables-of';

const POLL_MS = 5_000;

/** So often the document is started for a function, before the restoration is given up. */
const ATTEMPTS = 3;

/** All of a region's functions are read within so long, or nothing is said of them: a second or two is usual. */
export const LONGEST_LOOK_MS = 30_000;

/** So often they are read, before that is given up. */
const LOOKS = 5;

const TOO_SLOW = `AWS did not answer within ${LONGEST_LOOK_MS / 1000} s what the functions are like, and they may have changed meanwhile`;

/** A game day's differences are shown up to so many. */
const MOST_SHOWN = 3;

/** The functions are known to differ from what they were, and could not be restored. */
export class StillDiffers extends Error {
  override readonly name = 'StillDiffers';

  /** @param differences in what, a sentence each */
  constructor(
    cause: unknown,
    readonly differences: readonly string[],
  ) {
    super(messageOf(cause), { cause });
  }
}

/**
 * Makes sure that the functions are as they were, and that nothing is under way that could change that: compares them with their
 * snapshots, lets the document detach the fault where they differ, and compares them again.
 * @param graceMs how long others, such as the safety net's rule, may take to put them back before this does
 * @throws StillDiffers where the document could not detach the fault; Error where what could attach it again does not end, or AWS does not
 * say what the functions are like
 */
export async function restoreToSnapshots(
  props: RestoreProps,
  region: DeployedRegion,
  snapshots: readonly Snapshot[],
  graceMs = 0,
): Promise<Restoration> {
  const { clock, timeline } = props;
  const latest = clock.now() + graceMs;
  let found = await differencesNow(props, region, snapshots);
  while (found.length > 0 && clock.now() < latest) {
    await clock.sleep(POLL_MS);
    found = await differencesNow(props, region, snapshots);
  }
  if (found.length === 0) return { proven: true, differences: [] };
  const { faults } = await readEachFault(props, region);
  const left = faultLeftWords(faults, '`npm run restore`, or this run now,');
  if (left !== null) timeline.add('fault.left', left);
  timeline.add(
    'restore.started',
    `${inShort(found)}: detaching the fault from ${targetsOf(region).join(' and ')}`,
  );
  await detachFault(props, region).catch(async (error: unknown) => {
    const left = await compare(props, region, snapshots);
    throw left.length === 0 ? error : new StillDiffers(error, left);
  });
  // Detaching may take many minutes, in which somebody may have started an experiment: theirs is not stopped, but nothing is proven.
  const differences = await differencesNow(props, region, snapshots);
  return { proven: differences.length === 0, differences };
}

/**
 * What could attach the fault again, and what differs in the functions from their snapshots; a sentence each. Where AWS was silent or nobody was
 * logged in meanwhile, what was read first may not be so any more: then everything is read again.
 */
export async function differencesNow(
  props: RestoreProps,
  region: DeployedRegion,
  snapshots: readonly Snapshot[],
): Promise<string[]> {
  const { clock } = props;
  for (let look = 1; ; look += 1) {
    const began = clock.now();
    // In that order: what has ended by then shows in the functions.
    const found = [...(await whatCouldAttach(props, region)), ...(await compare(props, region, snapshots))];
    if (!isOutOfDate(clock, began)) return found;
    if (look === LOOKS) return [...found, TOO_SLOW];
  }
}

/** Whether what was read from a moment on may have changed since: AWS was silent, or nobody was logged in. */
export function isOutOfDate(clock: Clock, since: number): boolean {
  return clock.now() - since > LONGEST_LOOK_MS;
}

/**
 * Stops what could attach the fault again, and lets the document take the fault away from every target of a region. What does not stop
 * at once is waited for, and then the document runs once more.
 * @throws Error that names what failed and says why, once all has been tried
 */
export async function detachFault(props: RestoreProps, region: DeployedRegion): Promise<void> {
  const { work, unknown } = await stopRunningWork(props, region);
  const failures = await detachFromAll(props, region);
  const left = work.length === 0 ? failures : await detachAfter(work, props, region);
  const problems = [...left, ...unknown];
  if (problems.length > 0) throw new Error(`${problems.join('; ')}; to go on, run \`npm run restore\``);
}

/** Returns what went wrong, a sentence each. */
async function detachAfter(
  work: readonly RunningWork[],
  props: RestoreProps,
  region: DeployedRegion,
): Promise<string[]> {
  const { clock, timeline } = props;
  timeline.add(
    'restore.waiting',
    `until what could attach the fault again has ended: ${work.map(wordsOf).join('; ')}`,
  );
  const left = await endedWithin(clock, work, LONGEST_AUTOMATION_MS);
  const failures = await detachFromAll(props, region);
  return [
    ...failures,
    ...left.map(
      (each) =>
        `${wordsOf(each)}, has not ended, and could attach the fault again: stop it with \`${each.stopCommand}\``,
    ),
  ];
}

/** Lets the document take the fault away from every target. Returns why it could not, a sentence for each target that is left. */
async function detachFromAll(props: RestoreProps, region: DeployedRegion): Promise<string[]> {
  const targets = targetsOf(region);
  const attempts = await Promise.allSettled(targets.map((target) => detachFrom(props, region, target)));
  return attempts.flatMap((attempt, index) => {
    if (attempt.status === 'fulfilled') return [];
    const reason: unknown = attempt.reason;
    return [`${targets[index] ?? ''}: ${messageOf(reason)}`];
  });
}

/**
 * The targets of a region whose alias serves a version with the fault.
 * @throws UnreadableVariablesError where that cannot be told of one
 */
export async function faultyTargets(props: RestoreProps, region: DeployedRegion): Promise<string[]> {
  const served = await servedTargets(props, region);
  return served.flatMap((target) => (target.carriesFault ? [target.functionName] : []));
}

/**
 * What the alias of each target of a region serves.
 * @throws UnreadableVariablesError where it cannot be told whether one carries the fault
 */
export async function servedTargets(
  { clients, deployment }: RestoreProps,
  region: DeployedRegion,
): Promise<ServedTarget[]> {
  const lambda = clients.lambda(region.region);
  return Promise.all(
    targetsOf(region).map(async (FunctionName) => {
      const served = await lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName, Qualifier: deployment.alias }),
      );
      const carries = carriesFault(served, region.layerArn);
      if (carries === null) throw new UnreadableVariablesError(served);
      return {
        functionName: FunctionName,
        version: served.Version ?? '',
        codeSha256: served.CodeSha256 ?? null,
        carriesFault: carries,
      };
    }),
  );
}

/** What differs, or cannot be compared, in every target. */
async function compare(
  props: RestoreProps,
  region: DeployedRegion,
  snapshots: readonly Snapshot[],
): Promise<string[]> {
  const { clients, deployment } = props;
  const lambda = clients.lambda(region.region);
  const found = targetsOf(region).map(async (target): Promise<string[]> => {
    const before = snapshots.find(({ functionName }) => functionName === target);
    if (before === undefined) return [unknownBefore(target)];
    try {
      const after = await takeSnapshot(lambda, target, deployment.alias, before.salt);
      const differences = differencesBetween(before, after);
      // What somebody else has released since is theirs to keep: then nothing of the fault may be left.
      const isTheirs = differences.length > 0 && isReleasedSince(before, after);
      return isTheirs && (await isWithoutFault(props, region, after)) ? [] : differences;
    } catch (error) {
      if (error instanceof UnreadableVariablesError) return [error.message];
      throw error;
    }
  });
  return (await Promise.all(found)).flat();
}

/** Whether nothing that the fault brings is left of it in a target. */
async function isWithoutFault(
  props: RestoreProps,
  region: DeployedRegion,
  { functionName, layers }: Snapshot,
): Promise<boolean> {
  const faults = await readFaults(props, region);
  const layer = nameOfLayer(region.layerArn);
  return (
    faults.every((fault) => fault.functionName !== functionName || isClean(fault)) &&
    !layers.some((arn) => nameOfLayer(arn) === layer)
  );
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
