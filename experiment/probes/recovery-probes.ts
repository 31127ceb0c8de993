import { answeredBy, answeredPerMinute, customersOf, othersOf } from '../customers';
import type { DeployedRegion } from '../deployment';
import { count, type Evidence } from '../evidence';
import { secondsBetween, type Window } from '../metrics';
import { gapsIn, minutesOf } from '../missing';
import { findReroute } from '../reroute';
import { butNone, measured, unmeasured, type Finding } from './finding';
import { whatItAsks } from './what-it-asks';

/** From the fault going live to the failed region's health check being unhealthy. */
export function secondsToDetect(evidence: Evidence, window: Window): Finding {
  const { failed, detectedAt } = evidence;
  if (detectedAt !== null) {
    const seconds = secondsBetween(window.from, detectedAt);
    return measured(
      seconds,
      `Route 53's checkers marked ${failed.region} unhealthy ${seconds} s after the fault started`,
    );
  }
  const buckets = customersOf(evidence, failed, window);
  const { requests, failed: lost } = count(buckets);
  if (requests > 0 && lost === 0) return nothingTo('detect', evidence, window);
  const withinSeconds = secondsBetween(window.from, window.to);
  const meanwhile =
    requests === 0
      ? `no requests of ${failed.region} customers were counted in that time`
      : `${lost} of ${requests} requests of ${failed.region} customers failed in that time`;
  return {
    kind: 'never',
    withinSeconds,
    detail: `the health check of ${failed.region} stayed healthy for the ${withinSeconds} s of the fault; ${meanwhile}; ${whatItAsks(evidence, failed)}`,
  };
}

/** From the fault going live to the failed region's customers being served again. */
export function secondsToReroute(evidence: Evidence, window: Window): Finding {
  const { failed } = evidence;
  const customers = evidence.customers.get(failed.region) ?? [];
  const reroute = findReroute(customers, window, failed);
  switch (reroute.kind) {
    case 'unmeasured':
      return unmeasured(`requests of ${failed.region} customers were not counted all through the fault`);
    case 'unaffected':
      return nothingTo('reroute', evidence, window);
    case 'rerouted': {
      const seconds = secondsBetween(window.from, reroute.at);
      const after = answeredBy(customersOf(evidence, failed, { from: reroute.at, to: window.to }));
      return measured(
        seconds,
        `no request of ${failed.region} customers failed any more ${seconds} s after the fault started; then ${answers(after)}`,
      );
    }
    case 'hidden': {
      const seconds = secondsBetween(window.from, reroute.notBefore);
      const rest = { from: reroute.notBefore, to: window.to };
      const after = customersOf(evidence, failed, rest);
      const none =
        count(after).requests === 0
          ? 'and none were counted from then on'
          : `but from then on none were counted in ${minutesOf(gapsIn(after, rest, failed), rest)}`;
      return measured(
        seconds,
        `the last request of ${failed.region} customers that failed was counted ${seconds} s after the fault started, ${none}`,
        false,
      );
    }
    case 'never': {
      const rates = othersOf(evidence).map(
        (other) =>
          `${other.region} answered ${perMinute(evidence, other, 'steady-state')} requests a minute before the fault ` +
          `and ${perMinute(evidence, other, 'recovery')} during it`,
      );
      return {
        kind: 'never',
        withinSeconds: secondsBetween(window.from, window.to),
        detail: `requests of ${failed.region} customers failed until the end of the fault; ${[...rates, whatItAsks(evidence, failed)].join('; ')}`,
      };
    }
  }
}

/** None failed; and yet those that were not counted may have. */
function nothingTo(what: string, evidence: Evidence, window: Window): Finding {
  const { failed } = evidence;
  const gaps = gapsIn(customersOf(evidence, failed, window), window, failed);
  const so = gaps.length === 0 ? `: there was nothing to ${what}` : butNone(gaps, window);
  return unmeasured(`no request of ${failed.region} customers failed during the fault${so}`);
}

function answers(sums: Readonly<Record<string, number>>): string {
  const parts = Object.entries(sums).filter(([, value]) => value > 0);
  return (
    parts.map(([region, value]) => `${region} answered ${value} requests`).join(', ') || 'no region answered'
  );
}

function perMinute(evidence: Evidence, region: DeployedRegion, kind: 'steady-state' | 'recovery'): string {
  return String(answeredPerMinute(evidence, region, evidence.windows[kind]) ?? '?');
}
