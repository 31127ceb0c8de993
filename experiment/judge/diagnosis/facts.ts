import type { Hypothesis } from '../../../validation/hypothesis/hypothesis';
import type { ProbeName } from '../../../validation/hypothesis/probes';
import type { CheckKind } from '../../../validation/hypothesis/check-kinds';
import { withinTolerance } from '../../../validation/hypothesis/tolerance';
import { answeredBy, customersOf, othersOf } from '../../measure/customers';
import { targetsOf, type DeployedRegion } from '../../deployment/deployment';
import { count, type Evidence } from '../../measure/evidence';
import type { ExperimentState } from '../../aws/fis-experiment';
import type { Moments } from '../../fault/fault-seen';
import type { Snapshot } from '../../fault/snapshot';
import type { CheckResult, Diagnosis, Ending, Release } from '../../journal/journal';
import { secondsBetween, type Window } from '../../measure/metrics';
import { findReroute, type Reroute } from '../../measure/reroute';

/** Looks for one thing that the facts may point at; empty where they do not. */
export type Rule = (facts: Facts) => readonly Diagnosis[];

/** What a diagnosis is made from. */
export interface DiagnosisSources {
  readonly hypothesis: Hypothesis;
  /** The region that was made to fail. */
  readonly failed: DeployedRegion;
  /** Null where the metrics were not read: then nothing points anywhere. */
  readonly evidence: Evidence | null;
  readonly record: GameDayFacts;
  /** Whether somebody watched all the time: not so where a runner died, and the game day was resumed. */
  readonly isWatched: boolean;
}

/** What is known of the game day itself. Moments are milliseconds since 1970; null for what has not happened. */
export interface GameDayFacts {
  readonly ending: Ending;
  /** Why the ending is not `completed`. */
  readonly reason: string | null;
  readonly startedAt: number | null;
  /** When the functions had been compared with their snapshots. */
  readonly endedAt: number | null;
  readonly experiment: ExperimentState | null;
  readonly snapshots: readonly Snapshot[];
  readonly checks: readonly CheckResult[];
  readonly releases: readonly Release[];
  readonly moments: Readonly<Moments>;
  readonly targetLiveAt: ReadonlyMap<string, number>;
  readonly targetGoneAt: ReadonlyMap<string, number>;
}

/** The evidence, as the rules look at it. */
export interface Facts extends DiagnosisSources {
  readonly evidence: Evidence;
  readonly others: readonly DeployedRegion[];
  readonly steadyState: Window | null;
  /** From the first target that carried the fault to the last; null where none did, or the end was not seen. */
  readonly fault: Window | null;
  readonly restoration: Window | null;
  /** What the failed region's customers met during the fault. */
  readonly own: OwnCustomers;
  readonly reroute: Reroute;
  /** Results of the checks of that probe and kind. */
  results(probe: ProbeName, kind: CheckKind): readonly CheckResult[];
}

/** Requests of the failed region's customers. */
export interface OwnCustomers {
  readonly requests: number;
  readonly failed: number;
  /** Those that their own region answered, and those that others did. */
  readonly answered: number;
  readonly elsewhere: number;
}

/** Gathers what several rules ask for. */
export function factsOf(sources: DiagnosisSources, evidence: Evidence): Facts {
  const { hypothesis, failed, record } = sources;
  const { 'steady-state': steadyState, recovery: fault, restoration } = evidence.windows;
  return {
    ...sources,
    evidence,
    others: othersOf(evidence),
    steadyState,
    fault,
    restoration,
    own: ownCustomers(evidence, failed, fault),
    reroute:
      fault === null
        ? { kind: 'unmeasured' }
        : findReroute(evidence.customers.get(failed.region) ?? [], fault, failed),
    results: (probe, kind) => {
      const names = hypothesis.checks
        .filter((check) => check.probe === probe && check.kind === kind)
        .map(({ name }) => name);
      return record.checks.filter(({ name }) => names.includes(name));
    },
  };
}

/** Whether a check of that probe and kind did not hold. */
export function broke(facts: Facts, probe: ProbeName, kind: CheckKind): boolean {
  return facts.results(probe, kind).some(({ held }) => held === false);
}

/** What a region's customers met within a window; nothing without one. */
export function ownCustomers(
  evidence: Evidence,
  region: DeployedRegion,
  window: Window | null,
): OwnCustomers {
  const buckets = window === null ? [] : customersOf(evidence, region, window);
  const sums = answeredBy(buckets);
  const answered = sums[region.region] ?? 0;
  const all = Object.values(sums).reduce((sum, value) => sum + value, 0);
  return { ...count(buckets), answered, elsewhere: all - answered };
}

/** The check of the hypothesis whose results are looked at, held against another value of one region: whether that one breaks it. */
export function breaks(facts: Facts, probe: ProbeName, kind: CheckKind, value: number): boolean {
  return facts
    .results(probe, kind)
    .some(({ held, tolerance }) => held === false && !withinTolerance(value, tolerance));
}

/** The functions that the fault is meant for: `lab-hello and lab-health`. */
export function targetNames(region: DeployedRegion): string {
  return targetsOf(region).join(' and ');
}

/** `https://example.us.mydomain.com/api/health`, what a region's health check asks; null where it is not known. */
export function askedUrl({ evidence }: Facts, { region }: DeployedRegion): string | null {
  const target = evidence.healthChecks.get(region)?.target;
  return target === undefined || target.host === '' ? null : `https://${target.host}${target.path}`;
}

/** The last report of one of the checkers, in quotes. */
export function lastReport({ evidence }: Facts, { region }: DeployedRegion): string {
  return `"${evidence.healthChecks.get(region)?.lastReport ?? 'none'}"`;
}

/** The length of a window in seconds. */
export function secondsOf({ from, to }: Window): number {
  return secondsBetween(from, to);
}

/** The region whose host a health check asks; null where it is none of the lab's. */
export function whoseHost({ evidence }: Facts, region: DeployedRegion): DeployedRegion | null {
  const host = evidence.healthChecks.get(region.region)?.target.host;
  return [region, ...evidence.deployment.regions].find((other) => other.host === host) ?? null;
}
