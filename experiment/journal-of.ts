import type { Hypothesis } from '../schemas/hypothesis';
import type { DeployedRegion, Deployment } from './deployment';
import { count, within, type Evidence } from './evidence';
import type { GameDayRecord } from './game-day-record';
import type { CustomerCount, DashboardRecord, Journal, TimelineEntry, World } from './journal';
import { verdictOf } from './judge';
import { findReroute } from './reroute';

/** What a journal is made from. */
export interface JournalSources {
  readonly world: World;
  readonly deployment: Deployment;
  readonly hypothesis: Hypothesis;
  readonly failed: DeployedRegion;
  readonly record: GameDayRecord;
  readonly timeline: readonly TimelineEntry[];
  /** Null where the metrics could not be read. */
  readonly evidence: Evidence | null;
  readonly dashboard: DashboardRecord | null;
}

/** Writes the journal of a game day that has ended. */
export function journalOf(sources: JournalSources): Journal {
  const { world, deployment, hypothesis, failed, record, evidence, dashboard } = sources;
  const { faultLiveAt, detectedAt, restoredAt } = record.moments;
  const reroutedAt = reroutedAtOf(failed, evidence);
  return {
    schemaVersion: 1,
    world,
    status: record.status,
    ...(record.reason === null ? {} : { reason: record.reason }),
    verdict: verdictOf(record.status, record.checks),
    hypothesis: { title: hypothesis.title, given: hypothesis.given },
    experiment: {
      id: record.experimentId,
      templateId: failed.experimentTemplateId,
      region: failed.region,
      faultMinutes: deployment.fault.minutes,
    },
    checks: record.checks,
    times: {
      startedAt: isoOf(record.startedAt),
      faultLiveAt: isoOf(faultLiveAt),
      detectedAt: isoOf(detectedAt),
      reroutedAt: isoOf(reroutedAt),
      restoredAt: isoOf(restoredAt),
      endedAt: isoOf(record.endedAt),
      secondsToDetect: secondsFrom(faultLiveAt, detectedAt),
      secondsToReroute: secondsFrom(faultLiveAt, reroutedAt),
    },
    customers: customersOf(sources),
    restored: record.restored,
    timeline: reroutedAt === null ? sources.timeline : withReroute(sources.timeline, failed, reroutedAt),
    dashboard,
  };
}

function reroutedAtOf(failed: DeployedRegion, evidence: Evidence | null): number | null {
  const fault = evidence?.windows.recovery;
  if (evidence == null || fault == null) return null;
  const reroute = findReroute(evidence.customers.get(failed.region) ?? [], fault);
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
    event: 'customers.rerouted',
    detail: `customers of ${failed.label} are served again`,
  };
  const after = timeline.findIndex((other) => other.at > entry.at);
  return after === -1 ? [...timeline, entry] : timeline.toSpliced(after, 0, entry);
}

function isoOf(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}

function secondsFrom(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.round((to - from) / 1000);
}
