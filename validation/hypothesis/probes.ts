import type { CheckKind } from './check-kinds';

/** What a value is said in: 1 healthy or 0 not, a part of 1, seconds, a number of things. */
export type ProbeUnit = 'status' | 'share' | 'seconds' | 'count';

/** What can be said of a probe without measuring anything. */
export interface Probe {
  /** What is measured, and where the numbers come from. */
  readonly measures: string;
  /** Of whom: what is not counted of customers cannot be measured. */
  readonly of: 'customers' | 'health checks' | 'functions';
  readonly unit: ProbeUnit;
  /** Whether a check says whose health checks or customers it asks for; of several regions, which one's value counts. */
  readonly regions: 'none' | 'the lowest' | 'the highest';
  /** Which way what was not counted could still move the value; a bound on that side can be broken for good, and never be held by half. */
  readonly worse: 'higher' | 'lower';
  /** The only kind of check that it serves; null: any. */
  readonly kind: CheckKind | null;
  /** The largest value that it can measure; the least is 0. */
  readonly largest: number;
}

/**
 * Every probe of a hypothesis, by the name that a check calls it. A new one is an entry here, a name in `schemas/hypothesis.schema.json`, and
 * a way to measure it in `experiment/judge/probes/`, which the compiler asks for; the rules, the report and `docs/probes.md` follow.
 */
export const PROBES = {
  'health-check-status': {
    measures:
      "Route 53's `HealthCheckStatus` of the whole minutes of the window, the lowest of them, from CloudWatch: 1 healthy, 0 not",
    of: 'health checks',
    unit: 'status',
    regions: 'the lowest',
    worse: 'lower',
    kind: null,
    largest: 1,
  },
  'customer-failure-rate': {
    measures:
      'the share of the requests of customers that were not answered 2xx within their time-out, as the simulators counted them by the second of sending',
    of: 'customers',
    unit: 'share',
    regions: 'the highest',
    worse: 'higher',
    kind: null,
    largest: 1,
  },
  'answered-by-own-region': {
    measures:
      'the share of the answered requests of customers that their own region answered, as the answers said',
    of: 'customers',
    unit: 'share',
    regions: 'the lowest',
    worse: 'lower',
    kind: null,
    largest: 1,
  },
  'seconds-to-detect': {
    measures:
      "the time from the first function that carried the fault until Route 53 held the failed region for unhealthy, by its own checkers' reports",
    of: 'health checks',
    unit: 'seconds',
    regions: 'none',
    worse: 'higher',
    kind: 'recovery',
    largest: Infinity,
  },
  'seconds-to-reroute': {
    measures:
      "the time from the first function that carried the fault until the failed region's customers were served by others, by the second in which they sent",
    of: 'customers',
    unit: 'seconds',
    regions: 'none',
    worse: 'higher',
    kind: 'recovery',
    largest: Infinity,
  },
  'function-differences': {
    measures:
      'in how many things the functions that the experiment changes differ from their snapshots: alias, versions, layers, variables, and whatever else runs',
    of: 'functions',
    unit: 'count',
    regions: 'none',
    worse: 'higher',
    kind: 'restoration',
    largest: Infinity,
  },
} as const satisfies Readonly<Record<string, Probe>>;

/** What a check calls a probe. */
export type ProbeName = keyof typeof PROBES;

/** The probe of that name; undefined where there is none. */
export function probeNamed(name: string | undefined): Probe | undefined {
  return name !== undefined && Object.hasOwn(PROBES, name) ? PROBES[name as ProbeName] : undefined;
}

/** Those that the customers' requests decide. */
export const CUSTOMER_PROBES: readonly ProbeName[] = Object.entries<Probe>(PROBES).flatMap(([name, probe]) =>
  probe.of === 'customers' ? [name as ProbeName] : [],
);
