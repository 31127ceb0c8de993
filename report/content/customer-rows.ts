import type { Journal } from '../../experiment/journal/journal';
import { isRunning, wasStarted } from './journal-status';
import { failedShare, grouped } from './format';

/** The requests of the customers of one region, as every report shows them. */
export interface CustomerRow {
  readonly region: string;
  /** The region's label; null where the deployment does not know the region. */
  readonly label: string | null;
  readonly isFailedRegion: boolean;
  /** `1,204` */
  readonly requests: string;
  readonly failed: string;
  readonly hasFailures: boolean;
  /** The failed part of the requests: `0.43 %`; a dash where none was sent. */
  readonly share: string;
  /** The share that failed in the rehearsal; null where there was none, or it does not know the region. */
  readonly expected: string | null;
}

/** The customers of all regions. */
export interface CustomerRows {
  readonly rows: readonly CustomerRow[];
  /** Whether a rehearsal tells what was expected. */
  readonly hasExpected: boolean;
  /** Why there are no rows, in a sentence. */
  readonly none: string;
}

/** What the customers sent during the experiment, by region; null where nothing was started and nothing was counted. */
export function customerRows(journal: Journal): CustomerRows | null {
  const { customers, deployment, experiment, expected } = journal;
  const counted = Object.entries(customers);
  const anySent = counted.some(([, { requests }]) => requests > 0);
  if (!anySent && !wasStarted(journal)) return null;
  const rehearsed = new Map(Object.entries(expected?.customers ?? {}));
  return {
    rows: (anySent ? counted : []).map(([region, count]) => {
      const found = rehearsed.get(region);
      return {
        region,
        label: deployment.regions.find((one) => one.region === region)?.label ?? null,
        isFailedRegion: region === experiment.region,
        requests: grouped(count.requests),
        failed: grouped(count.failed),
        hasFailures: count.failed > 0,
        share: failedShare(count),
        expected: found === undefined ? null : failedShare(found),
      };
    }),
    hasExpected: expected !== null,
    none: isRunning(journal)
      ? 'The requests had not been counted yet.'
      : 'No request of any customer was counted.',
  };
}
