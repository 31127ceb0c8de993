import type { Journal, Times } from '../journal';
import { duration } from './format';

/** One of the four moments that every report names, whether or not it came. */
export interface Moment {
  /** Its number in the dashboard, from 1; the same in every journal. */
  readonly number: number;
  /** `fault live`, or, where it did not come, `not detected` and the like. */
  readonly label: string;
  /** What has to be seen for it, in words. */
  readonly meaning: string;
  readonly at: string | null;
  /** How long after the fault went live, in words; null where that says nothing. */
  readonly after: string | null;
}

const MOMENTS: readonly { key: keyof Times; came: string; missing: string; meaning: string }[] = [
  {
    key: 'faultLiveAt',
    came: 'fault live',
    missing: 'fault never live',
    meaning: 'every target carries the fault',
  },
  {
    key: 'detectedAt',
    came: 'detected',
    missing: 'not detected',
    meaning: "the failed region's health check is unhealthy",
  },
  {
    key: 'reroutedAt',
    came: 'rerouted',
    missing: 'not rerouted',
    meaning: 'the requests of its customers no longer fail',
  },
  {
    key: 'restoredAt',
    came: 'restored',
    missing: 'not seen restored',
    meaning: 'no target carries the fault any more',
  },
];

/** The four moments of a game day in their order. */
export function moments(journal: Journal): Moment[] {
  const { times } = journal;
  return MOMENTS.map(({ key, came, missing, meaning }, index) => {
    const at = times[key];
    const reached = typeof at === 'string' ? at : null;
    const seconds = reached === null ? null : secondsAfterFault(times, key);
    return {
      number: index + 1,
      label: reached === null ? missing : came,
      meaning,
      at: reached,
      after: seconds === null ? null : `${duration(seconds)} after the fault`,
    };
  });
}

function secondsAfterFault(times: Times, key: keyof Times): number | null {
  if (key === 'detectedAt') return times.secondsToDetect;
  if (key === 'reroutedAt') return times.secondsToReroute;
  return null;
}
