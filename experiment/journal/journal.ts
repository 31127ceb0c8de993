import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import type { Deployment } from '../deployment/deployment';
import type { DashboardRecord } from './dashboard-record';
import type { FaultRecord, InEffect } from './fault-record';
import type { PreflightResult } from './preflight-result';
import type { Snapshot } from '../fault/snapshot';

/**
 * The journal of a game day: the source of truth from which every report is drawn. All moments are ISO 8601 in UTC.
 */
export interface Journal {
  readonly schemaVersion: 1;
  /** The game day's own id, a UUID: its experiment is tagged with it. Absent in journals of older versions, as `clock` is. */
  readonly id?: string;
  /** When this version of the journal was written: it grows while the game day goes on. */
  readonly writtenAt: string;
  /** Where the game day took place: on AWS, or in a rehearsal. */
  readonly world: World;
  /** What became of the experiment; says nothing about the hypothesis. */
  readonly status: Status;
  /** Why the status is not `completed`, in words; absent otherwise. */
  readonly reason?: string;
  /** What became of the hypothesis. */
  readonly verdict: Verdict;
  readonly hypothesis: Hypothesis;
  readonly deployment: Deployment;
  /** How the runner's clock went, by which every moment here is corrected. */
  readonly clock?: ClockRecord;
  /** What was checked before the start; empty in a rehearsal. */
  readonly preflight: readonly PreflightResult[];
  readonly experiment: ExperimentRecord;
  /** What the experiment does to its targets, as AWS has it; absent in older journals. */
  readonly fault?: FaultRecord;
  /** What the targets were like before the experiment; empty until they have been read. */
  readonly snapshots: readonly Snapshot[];
  readonly checks: readonly CheckResult[];
  readonly times: Times;
  /** By client region: the requests that its customers sent between the start and the end of the experiment. */
  readonly customers: Readonly<Record<string, CustomerCount>>;
  /** By target: whether the fault struck, by measurement; empty where no experiment was asked for. Absent in older journals. */
  readonly inEffect?: readonly InEffect[];
  readonly restored: Restoration;
  /** What somebody else put into service while the experiment was under way, in the order of time; absent in older journals. */
  readonly releases?: readonly Release[];
  readonly timeline: readonly TimelineEntry[];
  /**
   * The calls that AWS denied during the game day, whoever made them: exactly in a rehearsal, on AWS as far as its services tell
   * (docs/safety.md). Absent in a journal of before there was this list.
   */
  readonly denied?: readonly Denial[];
  /** What the evidence points at, where a check did not hold, or the fault was not what the hypothesis is about. */
  readonly diagnosis: readonly Diagnosis[];
  /** What a rehearsal of the same deployment and fault found; null where there is none. */
  readonly expected: Expected | null;
  /** The deployed dashboard with its metrics over the whole game day; null where no metrics were read. */
  readonly dashboard: DashboardRecord | null;
}

/** How a machine's clock went, by the Date of AWS' answers. */
export interface ClockRecord {
  /** Answers that it was measured by; with none of them nothing is known, and nothing was corrected. */
  readonly samples: number;
  /** Milliseconds by which it was ahead of AWS' at last (negative: behind). */
  readonly aheadMs: number;
  /** Milliseconds by which two answers differed at most, beyond half their round trips; a Date has no less than a second. */
  readonly spreadMs: number;
}

/** Where a game day took place. */
export type World = 'rehearsal' | 'aws';

/**
 * What became of the experiment: FIS `completed` it or it was `stopped` (by a stop condition or by somebody); it `failed`; it was
 * `aborted` before the start because the steady state did not hold; or the runner was `interrupted`. While it is `running` the game
 * day is not over, or its runner has died: the journal says what was known when it was written.
 */
export type Status = Ending | 'running';

/** How a game day can end. */
export type Ending = 'completed' | 'stopped' | 'failed' | 'aborted' | 'interrupted';

/** What became of the hypothesis; `inconclusive` where something it needs was not measured. */
export type Verdict = 'held' | 'refuted' | 'inconclusive';

/** Which part of the hypothesis a check belongs to, and with it the window of time that it looks at. */
export type CheckKind = 'steady-state' | 'sustained' | 'recovery' | 'restoration';

/** One check of the hypothesis with what was measured. */
export interface CheckResult {
  readonly name: string;
  readonly kind: CheckKind;
  /** Whether the measured value lies within the tolerance; null where nothing could be measured. */
  readonly held: boolean | null;
  /** The measured value in the unit of the check's probe; null where there is none, and `detail` says why. */
  readonly measured: number | null;
  /** A comparison such as `<= 0.01`. */
  readonly tolerance: string;
  /** What was seen, in words that somebody can act on. */
  readonly detail: string;
}

