import type { Journal } from '../../experiment/journal/journal';
import { faultStart, isRunning } from './journal-status';
import { duration, durationBetween, offset, timeOfDay } from './format';

/** One of the moments that every report names, whether or not it came. */
export interface Moment {
  /** Its number in the dashboard, from 1. */
  readonly number: number;
  /** `fault live`, or, where it did not come, `not detected` and the like. */
  readonly label: string;
  /** What has to be seen for it, in words; says `not seen` where it was not. */
  readonly meaning: string;
  /** The event of the timeline that tells it. */
  readonly event: string;
  readonly at: string | null;
  /** When it came, of the day in UTC and since the start of the game day; a dash each where it did not come. */
  readonly time: string;
  readonly sinceStart: string;
  /** How long after the start of the fault, in words; null where that says nothing. */
  readonly after: string | null;
}

type MomentKey = 'faultStartedAt' | 'faultLiveAt' | 'detectedAt' | 'reroutedAt' | 'restoredAt';

const MOMENTS: readonly {
  key: MomentKey;
  event: string;
  came: string;
  missing: string;
  meaning: string;
}[] = [
  {
    key: 'faultStartedAt',
    event: 'fault.started',
    came: 'fault started',
    missing: 'fault never started',
    meaning: 'the first target carries the fault',
  },
  {
    key: 'faultLiveAt',
    event: 'fault.live',
    came: 'fault live',
    missing: 'fault never live',
    meaning: 'every target carries the fault',
  },
  {
    key: 'detectedAt',
    event: 'health.unhealthy',
    came: 'detected',
    missing: 'not detected',
    meaning: "the failed region's health check is unhealthy",
  },
  {
    key: 'reroutedAt',
    event: 'customers.rerouted',
    came: 'rerouted',
    missing: 'not rerouted',
    meaning: 'its customers are served by other regions',
  },
  {
    key: 'restoredAt',
    event: 'fault.gone',
    came: 'restored',
    missing: 'not seen restored',
    meaning: 'no target carries the fault any more',
  },
];

/** The moments of a game day in their order; older journals do not know of the first. */
export function moments(journal: Journal): Moment[] {
  const { times } = journal;
  const started = times.faultStartedAt === undefined ? 'went live' : 'started';
  return MOMENTS.filter(({ key }) => times[key] !== undefined).map(
    ({ key, event, came, missing, meaning }, index) => {
      const at = times[key] ?? null;
      const after = at === null ? null : afterStart(journal, key);
      return {
        number: index + 1,
        label: at !== null ? came : isRunning(journal) ? `not yet ${came}` : missing,
        meaning: at !== null || isRunning(journal) ? meaning : `${meaning}: not seen`,
        event,
        at,
        time: at === null ? '–' : timeOfDay(at),
        sinceStart: at === null ? '–' : offset(at, times.begunAt),
        after: after === null ? null : `${after} after the fault ${started}`,
      };
    },
  );
}

/** The moments that a reader misses: once the fault had started, all that did not come; before it, nothing is missed but the fault. */
export function missedMoments(journal: Journal): Moment[] {
  const missing = moments(journal).filter(({ at }) => at === null);
  return faultStart(journal) === null ? missing.slice(0, 1) : missing;
}

function afterStart(journal: Journal, key: MomentKey): string | null {
  const { faultStartedAt = null, faultLiveAt, secondsToDetect, secondsToReroute } = journal.times;
  if (key === 'faultLiveAt' && faultStartedAt !== faultLiveAt) {
    return durationBetween(faultStartedAt, faultLiveAt);
  }
  const seconds = key === 'detectedAt' ? secondsToDetect : key === 'reroutedAt' ? secondsToReroute : null;
  return seconds === null ? null : duration(seconds);
}
