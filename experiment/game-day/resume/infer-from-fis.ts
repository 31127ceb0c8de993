import type { Experiment, ExperimentAction } from '@aws-sdk/client-fis';
import { durationSeconds } from '../../../validation/duration';
import { targetsOf } from '../../deployment/deployment';
import { documentParametersOf, functionOf, isAttaching } from '../../fault/document-parameters';
import type { FisExperiment } from '../../aws/fis-experiment';
import { faultWords } from '../follow';
import type { GameDayContext } from '../context';
import { faultyTargets } from '../../restore/restore';
import type { RestoreProps } from '../../restore/restore-props';

/** An action of FIS ends some seconds after what it did to the functions. */
const NOBODY = "at the latest by then, inferred from FIS' action times";

/**
 * Notes what happened while nobody watched: how far the experiment has come, and the fault's coming and going by the times of FIS'
 * actions. What they do not tell stays unknown.
 */
export async function inferFromFis(
  day: RestoreProps & Pick<GameDayContext, 'record' | 'region'>,
  experiment: FisExperiment,
): Promise<void> {
  const { timeline, region, record } = day;
  await experiment.look(() => true);
  const faulty = await faultyTargets(day, region);
  const times = faultTimes(experiment.latest);
  noteStart(day, times, attachedIn(times, faulty, targetsOf(region)));
  if (record.fault === 'awaited' || record.fault === 'gone' || faulty.length > 0) return;
  const { goneAt } = times;
  record.fault = 'gone';
  record.moments.restoredAt = goneAt;
  const carried = record.targetLiveAt.size === 0 ? targetsOf(region) : [...record.targetLiveAt.keys()];
  const words = faultWords(carried, region, 'no longer ');
  if (goneAt === null) timeline.add('fault.gone', `${words}; when is not known`);
  else timeline.addAt(goneAt, 'fault.gone', `${words} (${NOBODY})`);
}

/** Notes the fault's coming, as far as nobody has seen it. */
function noteStart(
  { record, region, timeline }: Pick<GameDayContext, 'record' | 'region' | 'timeline'>,
  { attaches }: FaultTimes,
  attached: readonly Attached[],
): void {
  const targets = targetsOf(region);
  for (const { target, at } of attached) {
    if (target !== null && !record.targetLiveAt.has(target)) record.targetLiveAt.set(target, at);
  }
  const startedAt = attached[0]?.at;
  const liveAt = attached.at(-1)?.at;
  if (startedAt === undefined || liveAt === undefined) return;
  if (record.fault === 'awaited') {
    record.fault = 'started';
    record.moments.faultStartedAt = startedAt;
    const first = attached.flatMap(({ target, at }) => (target === null || at > startedAt ? [] : [target]));
    const words = faultWords(first.length === 0 ? targets : first, region);
    timeline.addAt(startedAt, 'fault.started', `${words} (${NOBODY})`);
  }
  const isEvery = targets.every((name) => attached.some(({ target }) => target === null || target === name));
  if (record.fault === 'started' && isEvery && attached.length === attaches.length) {
    record.fault = 'live';
    record.moments.faultLiveAt = liveAt;
    const words = `every target carries the fault: ${targets.join(' and ')} in ${region.region}`;
    timeline.addAt(liveAt, 'fault.live', `${words} (${NOBODY})`);
  }
}

/** What FIS' action times tell of the fault. */
interface FaultTimes {
  /** The actions that attach it, which are those before the wait; as far as they have begun. */
  readonly attaches: readonly ExperimentAction[];
  /** When the actions after the wait, which detach the fault, were completed; null where they were not. */
  readonly goneAt: number | null;
  /** Whether the wait is over, so that the targets may have been detached by now. */
  readonly isDetaching: boolean;
}

/** A target that came to carry the fault; its name is null where FIS does not tell it. */
interface Attached {
  readonly target: string | null;
  readonly at: number;
}

function faultTimes(experiment: Experiment | null): FaultTimes {
  const actions = Object.values(experiment?.actions ?? {});
  const wait = actions.find(({ actionId }) => actionId === 'aws:fis:wait');
  const automations = actions.filter(({ actionId }) => actionId === 'aws:ssm:start-automation-execution');
  const [waitedFrom, waitedTo] = [momentOf(wait?.startTime), momentOf(wait?.endTime)];
  const began = (action: ExperimentAction): number => momentOf(action.startTime) ?? Infinity;
  const ends = automations.filter((action) => waitedTo !== null && began(action) >= waitedTo).map(endOf);
  return {
    attaches: automations.filter(
      (action) =>
        began(action) < (waitedFrom ?? Infinity) && isAttaching(documentParametersOf(action.parameters)),
    ),
    goneAt: ends.length === 0 || ends.includes(null) ? null : Math.max(...ends.filter((end) => end !== null)),
    isDetaching: waitedTo !== null,
  };
}

/** The targets that came to carry the fault, the first one first. */
function attachedIn(
  { attaches, isDetaching }: FaultTimes,
  faulty: readonly string[],
  targets: readonly string[],
): Attached[] {
  return attaches
    .flatMap((action): Attached[] => {
      const at = endOf(action);
      const target = functionOf(documentParametersOf(action.parameters));
      // An attach that ran out of time counts as completed too; then the target does not carry the fault.
      const isThere = target === null ? faulty.length === targets.length : faulty.includes(target);
      return at !== null && (isDetaching || isThere) ? [{ target, at }] : [];
    })
    .sort((one, other) => one.at - other.at);
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
