import type { CheckKind } from './check-kinds';
import type { ProbeName } from './probes';

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

/** All regions of the lab, the one that is made to fail, or the others. */
export type RegionGroup = 'all' | 'failed' | 'other';
