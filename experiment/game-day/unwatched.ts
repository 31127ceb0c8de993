import type { Experiment, ExperimentAction } from '@aws-sdk/client-fis';
import { durationSeconds } from '../../schemas/duration';
import { targetsOf } from '../deployment';
import type { FisExperiment } from '../fis-experiment';
import type { GameDayContext } from './context';
import { faultyTargets } from '../restore';

/** An action of FIS ends some seconds after what it did to the functions. */
const NOBODY = "at the latest by then, from FIS' action times: nobody watched";

/**
 * Notes what happened while nobody watched: how far the experiment has come, and the fault's coming and going by the times of FIS'
 * actions. What they do not tell stays unknown.
 */
export async function noteUnwatched(day: GameDayContext, experiment: FisExperiment): Promise<void> {
  const { clients, clock, deployment, timeline, region, record } = day;
  const nobodyWatched = true;
  await experiment.look(nobodyWatched);
  const faulty = await faultyTargets({ clients, clock, deployment, timeline }, region);
  const targets = targetsOf(region);
  const where = `${targets.join(' and ')} in ${region.region}`;
  const { liveAt, goneAt, isWaiting } = faultTimes(experiment.latest);
  // An attach that ran out of time counts as completed too; then the targets do not serve the fault.
  const wasLive = liveAt !== null && !(isWaiting && faulty.length < targets.length);
  if (record.fault === 'awaited' && wasLive) {
    record.fault = 'live';
    record.moments.faultLiveAt = liveAt;
    timeline.addAt(liveAt, 'fault.live', `${where} serve the fault (${NOBODY})`);
  }
  if (record.fault !== 'live' || faulty.length > 0) return;
  record.fault = 'gone';
  record.moments.restoredAt = goneAt;
  if (goneAt === null) {
    timeline.add('fault.gone', `${where} serve the fault no more; nobody watched when it went`);
  } else {
    timeline.addAt(goneAt, 'fault.gone', `${where} serve the fault no more (${NOBODY})`);
  }
}

interface FaultTimes {
  /** When the actions before the wait, which attach the fault, were completed; null where that is not known. */
  readonly liveAt: number | null;
  /** When those after it, which detach the fault, were completed; null where they were not. */
  readonly goneAt: number | null;
  /** Whether the experiment is between the two. */
  readonly isWaiting: boolean;
}

function faultTimes(experiment: Experiment | null): FaultTimes {
  const actions = Object.values(experiment?.actions ?? {});
  const wait = actions.find(({ actionId }) => actionId === 'aws:fis:wait');
  const automations = actions.filter(({ actionId }) => actionId === 'aws:ssm:start-automation-execution');
  const [waitedFrom, waitedTo] = [momentOf(wait?.startTime), momentOf(wait?.endTime)];
  if (waitedFrom === null) return { liveAt: null, goneAt: null, isWaiting: false };
  const began = (action: ExperimentAction): number => momentOf(action.startTime) ?? Infinity;
  return {
    liveAt: lastEnd(automations.filter((action) => began(action) < waitedFrom)),
    goneAt:
      waitedTo === null
        ? null
        : lastEnd(automations.filter((action) => began(action) >= waitedTo || began(action) === Infinity)),
    isWaiting: waitedTo === null,
  };
}

/** When the last of them was completed; null where there are none, or not all were completed. */
function lastEnd(actions: readonly ExperimentAction[]): number | null {
  const ends = actions.map(endOf);
  return ends.length === 0 || ends.includes(null) ? null : Math.max(...ends.filter((end) => end !== null));
}

/**
 * When an automation was completed; null where it was not. One that FIS cancelled because its time ran out is `completed` like any other
 * (FIS workshop of AWS), whatever it had done by then: it is known by its having taken all its time.
 */
function endOf({ state, startTime, endTime, parameters = {} }: ExperimentAction): number | null {
  const [start, end] = [momentOf(startTime), momentOf(endTime)];
  if (state?.status !== 'completed' || start === null || end === null) return null;
  const longest = durationSeconds(parameters.maxDuration ?? '') ?? Infinity;
  return end - start < longest * 1000 ? end : null;
}

function momentOf(date: Date | undefined): number | null {
  return date?.getTime() ?? null;
}
