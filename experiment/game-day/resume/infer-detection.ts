import type { HypothesisCheck } from '../../../validation/hypothesis/hypothesis';
import { withinTolerance } from '../../../validation/hypothesis/tolerance';
import { HEALTH_PERIOD_SECONDS, type Evidence } from '../../measure/evidence';
import type { GameDayContext } from '../context';
import { healthWithin } from '../../measure/health-minutes';
import type { CheckResult } from '../../journal/journal';
import type { Timeline } from '../../journal/timeline';
import { secondsBetween } from '../../measure/metrics';
import { RESUMED, UNWATCHED } from './resumable';
import { duration } from '../../time/duration';

/** How the moment at which Route 53 marked the failed region unhealthy is known. */
export type Detection =
  /** Somebody watched: it is known to some seconds, or it did not happen. */
  | { readonly kind: 'seen' }
  /** Nobody watched, and CloudWatch knows the minute: from the fault's start to the detection it took so many seconds. */
  | { readonly kind: 'bounded'; readonly least: number; readonly most: number }
  /** Nobody watched, and CloudWatch does not know either. */
  | { readonly kind: 'unknown' };

const MINUTE_MS = HEALTH_PERIOD_SECONDS * 1000;

/** What the timeline calls a detection that nobody watched. */
const DETECTED_UNSEEN = 'health.unhealthy-by';

/**
 * Finds out when the failed region was marked unhealthy, where nobody watched when that happened: CloudWatch has the health check's status once a
 * minute. The end of the first minute that shows it unhealthy becomes the moment of detection, with an entry in the timeline.
 */
export function inferDetection(
  { clock, record, region, timeline }: Pick<GameDayContext, 'clock' | 'record' | 'region' | 'timeline'>,
  evidence: Evidence,
): Detection {
  const { faultStartedAt, detectedAt, restoredAt } = record.moments;
  const isNoted = timeline.entries.some(({ event }) => event === DETECTED_UNSEEN);
  const resumedAt = resumptions(timeline).find((moment) => moment > (faultStartedAt ?? Infinity));
  if (faultStartedAt === null || resumedAt === undefined) return { kind: 'seen' };
  if (detectedAt !== null && detectedAt < resumedAt && !isNoted) return { kind: 'seen' };
  // The minute in which the fault began counts, too.
  const fault = { from: faultStartedAt - MINUTE_MS, to: restoredAt ?? record.endedAt ?? clock.now() };
  const { firstUnhealthy, found, due } = healthWithin(evidence, region, fault);
  if (firstUnhealthy === null && detectedAt === null) return { kind: found < due ? 'unknown' : 'seen' };
  const endOfMinute = firstUnhealthy === null ? Infinity : firstUnhealthy + MINUTE_MS;
  const most = Math.min(endOfMinute, detectedAt ?? Infinity);
  if (!isNoted && most === endOfMinute) {
    record.moments.detectedAt = most;
    const words = `Route 53 had marked ${region.label} unhealthy by then: CloudWatch knows it to the minute`;
    timeline.addAt(most, DETECTED_UNSEEN, words);
  }
  const healthyAt = firstUnhealthy === null ? null : firstUnhealthy - MINUTE_MS;
  const wasHealthy = new Map(evidence.health.get(region.region)).get(healthyAt ?? NaN) === 1;
  const least =
    healthyAt === null || !wasHealthy ? 0 : Math.max(0, secondsBetween(faultStartedAt, healthyAt));
  return { kind: 'bounded', least, most: secondsBetween(faultStartedAt, most) };
}

/** A check's result, where it leans on a detection that nobody watched: what cannot be known is not judged. */
export function doubted(check: HypothesisCheck, result: CheckResult, detection: Detection): CheckResult {
  if (check.probe !== 'seconds-to-detect' || detection.kind === 'seen') return result;
  if (detection.kind === 'unknown') {
    const detail =
      'the checkers were not watched all through the fault, and CloudWatch has no status of some of its minutes';
    return { ...result, held: null, measured: null, detail };
  }
  const { least, most } = detection;
  const detail = `the checkers were not watched all through the fault: by CloudWatch's minutes, Route 53 marked the region unhealthy ${duration(least)} to ${duration(most)} after the fault started`;
  if (result.held === null) return result;
  const isOut = !withinTolerance(least, check.tolerance);
  return result.held || isOut ? { ...result, detail } : { ...result, held: null, measured: null, detail };
}

/** When somebody watched again after nobody had, in milliseconds since 1970. */
function resumptions(timeline: Timeline): number[] {
  return timeline.entries
    .filter(({ event }) => event === RESUMED || event === UNWATCHED)
    .map(({ at }) => Date.parse(at));
}
