import type { DeployedRegion } from '../../deployment/deployment';
import type { HealthCheckSettings } from '../../measure/health-observer';
import type { Facts } from './facts';

/** Route 53's defaults (API reference, HealthCheckConfig), which are also the slower of the usual settings. */
const DEFAULTS: HealthCheckSettings = { intervalSeconds: 30, failureThreshold: 3 };

/** The only other interval (same page). */
const FAST: HealthCheckSettings = { ...DEFAULTS, intervalSeconds: 10 };

/** A checker waits so long for an answer, and the interval begins after that (Route 53 developer guide and API reference). */
export const ANSWER_SECONDS = 2;

/** How long a region's health check takes, by arithmetic. */
export interface HealthCheckTime {
  /** Until it gives up what does not answer. */
  readonly toFail: number;
  /** Until it takes back what answers again. */
  readonly toRecover: number;
  /** Null where the settings are not known, and Route 53's defaults were taken. */
  readonly settings: HealthCheckSettings | null;
  /** The arithmetic of `toFail`, in words. */
  readonly words: string;
}

/** What a region's health check should take. */
export function healthCheckTime({ evidence }: Facts, { region }: DeployedRegion): HealthCheckTime {
  const settings = evidence.healthChecks.get(region)?.settings ?? null;
  const { intervalSeconds, failureThreshold } = settings ?? DEFAULTS;
  return {
    toFail: secondsToFail(settings ?? DEFAULTS),
    toRecover: intervalSeconds * failureThreshold,
    settings,
    words:
      settings === null
        ? `a check that asks every 30 s takes up to ${product(DEFAULTS)}, one that asks every 10 s up to ${product(FAST)}`
        : `it asks every ${intervalSeconds} s and takes up to ${product(settings)}`,
  };
}

function secondsToFail({ intervalSeconds, failureThreshold }: HealthCheckSettings): number {
  return failureThreshold * (intervalSeconds + ANSWER_SECONDS);
}

function product(settings: HealthCheckSettings): string {
  const { intervalSeconds, failureThreshold } = settings;
  return `${failureThreshold} failures × (${intervalSeconds} s + ${ANSWER_SECONDS} s without an answer) = ${secondsToFail(settings)} s`;
}
