import type { Clock } from '../time/clock';
import type { DeployedRegion } from '../deployment/deployment';
import { messageOf } from '../message-of';
import type { RestoreProps } from './restore-props';
import { attachingAutomations, runningExperiments, wordsOf, type RunningWork } from './running-work';

/**
 * What is cancelled ends with its script's next call, and FIS looks at it every few seconds. Whatever takes longer must not keep the
 * fault in place meanwhile: it is waited for after the fault has been detached.
 */
const LONGEST_ENDING_MS = 60_000;
const POLL_MS = 5_000;

const COULD_ATTACH = 'could attach the fault again';

/** What could attach the fault again. */
export interface StillRunning {
  /** What has been asked to end, and has not ended. */
  readonly work: readonly RunningWork[];
  /** Why it is not known whether there is more, a sentence each. */
  readonly unknown: readonly string[];
}

/**
 * Stops what could attach the fault again after it was detached: experiments of the region's template that have not ended, and executions
 * of its document that are under way. Where AWS does not answer, that is noted: the fault can be detached all the same.
 * @returns what has not ended a minute later
 */
export async function stopRunningWork(props: RestoreProps, region: DeployedRegion): Promise<StillRunning> {
  const experiments = await stopAll(props, () => runningExperiments(props, region));
  // FIS cancels the automations of an experiment that it stops.
  const automations = await stopAll(props, () => attachingAutomations(props, region));
  return {
    work: [...experiments.work, ...automations.work],
    unknown: [...experiments.unknown, ...automations.unknown],
  };
}

/** What could attach the fault again, a sentence each; where AWS does not say what runs, that is a sentence too. */
export async function whatCouldAttach(props: RestoreProps, region: DeployedRegion): Promise<string[]> {
  try {
    const work = [
      ...(await runningExperiments(props, region)),
      ...(await attachingAutomations(props, region)),
    ];
    return work.map((each) => `${wordsOf(each)}, ${COULD_ATTACH}`);
  } catch (error) {
    return [notKnown(error)];
  }
}

/** Whether a sentence stands for what runs, or may run, and is no difference that anybody has seen in a function. */
export function isOfRunningWork(difference: string): boolean {
  return difference.includes(COULD_ATTACH);
}

/** Waits until all have ended, and no longer than that. Returns those that have not. */
export async function endedWithin(
  clock: Clock,
  work: readonly RunningWork[],
  milliseconds: number,
): Promise<RunningWork[]> {
  const latest = clock.now() + milliseconds;
  const left: RunningWork[] = [];
  for (const each of work) {
    let hasEnded = await each.hasEnded();
    while (!hasEnded && clock.now() < latest) {
      await clock.sleep(POLL_MS);
      hasEnded = await each.hasEnded();
    }
    if (!hasEnded) left.push(each);
  }
  return left;
}

async function stopAll(
  { clock, timeline }: RestoreProps,
  list: () => Promise<readonly RunningWork[]>,
): Promise<StillRunning> {
  try {
    const running = await list();
    for (const each of running) {
      if (each.isStopping) continue;
      // What cannot be stopped may still end by itself.
      await each.stop().catch((error: unknown) => {
        timeline.add('restore.unclear', `${each.name} could not be stopped: ${messageOf(error)}`);
      });
    }
    return { work: await endedWithin(clock, running, LONGEST_ENDING_MS), unknown: [] };
  } catch (error) {
    timeline.add('restore.unclear', notKnown(error));
    return { work: [], unknown: [notKnown(error)] };
  }
}

function notKnown(error: unknown): string {
  return `it is not known whether something runs that ${COULD_ATTACH}: ${messageOf(error)}`;
}
