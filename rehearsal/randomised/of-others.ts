import type { Observer } from './observer';

/** Who deploys, as far as it is known from within the World. */
export type Deployers = Pick<Observer, 'isPublishedByColleague' | 'inServiceOf' | 'uploadedTo'>;

// What a journal says of differences (differencesBetween in experiment/fault/snapshot.ts).
const VERSIONS = /^(\S+): the published versions changed from (.+) to (.+)$/;
const ALIAS = /^(\S+): the version of alias \S+ changed from \S+ to (\S+)$/;
const UPLOADED = /^(\S+): the code of \$LATEST changed from \S+ to (\S+)$/;
const CODE = /^(\S+): the code that alias \S+ serves changed from \S+ to (\S+)$/;

/**
 * Whether all that a journal says differs is what others have done, so that it says so although nothing of the fault is left: something
 * that runs, versions that somebody has published since the runner began, an alias that somebody has moved to one that they had
 * published before, or code that they have uploaded.
 */
export function areOfOthers(differences: readonly string[], deployers: Deployers): boolean {
  const since = new Set(differences.flatMap(addedVersions));
  return differences.every((difference) => {
    if (difference.includes('could attach the fault again')) return true;
    const [, moved = '', version = ''] = ALIAS.exec(difference) ?? [];
    // One that is in service and was published since is a release, of which a journal says no difference.
    if (moved !== '')
      return deployers.isPublishedByColleague(moved, version) && !since.has(`${moved} ${version}`);
    const [, served = '', code = ''] = CODE.exec(difference) ?? [];
    if (served !== '') return deployers.inServiceOf(served) === code;
    const [, target = '', uploaded = ''] = UPLOADED.exec(difference) ?? [];
    if (target !== '') return deployers.uploadedTo(target) === uploaded;
    return isOfTheirVersions(difference, deployers);
  });
}

/** Whether nothing but versions that somebody has published differs. */
function isOfTheirVersions(difference: string, deployers: Deployers): boolean {
  const { name, before, after } = versionsIn(difference);
  const added = after.filter((version) => !before.includes(version));
  return (
    added.length > 0 &&
    before.every((version) => after.includes(version)) &&
    added.every((version) => deployers.isPublishedByColleague(name, version))
  );
}

function addedVersions(difference: string): string[] {
  const { name, before, after } = versionsIn(difference);
  return after.flatMap((version) => (before.includes(version) ? [] : [`${name} ${version}`]));
}

function versionsIn(difference: string) {
  const [, name = '', ...lists] = VERSIONS.exec(difference) ?? [];
  const [before = [], after = []] = lists.map((list) => list.split(', '));
  return { name, before, after };
}
