import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import type { DeployedRegion, Deployment } from '../deployment/deployment';
import { count, within, type Evidence } from '../measure/evidence';
import type { GameDayRecord } from './game-day-record';
import type {
  ClockRecord,
  CustomerCount,
  Denial,
  Diagnosis,
  Expected,
  Journal,
  TimelineEntry,
  World,
} from '../journal/journal';
import type { DashboardRecord } from '../journal/dashboard-record';
import { verdictOf } from '../judge/judge';
import { secondsBetween } from '../measure/metrics';
import type { PreflightResult } from '../journal/preflight-result';
import { findReroute } from '../measure/reroute';

/** What the timeline calls the customers' rerouting, which is found in the metrics afterwards. */
export const REROUTED = 'customers.rerouted';

/** What a journal is made from. */
export interface JournalSources {
  readonly world: World;
  readonly deployment: Deployment;
  readonly hypothesis: Hypothesis;
  readonly preflight: readonly PreflightResult[];
  readonly expected: Expected | null;
  readonly failed: DeployedRegion;
  readonly record: GameDayRecord;
  readonly clock: ClockRecord;
  readonly timeline: readonly TimelineEntry[];
  /** When this is written, in milliseconds since 1970. */
  readonly writtenAt: number;
  /** Whether the game day has come to its end. */
  readonly isOver: boolean;
  /** Null where the metrics have not been read, or could not be. */
  readonly evidence: Evidence | null;
  readonly diagnosis: readonly Diagnosis[];
  readonly denied: readonly Denial[];
  readonly dashboard: DashboardRecord | null;
}

/** Writes the journal of a game day as far as it has come. */
export function journalOf(sources: JournalSources): Journal {
  const { deployment, failed, record, evidence, isOver } = sources;
  const { faultStartedAt, faultLiveAt, detectedAt, restoredAt } = record.moments;
  const reroutedAt = reroutedAtOf(failed, evidence);
  return {
    schemaVersion: 1,
    id: record.id,
    writtenAt: new Date(sources.writtenAt).toISOString(),
    world: sources.world,
    status: isOver ? record.ending : 'running',
    ...(record.reason === null ? {} : { reason: record.reason }),
    verdict: isOver ? verdictOf(record.ending, record.checks, record.releases) : 'inconclusive',
    hypothesis: sources.hypothesis,
    deployment,
    clock: sources.clock,
    preflight: sources.preflight,
    experiment: {
      id: record.experiment?.id ?? null,
      templateId: failed.experimentTemplateId,
      region: failed.region,
      faultMinutes: deployment.fault.minutes,
      clientToken: record.clientToken,
      status: record.experiment?.status ?? null,
      actions: record.experiment?.actions ?? [],
    },
    fault: record.deployedFault,
    snapshots: record.snapshots,
    // The record goes on after this is written.
    checks: [...record.checks],
    times: {
      begunAt: new Date(record.begunAt).toISOString(),
      steadyStateFrom: isoOf(record.steadyState?.from ?? null),
      steadyStateTo: isoOf(record.steadyState?.to ?? null),
      startedAt: isoOf(record.startedAt),
      faultStartedAt: isoOf(faultStartedAt),
      faultLiveAt: isoOf(faultLiveAt),
      targetLiveAt: targetTimes(record),
      detectedAt: isoOf(detectedAt),
      reroutedAt: isoOf(reroutedAt),
      restoredAt: isoOf(restoredAt),
      endedAt: isoOf(record.endedAt),
      recoveredAt: isoOf(record.recoveredAt),
      secondsToDetect: secondsFrom(faultStartedAt, detectedAt),
      secondsToReroute: secondsFrom(faultStartedAt, reroutedAt),
    },
    customers: customersOf(sources),
    inEffect: evidence?.inEffect ?? [],
    restored: record.restored,
    releases: [...record.releases],
    timeline: reroutedAt === null ? [...sources.timeline] : withReroute(sources.timeline, failed, reroutedAt),
    denied: sources.denied,
    diagnosis: sources.diagnosis,
    expected: sources.expected,
    dashboard: sources.dashboard,
  };
}

function reroutedAtOf(failed: DeployedRegion, evidence: Evidence | null): number | null {
  const fault = evidence?.windows.recovery;
  if (evidence == null || fault == null) return null;
  const reroute = findReroute(evidence.customers.get(failed.region) ?? [], fault, failed);
  return reroute.kind === 'rerouted' ? reroute.at : null;
}

/** From the start of the experiment to its end; nothing where none was started. */
function customersOf({ deployment, record, evidence }: JournalSources): Record<string, CustomerCount> {
  const { startedAt, endedAt } = record;
  const window = startedAt === null ? null : { from: startedAt, to: endedAt ?? Infinity };
  return Object.fromEntries(
    deployment.regions.map(({ region }) => [
      region,
      count(window === null ? [] : within(evidence?.customers.get(region) ?? [], window)),
    ]),
  );
}

/** The customers' rerouting is found in the metrics afterwards; it takes its place in the order of time. */
function withReroute(
  timeline: readonly TimelineEntry[],
  failed: DeployedRegion,
  at: number,
): TimelineEntry[] {
  const entry = {
    at: new Date(at).toISOString(),
    event: REROUTED,
    detail: `customers of ${failed.region} are served by other regions`,
  };
  const after = timeline.findIndex((other) => other.at > entry.at);
  return after === -1 ? [...timeline, entry] : timeline.toSpliced(after, 0, entry);
}

function targetTimes({ targetLiveAt }: GameDayRecord): Record<string, string> | null {
  if (targetLiveAt.size === 0) return null;
  return Object.fromEntries([...targetLiveAt].map(([target, at]) => [target, new Date(at).toISOString()]));
}

function isoOf(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}

function secondsFrom(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : secondsBetween(from, to);
}