/** The FIS experiment. */
export interface ExperimentRecord {
  /** `EXP…`, or null where it was never started. */
  readonly id: string | null;
  readonly templateId: string;
  /** The region that is made to fail. */
  readonly region: string;
  /** How long the template keeps the fault, in minutes. */
  readonly faultMinutes: number;
  /** Makes a repeated start answer with the same experiment; null until the start is tried. */
  readonly clientToken: string | null;
  /** What FIS last said of it: `running`, `completed`, …; null where it was never started. */
  readonly status: string | null;
  /** As FIS last told them; those that began first stand first. */
  readonly actions: readonly ActionRecord[];
}

/** One action of the experiment, with the moments at which FIS says that it began and ended. */
export interface ActionRecord {
  readonly name: string;
  /** `pending`, `running`, `completed`, …, as FIS names it. */
  readonly status: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** The moments that matter; null for what did not happen. */
export interface Times {
  /** The first customers call. */
  readonly begunAt: string;
  /** The span by which the steady state is judged. */
  readonly steadyStateFrom: string | null;
  readonly steadyStateTo: string | null;
  /** The experiment is asked for. */
  readonly startedAt: string | null;
  /**
   * The first target's alias points at a version that carries the fault: from here on customers can suffer, and everything is measured
   * from here. Absent in older journals, which measured from `faultLiveAt`.
   */
  readonly faultStartedAt?: string | null;
  /** Every target's alias points at a version that carries the fault. */
  readonly faultLiveAt: string | null;
  /** By target: when it was first seen to carry the fault; null where none ever was. Absent in older journals. */
  readonly targetLiveAt?: Readonly<Record<string, string>> | null;
  /** The failed region's health check is unhealthy by Route 53's rule. */
  readonly detectedAt: string | null;
  /** From here to the end of the fault no request of the failed region's customers fails. */
  readonly reroutedAt: string | null;
  /** No target carries the fault any more. */
  readonly restoredAt: string | null;
  /** The functions have been compared with their snapshots. */
  readonly endedAt: string | null;
  /** The customers have been watched long enough. */
  readonly recoveredAt: string | null;
  /** From `faultStartedAt`. */
  readonly secondsToDetect: number | null;
  /** From `faultStartedAt`. */
  readonly secondsToReroute: number | null;
}

/** Requests of the customers of one region. */
export interface CustomerCount {
  readonly requests: number;
  readonly failed: number;
}

/** Whether the functions are as they were before the experiment. */
export interface Restoration {
  /**
   * True only when every target was read after the experiment and found equal to its snapshot, or, where somebody else has released
   * something since, without a trace of the fault; null where no experiment was asked for: nothing was changed, so nothing was to be
   * restored.
   */
  readonly proven: boolean | null;
  /** What differs, a sentence each. */
  readonly differences: readonly string[];
}

/** Something that somebody else put into service: the alias of a target came to serve it. */
export interface Release {
  readonly functionName: string;
  readonly alias: string;
  /** When it was first seen, up to 5 s late. */
  readonly at: string;
  readonly from: ServedVersion;
  readonly to: ServedVersion;
  /** Whether it carries the fault, as what is published does while `$LATEST` carries it. */
  readonly withFault: boolean;
}

/** A version as an alias serves it. */
export interface ServedVersion {
  readonly version: string;
  /** The SHA-256 of its code in Base64, as Lambda tells it; null where it is not known. */
  readonly codeSha256: string | null;
}

/** Calls that AWS denied, all those that are alike. */
export interface Denial {
  /** The `runner`, a role by its name, a service, or a function of the lab that counted its own. */
  readonly who: string;
  /** `lambda:UpdateAlias` */
  readonly call: string;
  readonly region: string;
  /** In AWS' words where they are known. */
  readonly reason: string;
  readonly times: number;
  /** Null where the moment is not known. */
  readonly firstAt: string | null;
}

/** Something that the evidence points at. */
export interface Diagnosis {
  /** What is wrong, in a sentence. */
  readonly finding: string;
  /** What was measured that says so. */
  readonly evidence: string;
  /** What to do about it. */
  readonly advice: string;
}

/** What a rehearsal of the same deployment and fault found, to stand beside what was measured. */
export interface Expected {
  /** The file of the rehearsal's journal. */
  readonly source: string;
  readonly secondsToDetect: number | null;
  readonly secondsToReroute: number | null;
  /** By the check's name. */
  readonly checks: Readonly<
    Record<string, { readonly held: boolean | null; readonly measured: number | null }>
  >;
  readonly customers: Journal['customers'];
}

/** Something that happened. */
export interface TimelineEntry {
  readonly at: string;
  /** A dotted name such as `fault.live` or `action.running`. */
  readonly event: string;
  readonly detail: string;
}
