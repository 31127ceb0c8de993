import type { Journal, Times } from '../journal';
import { isRunning } from './course';
import { duration } from './format';

/** One of the four moments that every report names, whether or not it came. */
export interface Moment {
  /** Its number in the dashboard, from 1; the same in every journal. */
  readonly number: number;
  /** `fault live`, or, where it did not come, `not detected` and the like. */
  readonly label: string;
  /** What has to be seen for it, in words; says `not seen` where it was not. */
  readonly meaning: string;
  /** The event of the timeline that tells it. */
  readonly event: string;
  readonly at: string | null;
  /** How long after the fault went live, in words; null where that says nothing. */
  readonly after: string | null;
}

const MOMENTS: readonly {
  key: 'faultLiveAt' | 'detectedAt' | 'reroutedAt' | 'restoredAt';
  event: string;
  came: string;
  missing: string;
  meaning: string;
}[] = [
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
    meaning: 'the requests of its customers no longer fail',
  },
  {
    key: 'restoredAt',
    event: 'fault.gone',
    came: 'restored',
    missing: 'not seen restored',
    meaning: 'no target carries the fault any more',
  },
];

/** The four moments of a game day in their order. */
export function moments(journal: Journal): Moment[] {
  const { times } = journal;
  return MOMENTS.map(({ key, event, came, missing, meaning }, index) => {
    const at = times[key];
    const seconds = at === null ? null : secondsAfterFault(times, key);
    return {
      number: index + 1,
      label: at !== null ? came : isRunning(journal) ? `not yet ${came}` : missing,
      meaning: at !== null || isRunning(journal) ? meaning : `${meaning}: not seen`,
      event,
      at,
      after: seconds === null ? null : `${duration(seconds)} after the fault`,
    };
  });
}

/** The moments that a reader misses: once the fault was live, all that did not come; before it, nothing is missed but the fault. */
export function missedMoments(journal: Journal): Moment[] {
  const missing = moments(journal).filter(({ at }) => at === null);
  return journal.times.faultLiveAt === null ? missing.slice(0, 1) : missing;
}

function secondsAfterFault(times: Times, key: keyof Times): number | null {
  if (key === 'detectedAt') return times.secondsToDetect;
  if (key === 'reroutedAt') return times.secondsToReroute;
  return null;
}
