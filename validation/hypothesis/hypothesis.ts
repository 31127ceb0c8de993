/** What the experiment is to find out, as checks that a measurement decides. */
export interface Hypothesis {
  /** The hypothesis in a sentence. */
  readonly title: string;
  /** What it presupposes, in a sentence. */
  readonly given: string;
  readonly windows: {
    /** How long the steady state is measured before the fault. */
    readonly baselineMinutes: number;
    /** How long the restoration is measured after the fault. */
    readonly recoveryMinutes: number;
  };
  /** In the order of the report. */
  readonly checks: readonly HypothesisCheck[];
}

/** One measured statement of a hypothesis. */
export interface HypothesisCheck {
  /** What holds, as a sentence: `customers of the other regions keep being served`. */
  readonly name: string;
  readonly kind: CheckKind;
  readonly probe: ProbeName;
  /** Whose health checks or customers; absent where the probe asks for no regions. */
  readonly regions?: RegionGroup;
  /** A comparison and a number, `<= 0.01`; see `parseTolerance`. */
  readonly tolerance: string;
}

/**
 * The window of time that a check looks at: before the fault (`steady-state`), all through it (`sustained`), from its beginning
 * until the customers are served again (`recovery`), after it (`restoration`).
 */
export type CheckKind = 'steady-state' | 'sustained' | 'recovery' | 'restoration';

/** All regions of the lab, the one that is made to fail, or the others. */
export type RegionGroup = 'all' | 'failed' | 'other';

/**
 * What is measured:
 *
 * - `health-check-status`: CloudWatch's `HealthCheckStatus`, 1 healthy and 0 not, the lowest in the window; needs regions
 * - `customer-failure-rate`: share of the requests that were not answered 2xx, of the clients in the regions, the highest of them;
 *   needs regions
 * - `seconds-to-detect`: from the fault going live to the failed region's health check being unhealthy; recovery only
 * - `seconds-to-reroute`: from the fault going live to the failed region's customers being served again; recovery only
 * - `answered-by-own-region`: share of the answered requests of the clients in the regions that their own region answered, the
 *   lowest of them; needs regions
 * - `function-differences`: number of differences between the functions and their snapshot; restoration only
 */
export type ProbeName =
  | 'health-check-status'
  | 'customer-failure-rate'
  | 'seconds-to-detect'
  | 'seconds-to-reroute'
  | 'answered-by-own-region'
  | 'function-differences';
