import type { DeployedRegion } from '../deployment/deployment';
import type { Evidence } from './evidence';
import type { Window } from './metrics';
import { minutesWithin } from './gaps';

/** The minutes of a health check within a window, counted. */
export interface HealthMinutes {
  /** The whole minutes of the window, each of which should have a value. */
  readonly due: number;
  /** Those that CloudWatch has a value for. */
  readonly found: number;
  readonly unhealthy: number;
  /** The start of the first that was unhealthy, in milliseconds since 1970; null where none was. */
  readonly firstUnhealthy: number | null;
}

/** Counts the minutes of a region's health check that lie wholly within a window. */
export function healthWithin(evidence: Evidence, { region }: DeployedRegion, window: Window): HealthMinutes {
  const due = minutesWithin(window);
  const values = new Map(evidence.health.get(region) ?? []);
  const found = due.filter((minute) => values.has(minute));
  const unhealthy = found.filter((minute) => values.get(minute) !== 1);
  return {
    due: due.length,
    found: found.length,
    unhealthy: unhealthy.length,
    firstUnhealthy: unhealthy[0] ?? null,
  };
}
