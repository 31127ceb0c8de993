import type { Experiment, ExperimentAction } from '@aws-sdk/client-fis';
import { durationSeconds } from '../../validation/duration';

const MINUTE_MS = 60_000;

/** What FIS itself takes between actions is seconds; an experiment that is an hour late hangs. */
const GRACE_MS = 60 * MINUTE_MS;

/** FIS ends an experiment after 12 h (FIS quotas); nothing is followed for longer. */
const LONGEST_MS = 13 * 60 * MINUTE_MS;

/**
 * How long an experiment may take before it is given up: an hour longer than its actions may, one after the other as they are, and never
 * longer than 13 hours.
 * @param experiment as FIS tells it; null where it has not been asked
 * @param faultMinutes how long the fault stays, where FIS does not tell the actions' durations
 */
export function longestExperimentMs(experiment: Experiment | null, faultMinutes: number): number {
  const actions = experiment?.actions ?? {};
  const ends = new Map<string, number>();
  const endOf = (name: string): number => {
    const known = ends.get(name);
    if (known !== undefined) return known;
    // FIS has no cycles; and if it had, this would not hang.
    ends.set(name, 0);
    const action = actions[name] ?? {};
    const end = Math.max(0, ...(action.startAfter ?? []).map(endOf)) + longestMs(action);
    ends.set(name, end);
    return end;
  };
  const longest = Math.max(faultMinutes * MINUTE_MS, ...Object.keys(actions).map(endOf));
  return Math.min(longest + GRACE_MS, LONGEST_MS);
}

function longestMs({ parameters = {} }: ExperimentAction): number {
  return (durationSeconds(parameters.maxDuration ?? parameters.duration ?? '') ?? 0) * 1000;
}
