import { printable } from '../../validation/printable';
import { messageOf } from '../../experiment/message-of';
import { moment } from '../../report/content/format';
import { findJournals, type FoundJournal } from '../../report/files/read-journal';
import type { RestoreProps } from '../../experiment/restore/restore-props';
import {
  attachingAutomations,
  runningExperiments,
  wordsOf,
  type RunningWork,
} from '../../experiment/restore/running-work';
import type { DeployedRegion } from '../../experiment/deployment/deployment';

/**
 * What a restoration would stop, and whose it is, a sentence each. Where AWS does not say what runs, that is a sentence, too: whatever does
 * would be stopped.
 * @param reports the folder in which the journals of the game days are looked for that started it
 */
export async function whatRuns(
  restoring: RestoreProps,
  regions: readonly DeployedRegion[],
  reports: string,
): Promise<string[]> {
  const inEach = regions.map(async (region): Promise<Found[]> => {
    try {
      const work = [
        ...(await runningExperiments(restoring, region)),
        ...(await attachingAutomations(restoring, region)),
      ];
      return work.map((each) => ({ region, work: each }));
    } catch (error) {
      return [`${region.region}: whatever runs there, for AWS does not say what does: ${messageOf(error)}`];
    }
  });
  const found = (await Promise.all(inEach)).flat();
  const isAsked = found.some((each) => typeof each !== 'string' && each.work.gameDay !== null);
  const journals = isAsked ? journalsIn(reports) : [];
  return found.map((each) =>
    typeof each === 'string'
      ? each
      : // Whose it is, tags and journals say, which anybody may have written.
        printable(`${each.region.region}: ${wordsOf(each.work)}, ${whoseWords(each.work, journals)}`),
  );
}

/** Something that runs, or a sentence about a region of which that is not known. */
type Found = string | { readonly region: DeployedRegion; readonly work: RunningWork };

/** The journals of AWS' game days; or why there are none to be read, which keeps nobody from restoring. */
function journalsIn(reports: string): readonly FoundJournal[] | string {
  try {
    return findJournals(reports).filter(({ journal }) => journal.world === 'aws');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return messageOf(error);
  }
}

function whoseWords({ whose, gameDay }: RunningWork, journals: readonly FoundJournal[] | string): string {
  if (gameDay === null) return whose;
  if (typeof journals === 'string') return `${whose}, whose journal cannot be looked for: ${journals}`;
  const found = journals.find(({ journal }) => journal.id === gameDay);
  return found === undefined
    ? `${whose}, of which there is no journal here: somebody else's`
    : `${whose}, whose runner wrote ${found.file} last at ${moment(found.journal.writtenAt)}`;
}
