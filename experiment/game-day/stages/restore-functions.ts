import type { FisExperiment } from '../../aws/fis-experiment';
import { targetsOf } from '../../deployment/deployment';
import { lookAtFault } from '../follow';
import type { GameDayContext } from '../context';
import type { Release } from '../../journal/journal';
import type { RestoreProps } from '../../restore/restore-props';
import type { Clock } from '../../time/clock';
import { isOutOfDate, restoreToSnapshots } from '../../restore/restore';

/** When an experiment has ended, the safety net's rule may take so long: an event, an automation, an update of each function. */
const SAFETY_NET_MS = 90_000;

/** What restoring the functions reads, and the record and the progress that it changes. */
export type RestoreContext = RestoreProps & Pick<GameDayContext, 'progress' | 'record' | 'region'>;

/**
 * Compares the targets with what they were before, and puts them back where they differ.
 * @param othersMay whether the safety net's rule is given its time first
 */
export async function restoreFunctions(day: RestoreContext, othersMay: boolean): Promise<void> {
  const { clock, timeline, region, record } = day;
  const targets = targetsOf(region).join(' and ');
  day.progress.begin('restore', `comparing ${targets} in ${region.region} with what they were before`);
  let restored;
  let comparedAt;
  do {
    const grace = othersMay ? graceMs(clock, record.fisExperiment) : 0;
    restored = await restoreToSnapshots(day, region, record.snapshots, grace);
    comparedAt = clock.now();
    await lookAtFault(day, record);
    // Where AWS was silent, or nobody was logged in, somebody may have changed what was compared.
  } while (isOutOfDate(clock, comparedAt));
  record.restored = restored;
  record.endedAt = clock.now();
  if (restored.proven === true)
    timeline.add('restore.proven', `${targets} are as they were${butFor(record.releases)}`);
  else timeline.add('restore.unproven', restored.differences.join('; '));
}

/** What somebody else has released stays. */
function butFor(releases: readonly Release[]): string {
  const names = [...new Set(releases.map(({ functionName }) => functionName))];
  return names.length === 0
    ? ''
    : `, but for what somebody else released of ${names.join(' and ')}, which stays, without the fault`;
}

/** What is left of the safety net's time. */
function graceMs(clock: Clock, experiment: FisExperiment | null): number {
  const endedAt = experiment?.latest?.endTime?.getTime() ?? clock.now();
  return Math.max(0, endedAt + SAFETY_NET_MS - clock.now());
}
