import type { DeployedRegion, Deployment } from '../../experiment/deployment/deployment';
import {
  expectedFrom,
  faultOfJournal,
  isSameDeployment,
  isSameFault,
  type FaultOf,
} from '../../experiment/judge/expected';
import type { Expected } from '../../experiment/journal/journal';
import { findJournals, readJournal, type FoundJournal } from '../../report/files/read-journal';
import { faultWords } from '../../report/content/fault-labels';
import { toUsageError, UsageError } from '../command-line/command-line';

/** Where to look for a rehearsal, and what it must be of. */
export interface RehearsalProps {
  /** The file of a rehearsal's journal; by default the newest is looked for. */
  readonly rehearsal?: string;
  /** The folder of the reports. */
  readonly reports: string;
  readonly deployment: Deployment;
  /** The region that is to fail. */
  readonly region: DeployedRegion;
}

/** Rehearsals of a deployment. */
export interface Rehearsals {
  /** The newest first. */
  readonly found: readonly FoundJournal[];
  /** Whether there is one because somebody named it. */
  readonly isNamed: boolean;
}

/**
 * The rehearsals of the same deployment, which need not be of the same fault: that is known only when AWS has been asked. Of those that
 * were not named, those count in which the hypothesis held: others may have been made with a mistake, to see it refuted.
 * @throws {UsageError} where the named file is no journal of such a rehearsal
 */
export function findRehearsals({ rehearsal: file, reports, deployment, region }: RehearsalProps): Rehearsals {
  const wanted = { ...deployment, fault: { ...deployment.fault, region: region.region } };
  const isSame = ({ journal }: FoundJournal): boolean => isSameDeployment(journal.deployment, wanted);
  if (file === undefined) {
    const found = findJournals(reports).filter(
      ({ journal: { world, verdict } }) => world === 'rehearsal' && verdict === 'held',
    );
    return { found: found.filter(isSame), isNamed: false };
  }
  const named = { file, journal: toUsageError(() => readJournal(file)) };
  if (named.journal.world !== 'rehearsal') {
    throw new UsageError(`--rehearsal ${file}: that game day was on AWS`);
  }
  if (!isSame(named)) {
    throw new UsageError(
      `--rehearsal ${file}: it is of another deployment than this one (address, regions, load or fault); make one with npm run rehearse`,
    );
  }
  return { found: [named], isNamed: true };
}

/**
 * What the newest rehearsal of the deployed fault, which AWS tells, lets one expect; null where there is none.
 * @throws {UsageError} where a rehearsal was named, and it is of another fault, or nobody can say whether it is
 */
export function expectedOf({ found, isNamed }: Rehearsals, deployed: FaultOf): Expected | null {
  const same = found.find(({ journal }) => isSameFault(faultOfJournal(journal), deployed));
  if (same !== undefined) return expectedFrom(same.journal, same.file);
  const [named] = found;
  if (!isNamed || named === undefined) return null;
  throw new UsageError(
    `--rehearsal ${named.file}: it is not known to be of the fault that is deployed; make one with npm run rehearse. ` +
      `Rehearsed: ${faultWords(named.journal.fault)}. Deployed: ${faultWords(deployed.fault)}`,
  );
}
