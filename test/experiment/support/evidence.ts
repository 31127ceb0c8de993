import type { CustomerBucket, Evidence } from '../../../experiment/measure/evidence';
import { faultOf } from '../../../experiment/fault/fault-record';
import type { FaultRecord, FaultTarget, InEffect } from '../../../experiment/journal/fault-record';
import type { Window } from '../../../experiment/measure/metrics';
import { deployment, eu, us } from './lab';

/** Moments of made-up evidence count from here. */
export const ORIGIN = Date.UTC(2026, 0, 1, 12);

/** A span in seconds from the origin. */
export function span(from: number, to: number): Window {
  return { from: ORIGIN + from * 1000, to: ORIGIN + to * 1000 };
}

/** The requests of a second: how many were answered by whom, and how many failed how. */
export function bucket(
  second: number,
  answeredBy: Readonly<Record<string, number>>,
  failed: Partial<CustomerBucket['outcomes']> = {},
): CustomerBucket {
  const status_2xx = Object.values(answeredBy).reduce((sum, value) => sum + value, 0);
  return {
    at: ORIGIN + second * 1000,
    outcomes: { status_2xx, status_4xx: 0, status_5xx: 0, no_response: 0, ...failed },
    answeredBy,
  };
}

/** A second in which the region answered a request. */
export const served = (second: number, region: string): CustomerBucket => bucket(second, { [region]: 1 });

/** A second in which a request failed. */
export const lost = (second: number): CustomerBucket => bucket(second, {}, { status_5xx: 1 });

/** The seconds from one to another, in steps of ten. */
export function tens(from: number, to: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / 10) }, (_, index) => from + index * 10);
}

/** The lab's own fault, 60 s in every invocation of both targets, whose time-out is 10 s; but for some things in all of them. */
export function faultBut(
  changes: Partial<FaultTarget> = {},
  functions: readonly string[] = ['lab-health', 'lab-hello'],
): FaultRecord {
  const target = {
    ...{ latencySeconds: 60, probability: 1, expiresAfterMinutes: 25, timeoutSeconds: 10 },
    ...changes,
  };
  return faultOf(
    functions.map((functionName) => ({ functionName, ...target })),
    'FIS template EXTus in us-east-1, over the defaults of the document lab-chaos-extension',
  );
}

/** A function that the fault struck. */
export const struck = (functionName: string): InEffect => ({
  functionName,
  alias: 'live',
  effect: 'struck',
  detail: "by the extension's own count it struck 60 invocations",
  injected: 60,
  lambda: { invocations: 90, errors: 60, longestSeconds: 10 },
});

const health = (values: readonly number[]): [number, number][] =>
  values.map((value, minute) => [ORIGIN + minute * 60_000, value]);

/**
 * What a game day measured that went as hoped: three minutes of steady state; the fault in us-east-1 from second 300 to 900, detected
 * after 40 s, its customers with the other region after 95 s; two more minutes at the end, from second 1200.
 */
export function goodEvidence(changes: Partial<Evidence> = {}): Evidence {
  const evidence = {
    deployment,
    failed: us,
    fault: faultBut(),
    windows: {
      'steady-state': span(0, 180),
      sustained: span(300, 900),
      recovery: span(300, 900),
      restoration: span(1200, 1320),
    },
    health: new Map([
      [us.region, health([1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1])],
      [eu.region, health(Array<number>(23).fill(1))],
    ]),
    customers: new Map([
      [
        us.region,
        [
          ...tens(0, 300).map((second) => served(second, us.region)),
          ...tens(300, 395).map(lost),
          ...tens(400, 960).map((second) => served(second, eu.region)),
          ...tens(960, 1320).map((second) => served(second, us.region)),
        ],
      ],
      [eu.region, tens(0, 1320).map((second) => served(second, eu.region))],
    ]),
    healthChecks: new Map([
      [us.region, { target: { host: us.host, path: '/api/health' }, lastReport: 'Failure: timed out' }],
      [eu.region, { target: { host: eu.host, path: '/api/health' }, lastReport: 'Success: 200' }],
    ]),
    throttled: new Map(),
    offSchedule: new Map(),
    inEffect: [struck(us.helloFunction), struck(us.healthFunction)],
    detectedAt: ORIGIN + 340_000,
    differences: [],
    ...changes,
  };
  return { ...evidence, detectedNotBefore: changes.detectedNotBefore ?? evidence.detectedAt };
}
