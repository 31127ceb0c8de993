import { differencesBetween, type Snapshot } from '../../experiment/fault/snapshot';
import { isOfRunningWork } from '../../experiment/restore/stop-running-work';
import type { Observer } from './observer';

/** Who deploys, as far as it is known from within the World. */
export type Deployers = Pick<
  Observer,
  'isPublishedByColleague' | 'inServiceOf' | 'uploadedTo' | 'versionsOf'
>;

/**
 * Whether all that a journal says differs is what others have done, so that it says so although nothing of the fault is left: something
 * that runs, versions that somebody has published since the runner began, an alias that somebody has moved to one that they had
 * published before, or code that they have uploaded.
 * @param snapshots what the journal says that the functions were before
 */
export function areOfOthers(
  differences: readonly string[],
  snapshots: readonly Snapshot[],
  deployers: Deployers,
): boolean {
  const theirs = snapshots.flatMap((before) => differencesBetween(before, withTheirWork(before, deployers)));
  return differences.every((difference) => isOfRunningWork(difference) || theirs.includes(difference));
}

/** A function as it would be now if nobody but those who deploy it had touched it since. */
function withTheirWork(before: Snapshot, deployers: Deployers): Snapshot {
  const { functionName: name } = before;
  const { alias, versions } = deployers.versionsOf(name);
  const isTheirs = (version: string): boolean => deployers.isPublishedByColleague(name, version);
  const isKnown = (version: string): boolean => before.versions.includes(version);
  const areTheirs =
    before.versions.every((version) => versions.includes(version)) &&
    versions.every((version) => isKnown(version) || isTheirs(version));
  return {
    ...before,
    versions: areTheirs ? versions : before.versions,
    // One that is in service and was published since is a release, of which a journal says no difference.
    aliasVersion: isKnown(alias) && isTheirs(alias) ? alias : before.aliasVersion,
    codeSha256: deployers.uploadedTo(name) ?? before.codeSha256,
    aliasCodeSha256: deployers.inServiceOf(name) ?? before.aliasCodeSha256,
  };
}
