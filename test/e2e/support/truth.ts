import { CUSTOMER_PROBES } from '../../../validation/hypothesis/probes';
import { RESTORATION_WINDOW_MS } from '../../../experiment/game-day/game-day-record';
import type { Journal, TimelineEntry } from '../../../experiment/journal/journal';
import type { Window } from '../../../experiment/measure/metrics';
import type { CheckKind } from '../../../validation/hypothesis/check-kinds';

const MINUTE_MS = 60_000;

/** Whether any customers of a region were counted in the minute that begins then. */
export type WereCounted = (region: string, minute: number) => boolean;

/** What a journal says that its runner, which has died meanwhile, could not know; a sentence each. */
export function untruthsAtDeath(journal: Journal): string[] {
  const { status, verdict, checks, times, restored, timeline, experiment } = journal;
  const has = (event: string): boolean => timeline.some((entry) => entry.event === event);
  const isJudged = checks.some(({ kind }) => kind !== 'steady-state');
  return sentences({
    'it is over': status !== 'running',
    'the hypothesis is judged': verdict !== 'inconclusive',
    'the functions are proven to be as before, and have not been compared':
      restored.proven === true && !has('restore.proven'),
    'there is nothing to restore, and an experiment was asked for':
      restored.proven === null && experiment.clientToken !== null,
    'there is an experiment, and none was started': experiment.id !== null && !has('experiment.started'),
    'the fault had started, and nobody had seen it': times.faultStartedAt != null && !has('fault.started'),
    'the fault was live, and nobody had seen it': times.faultLiveAt !== null && !has('fault.live'),
    'the fault was gone, and nobody had seen it': times.restoredAt !== null && !has('fault.gone'),
    'checks are judged whose time had not come': isJudged && !has('recovery.ended'),
    'it was written after the last that happened': timeline.some(({ at }) => at > journal.writtenAt),
  });
}

/** What the journal of a game day that was resumed says, and nobody could know; a sentence each. */
export function untruthsAfterwards(before: Journal, after: Journal, wereCounted: WereCounted): string[] {
  const resumed = after.timeline.filter(({ event }) => event === 'gameday.resumed');
  const resumedAt = resumed[0]?.at ?? '';
  const happened = new Set(after.timeline.map(textOf));
  const inSilence = after.timeline.filter(({ at }) => at > before.writtenAt && at < resumedAt);
  return [
    ...sentences({
      'it is not said once when it was resumed': resumed.length !== 1,
      'it is not said since when it was not observed': resumed[0]?.detail.includes(before.writtenAt) !== true,
      'what happened does not stand in its order': after.timeline.some(
        ({ at }, index) => at < (after.timeline[index - 1]?.at ?? ''),
      ),
    }),
    ...before.timeline
      .filter((entry) => !happened.has(textOf(entry)))
      .map((entry) => `lost: ${textOf(entry)}`),
    ...inSilence.filter((entry) => !isSecondHand(entry)).map((entry) => `nobody saw: ${textOf(entry)}`),
    ...after.checks
      .filter(({ name, held }) => held === true && isUncounted(name, after, wereCounted))
      .map(({ name, detail }) => `held, and nobody called: ${name}: ${detail}`),
  ];
}

/** What is known from FIS or from CloudWatch says so, or follows from the customers' requests alone. */
function isSecondHand({ event, detail }: TimelineEntry): boolean {
  return (
    /inferred from FIS|not observed|when is not known|CloudWatch/.test(detail) ||
    event === 'customers.rerouted'
  );
}

/** Whether a check is one of customers, and there is a whole minute of its time in which none were counted. */
function isUncounted(
  name: string,
  { hypothesis, deployment, times, experiment, checks }: Journal,
  wereCounted: WereCounted,
) {
  const check = hypothesis.checks.find((one) => one.name === name);
  const kind = checks.find((one) => one.name === name)?.kind;
  if (check === undefined || kind === undefined || !CUSTOMER_PROBES.includes(check.probe)) return false;
  const failed = experiment.region;
  const regions = deployment.regions
    .map(({ region }) => region)
    .filter((region) => check.regions === 'all' || (region === failed) === (check.regions !== 'other'));
  return regions.some((region) =>
    minutesIn(windowOf(kind, times)).some((minute) => !wereCounted(region, minute)),
  );
}

function windowOf(kind: CheckKind, times: Journal['times']): Window {
  const moment = (iso: string | null): number => Date.parse(iso ?? '');
  if (kind === 'steady-state')
    return { from: moment(times.steadyStateFrom), to: moment(times.steadyStateTo) };
  if (kind !== 'restoration')
    return { from: moment(times.faultStartedAt ?? times.faultLiveAt), to: moment(times.restoredAt) };
  const to = moment(times.recoveredAt);
  return { from: Math.max(to - RESTORATION_WINDOW_MS, moment(times.endedAt)), to };
}

/** The beginnings of the whole minutes of a window. */
function minutesIn({ from, to }: Window): number[] {
  const first = Math.ceil(from / MINUTE_MS) * MINUTE_MS;
  const count = Math.max(0, Math.floor((to - first) / MINUTE_MS));
  return Array.from({ length: count }, (_, index) => first + index * MINUTE_MS);
}

function textOf({ at, event, detail }: TimelineEntry): string {
  return `${at} ${event} ${detail}`;
}

/** Those that are true. */
function sentences(found: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(found).flatMap(([sentence, isTrue]) => (isTrue ? [sentence] : []));
}
