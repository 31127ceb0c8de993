import type { Experiment } from '@aws-sdk/client-fis';
import { durationSeconds } from '../../validation/duration';
import { documentParametersOf, isAttaching } from './document-parameters';

/** When the fault of an experiment ends, if nobody does anything; in milliseconds since 1970, null where FIS has not told enough. */
export interface FaultEnds {
  /** The experiment's last actions begin to take it away: its wait is over. */
  readonly byActions: number | null;
  /** It expires by itself, at the latest. */
  readonly byExpiry: number | null;
}

/** When the fault ends, from what FIS last told of the experiment; the expiry is the template's, counted from the end of each attach. */
export function faultEnds(experiment: Experiment | null): FaultEnds {
  const actions = Object.values(experiment?.actions ?? {});
  const wait = actions.find(({ actionId }) => actionId === 'aws:fis:wait');
  const waited = momentAfter(wait?.startTime, durationSeconds(wait?.parameters?.duration ?? ''));
  const expiries = actions.flatMap(({ parameters, startTime, endTime }) => {
    const given = documentParametersOf(parameters);
    if (given.ExpiresAfterMinutes === undefined || !isAttaching(given)) return [];
    const longest = endTime === undefined ? durationSeconds(parameters?.maxDuration ?? '') : 0;
    const at = momentAfter(endTime ?? startTime, longest);
    const minutes = Number(given.ExpiresAfterMinutes);
    return at === null || Number.isNaN(minutes) ? [] : [at + minutes * 60_000];
  });
  return { byActions: waited, byExpiry: expiries.length === 0 ? null : Math.max(...expiries) };
}

/** What becomes of the fault while nobody can ask AWS, in a sentence. */
export function faultEndsWords({ byActions, byExpiry }: FaultEnds): string {
  const actions = byActions === null ? 'when its wait is over' : `from ${timeOf(byActions)}`;
  const expiry = byExpiry === null ? 'by itself' : `by itself at ${timeOf(byExpiry)} at the latest`;
  return (
    `FIS goes on meanwhile: the experiment's last actions take the fault away ${actions}; should they fail, the safety net's rule does when ` +
    `the experiment has ended; should that fail, the fault expires ${expiry}`
  );
}

function momentAfter(from: Date | undefined, seconds: number | undefined): number | null {
  return from === undefined || seconds === undefined ? null : from.getTime() + seconds * 1000;
}

/** `12:25:10 UTC` */
function timeOf(moment: number): string {
  return `${new Date(moment).toISOString().slice(11, 19)} UTC`;
}
