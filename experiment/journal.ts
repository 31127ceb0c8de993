/**
 * The journal of a game day: the source of truth from which every report is drawn. All moments are ISO 8601 in UTC.
 */
export interface Journal {
  readonly schemaVersion: 1;
  /** Where the game day took place: on AWS, or in a rehearsal. */
  readonly world: World;
  /** What became of the experiment; says nothing about the hypothesis. */
  readonly status: Status;
  /** Why the status is not `completed`, in words; absent otherwise. */
  readonly reason?: string;
  /** What became of the hypothesis. */
  readonly verdict: Verdict;
  readonly hypothesis: { readonly title: string; readonly given: string };
  readonly experiment: ExperimentRecord;
  readonly checks: readonly CheckResult[];
  readonly times: Times;
  /** By client region: the requests that its customers sent between the start and the end of the experiment. */
  readonly customers: Readonly<Record<string, CustomerCount>>;
  readonly restored: Restoration;
  readonly timeline: readonly TimelineEntry[];
  /** The deployed dashboard with its metrics over the whole game day; null where no metrics were read. */
  readonly dashboard: DashboardRecord | null;
}

/** Where a game day took place. */
export type World = 'rehearsal' | 'aws';

/**
 * What became of the experiment: FIS `completed` it or it was `stopped` (by a stop condition or by somebody); it `failed`; it was
 * `aborted` before the start because the steady state did not hold; or the runner was `interrupted`.
 */
export type Status = 'completed' | 'stopped' | 'failed' | 'aborted' | 'interrupted';

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
}

/** The moments that matter; null for what did not happen. */
export interface Times {
  readonly startedAt: string | null;
  /** Every target's alias points at a version that carries the fault. */
  readonly faultLiveAt: string | null;
  /** The failed region's health check is unhealthy by Route 53's rule. */
  readonly detectedAt: string | null;
  /** From here to the end of the fault no request of the failed region's customers fails. */
  readonly reroutedAt: string | null;
  /** No target carries the fault any more. */
  readonly restoredAt: string | null;
  readonly endedAt: string | null;
  /** From `faultLiveAt`. */
  readonly secondsToDetect: number | null;
  /** From `faultLiveAt`. */
  readonly secondsToReroute: number | null;
}

/** Requests of the customers of one region. */
export interface CustomerCount {
  readonly requests: number;
  readonly failed: number;
}

/** Whether the functions are as they were before the experiment. */
export interface Restoration {
  /** True only when every target was read after the experiment and found equal to its snapshot. */
  readonly proven: boolean;
  /** What differs, a sentence each. */
  readonly differences: readonly string[];
}

/** Something that happened. */
export interface TimelineEntry {
  readonly at: string;
  /** A dotted name such as `fault.live` or `action.running`. */
  readonly event: string;
  readonly detail: string;
}

/** A CloudWatch dashboard together with the values of its metrics. */
export interface DashboardRecord {
  readonly name: string;
  /** The span that the panels show. */
  readonly from: string;
  readonly to: string;
  readonly panels: readonly DashboardPanel[];
}

/** One metric widget; place and size in the dashboard's grid of 24 columns. */
export interface DashboardPanel {
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The widget's period in seconds. */
  readonly periodSeconds: number;
  readonly yAxis: { readonly min?: number; readonly max?: number; readonly label?: string };
  readonly series: readonly DashboardSeries[];
}

/** One line of a panel. */
export interface DashboardSeries {
  readonly label: string;
  /** `#rrggbb`, where the dashboard names a colour. */
  readonly color?: string;
  /** Ascending pairs of the period's start (milliseconds since 1970) and its value; periods without data are absent. */
  readonly points: readonly (readonly [number, number])[];
}
