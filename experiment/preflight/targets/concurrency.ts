/** What calls a region's functions, as it is deployed. */
export interface Callers {
  /** Of the region's health check, between an answer and the next request of the same checker. */
  readonly intervalSeconds: number;
  /** Failures in a row after which a checker gives the region up. */
  readonly failureThreshold: number;
  /** Of all the customers that the region answers. */
  readonly requestsPerMinute: number;
  /** Simulators of the region's own customers, side by side. */
  readonly workers: number;
}

/** How long an invocation of each function of a region lasts under the fault, in seconds. */
export interface Hold {
  readonly hello: number;
  readonly health: number;
}

/** Concurrent executions of Lambda, by who holds them. */
export interface Held {
  readonly checkers: number;
  readonly customers: number;
  readonly simulators: number;
}

/** A health check has 16 checkers that do not know of each other (Route 53 developer guide: 16 redundant availability zones). */
const CHECKERS = 16;

/** A checker gives up so long after it has connected, and its interval begins then (Route 53 developer guide, API reference). */
const CHECKER_WAITS_SECONDS = 2;

/** A resolver goes on sending customers to a region for so long (as observed of such an alias; AWS gives no number). */
const DNS_SECONDS = 60;

/** An invocation of the simulator sends requests for a minute and waits up to 35 s for the last one (functions/load-gen). */
const SIMULATOR_SECONDS = 60 + 35;
const SIMULATOR_STARTS_EVERY_SECONDS = 60;

/** A function without the fault answers faster than this, by far. */
const ANSWER_SECONDS = 1;

/**
 * The most that are held at once in the region that fails. An execution is held until the fault is over or the function times out,
 * whether or not anybody still waits for it:
 *
 * - each of the 16 checkers asks again `interval` + 2 s after its last request, and so has `hold` / (`interval` + 2 s) requests under
 *   way, rounded up: with a time-out of 10 s and an interval of 10 s, 16 × 1; with 60 s, 16 × 5 = 80.
 * - customers send their requests for `hold`, or until Route 53 has sent them elsewhere, `threshold` × (`interval` + 2 s) and the 60 s
 *   of a DNS answer later: 44 a minute × 10 s = 8.
 * - two invocations of each simulator overlap, as each lasts up to 95 s of every 60 s.
 */
export function heldUnderFault(callers: Callers, hold: Hold): Held {
  const { intervalSeconds, failureThreshold, requestsPerMinute, workers } = callers;
  const period = intervalSeconds + Math.min(hold.health, CHECKER_WAITS_SECONDS);
  const sentElsewhere = failureThreshold * period + DNS_SECONDS;
  return {
    checkers: CHECKERS * Math.ceil(hold.health / period),
    customers: Math.ceil((requestsPerMinute / 60) * Math.min(hold.hello, sentElsewhere)),
    simulators: workers * Math.ceil(SIMULATOR_SECONDS / SIMULATOR_STARTS_EVERY_SECONDS),
  };
}

/** What is held on average in a region that answers within a second: the requests of a second, and the simulators. */
export function heldOtherwise({ intervalSeconds, requestsPerMinute, workers }: Callers): Held {
  return {
    checkers: Math.ceil((CHECKERS / intervalSeconds) * ANSWER_SECONDS),
    customers: Math.ceil((requestsPerMinute / 60) * ANSWER_SECONDS),
    simulators: workers * Math.ceil(SIMULATOR_SECONDS / SIMULATOR_STARTS_EVERY_SECONDS),
  };
}

/** All of them. */
export function sumOf({ checkers, customers, simulators }: Held): number {
  return checkers + customers + simulators;
}
