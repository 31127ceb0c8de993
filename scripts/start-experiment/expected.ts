import type { DeployedRegion, Deployment } from '../../experiment/deployment';
import { expectedFrom, isSameDeployment } from '../../experiment/expected';
import type { Expected, Journal } from '../../experiment/journal';
import { findJournals, readJournal } from '../../experiment/report/read-journal';
import { asked, UsageError } from '../command-line';

/** Where to look for a rehearsal, and what it must be of. */
export interface ExpectedProps {
  /** The file of a rehearsal's journal; by default the newest is looked for. */
  readonly rehearsal?: string;
  /** The folder of the reports. */
  readonly reports: string;
  readonly deployment: Deployment;
  /** The region that is to fail. */
  readonly region: DeployedRegion;
}

/**
 * What a rehearsal of the same deployment found; null where there is none. Of those that were not named, the newest counts in which the
 * hypothesis held: others may have been made with a mistake, to see it refuted.
 * @throws {UsageError} where the named file is no journal of such a rehearsal
 */
export function findExpected({
  rehearsal: file,
  reports,
  deployment,
  region,
}: ExpectedProps): Expected | null {
  const wanted = { ...deployment, fault: { ...deployment.fault, region: region.region } };
  const isSame = (journal: Journal): boolean => isSameDeployment(journal.deployment, wanted);
  if (file === undefined) {
    const found = findJournals(reports).find(
      ({ journal }) => journal.world === 'rehearsal' && journal.verdict === 'held' && isSame(journal),
    );
    return found === undefined ? null : expectedFrom(found.journal, found.file);
  }
  const journal = asked(() => readJournal(file));
  if (journal.world !== 'rehearsal') throw new UsageError(`--rehearsal ${file}: that game day was on AWS`);
  if (!isSame(journal)) {
    throw new UsageError(
      `--rehearsal ${file}: it is of another deployment than this one (address, regions, load or fault); make one with npm run rehearse`,
    );
  }
  return expectedFrom(journal, file);
}
