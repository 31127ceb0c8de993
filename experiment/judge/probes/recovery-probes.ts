import { answeredBy, answeredPerMinute, customersOf, othersOf } from '../../measure/customers';
import type { DeployedRegion } from '../../deployment/deployment';
import { count, type Evidence } from '../../measure/evidence';
import { secondsBetween, type Window } from '../../measure/metrics';
import { gapsIn, minutesOf } from '../../measure/gaps';
import { findReroute, LEAST_CLEAN_MS } from '../../measure/reroute';
import { measured, unmeasured, type Finding } from './finding';
import { noneFailed } from './none-failed';
import { duration } from '../../time/duration';

/** From the start of the fault to the failed region's health check being unhealthy. */
export function secondsToDetect(evidence: Evidence, window: Window): Finding {
  const { failed, detectedAt } = evidence;
  if (detectedAt !== null) {
    const seconds = secondsBetween(window.from, detectedAt);
    return measured(
      seconds,
      `Route 53's checkers marked ${failed.region} unhealthy ${duration(seconds)} after the fault started`,
    );
  }
  const { requests, failed: lost } = count(customersOf(evidence, failed, window));
  if (requests > 0 && lost === 0) {
    return noneFailed(evidence, window, 'whether its health check would notice a failure cannot be told');
  }
  const withinSeconds = secondsBetween(window.from, window.to);
  const meanwhile =
    requests === 0
      ? `no requests of ${failed.region} customers were counted in that time`
      : `${lost} of ${requests} requests of ${failed.region} customers failed in that time`;
  return {
    kind: 'never',
    withinSeconds,
    detail: `the health check of ${failed.region} stayed healthy for the ${duration(withinSeconds)} of the fault; ${meanwhile}${unlessKnown(evidence)}`,
  };
}

/** From the start of the fault to the failed region's customers being served by other regions. */
export function secondsToReroute(evidence: Evidence, window: Window): Finding {
  const { failed } = evidence;
  const reroute = findReroute(evidence.customers.get(failed.region) ?? [], window, failed);
  switch (reroute.kind) {
    case 'unmeasured':
      return unmeasured(`requests of ${failed.region} customers were not counted all through the fault`);
    case 'unaffected':
      return stayed(evidence, window);
    case 'rerouted': {
      const seconds = secondsBetween(window.from, reroute.at);
      const after = answeredBy(customersOf(evidence, failed, { from: reroute.at, to: window.to }));
      return measured(
        seconds,
        `no request of ${failed.region} customers ${whatEnded(evidence, window)} any more ${duration(seconds)} after the fault started; then ${answers(after)}`,
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
        `the last request of ${failed.region} customers that ${whatEnded(evidence, window)} was counted ${duration(seconds)} after the fault started, ${none}`,
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
        detail: `${untilTheEnd(evidence, window)}; ${rates.join('; ')}${unlessKnown(evidence)}`,
      };
    }
  }
}

/** What keeps the diagnosis from saying what the health check looks at. */
function unlessKnown({ failed, healthChecks }: Evidence): string {
  const host = healthChecks.get(failed.region)?.target.host ?? '';
  return host === '' ? '; what its health check asks is not known' : '';
}

/** None failed, and none were moved: that is a failure to reroute only where Route 53 held their region for unhealthy. */
function stayed(evidence: Evidence, window: Window): Finding {
  const { failed, detectedAt } = evidence;
  const buckets = customersOf(evidence, failed, window);
  const own = answeredBy(buckets)[failed.region] ?? 0;
  if (
    detectedAt === null ||
    detectedAt >= window.to ||
    own === 0 ||
    gapsIn(buckets, window, failed).length > 0
  ) {
    return noneFailed(evidence, window, 'whether they would have been rerouted cannot be told');
  }
  return {
    kind: 'never',
    withinSeconds: secondsBetween(window.from, window.to),
    detail:
      `${failed.region} answered ${own} of ${count(buckets).requests} requests of its customers until the end of the fault, although ` +
      `Route 53's checkers had marked it unhealthy; none failed`,
  };
}

/** `failed or was answered by it`: what was over when the customers had been moved. */
function whatEnded(evidence: Evidence, window: Window): string {
  const { failed } = evidence;
  const buckets = customersOf(evidence, failed, window);
  return [
    ...(count(buckets).failed > 0 ? ['failed'] : []),
    ...((answeredBy(buckets)[failed.region] ?? 0) > 0 ? ['was answered by it'] : []),
  ].join(' or ');
}

function untilTheEnd(evidence: Evidence, window: Window): string {
  const { failed } = evidence;
  const buckets = customersOf(evidence, failed, window);
  const last = customersOf(evidence, failed, { from: window.to - LEAST_CLEAN_MS, to: window.to });
  const { requests, failed: lost } = count(buckets);
  const own = answeredBy(buckets)[failed.region] ?? 0;
  if (own === 0) return `requests of ${failed.region} customers failed until the end of the fault`;
  const seen = `${lost} of ${requests} requests of ${failed.region} customers failed, and ${failed.region} answered ${own}`;
  return count(last).failed > 0
    ? `requests of ${failed.region} customers failed until the end of the fault: ${seen}`
    : `customers of ${failed.region} were with it until the end of the fault: ${seen}`;
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
