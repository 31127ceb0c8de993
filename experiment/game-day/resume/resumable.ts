import { regionNamed, targetsOf } from '../../deployment/deployment';
import { unknownFault } from '../../fault/fault-record';
import { GameDayRecord } from '../game-day-record';
import type { Journal, Restoration, TimelineEntry } from '../../journal/journal';
import { REROUTED } from '../journal-of';
import type { Window } from '../../measure/metrics';
import { unknownBefore } from '../../fault/snapshot';

/** What the timeline calls it when a game day is resumed. */
export const RESUMED = 'gameday.resumed';

/** What the timeline calls it when the runner leaves a game day that goes on. */
export const LEFT = 'gameday.left';

/** What the timeline calls it when nobody watched for a while, although the runner lives. */
export const UNWATCHED = 'gameday.unwatched';

/** How a game day that is aborted says so. */
const BROKEN_OFF = ['gameday.interrupted', 'gameday.failed'];

/** @throws Error where a game day has come to its end: there is nothing to resume */
export function checkResumable({ status, restored, experiment }: Journal): void {
  if (status === 'running') return;
  const mayBeBroken = restored.proven === false;
  if ((status === 'interrupted' || status === 'failed') && mayBeBroken) return;
  const advice = mayBeBroken
    ? `; \`npm run restore -- --region ${experiment.region}\` restores the functions`
    : '';
  throw new Error(
    `this game day has ended (${status}), so it cannot be resumed: only one whose runner died can be${advice}`,
  );
}

/**
 * What a game day had come to, by its journal.
 * @param id the game day's own from now on, where the journal is of a version that knew none
 */
export function recordOf(journal: Journal, id: string): GameDayRecord {
  const { times, timeline } = journal;
  const record = new GameDayRecord(Date.parse(times.begunAt), journal.id ?? id);
  record.isOfOlderVersion = journal.id === undefined;
  record.steadyState = windowOf(times.steadyStateFrom, times.steadyStateTo);
  record.snapshots = journal.snapshots;
  record.deployedFault = journal.fault ?? unknownFault('this journal was begun before journals told it');
  record.startedAt = momentOf(times.startedAt);
  record.clientToken = journal.experiment.clientToken;
  if (journal.experiment.id !== null) {
    const { id, status, actions } = journal.experiment;
    record.earlierExperiment = { id, status: status ?? 'pending', actions };
  }
  record.endedAt = momentOf(times.endedAt);
  record.recoveredAt = momentOf(times.recoveredAt);
  record.restored = comparedOnly(journal);
  record.fault = faultOf(timeline);
  // Older journals know of the last target only.
  record.moments.faultStartedAt = momentOf(times.faultStartedAt ?? times.faultLiveAt);
  record.moments.faultLiveAt = momentOf(times.faultLiveAt);
  for (const [target, at] of Object.entries(times.targetLiveAt ?? {})) {
    record.targetLiveAt.set(target, Date.parse(at));
  }
  record.moments.detectedAt = momentOf(times.detectedAt);
  record.moments.restoredAt = momentOf(times.restoredAt);
  record.releases.push(...(journal.releases ?? []));
  record.checks.push(...stillTrue(journal, record.restored));
  const { status, reason = '' } = journal;
  const broken = timeline.findLast(({ event }) => BROKEN_OFF.includes(event));
  if (status === 'interrupted' || status === 'failed') record.end(status, reason);
  else if (broken !== undefined) {
    record.end(broken.event === BROKEN_OFF[0] ? 'interrupted' : 'failed', broken.detail);
  }
  return record;
}

/** The restoration, as far as a journal can vouch for it: nothing is proven of a target that there is no snapshot of, whatever it says. */
function comparedOnly({ restored, snapshots, deployment, experiment }: Journal): Restoration {
  if (restored.proven !== true) return restored;
  const differences = targetsOf(regionNamed(deployment, experiment.region))
    .filter((target) => !snapshots.some(({ functionName }) => functionName === target))
    .map(unknownBefore);
  return differences.length === 0 ? restored : { proven: false, differences };
}

/** How far the fault had come, by the last that the timeline tells of it. */
function faultOf(timeline: readonly TimelineEntry[]): GameDayRecord['fault'] {
  const states = { 'fault.started': 'started', 'fault.live': 'live', 'fault.gone': 'gone' } as const;
  const told = timeline.flatMap(({ event }) => new Map(Object.entries(states)).get(event) ?? []);
  return told.at(-1) ?? 'awaited';
}

/** What happened before; none where nothing is resumed. */
export function timelineOf(journal: Journal | undefined): readonly TimelineEntry[] {
  // The rerouting is found anew in the metrics.
  return (journal?.timeline ?? []).filter(({ event }) => event !== REROUTED);
}

/** What was judged stays judged; but a restoration that was not proven is tried again, and so is judged again. */
function stillTrue({ checks }: Journal, restored: Restoration): Journal['checks'] {
  return restored.proven === false ? checks.filter(({ kind }) => kind !== 'restoration') : checks;
}

function windowOf(from: string | null, to: string | null): Window | null {
  return from === null || to === null ? null : { from: Date.parse(from), to: Date.parse(to) };
}

function momentOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}
