import { messageOf } from '../../experiment/message-of';
import { moment } from '../../experiment/report/format';
import { findJournals, type FoundJournal } from '../../experiment/report/read-journal';
import type { RestoreProps } from '../../experiment/restore-props';
import {
  attachingAutomations,
  runningExperiments,
  wordsOf,
  type RunningWork,
} from '../../experiment/running-work';
import type { DeployedRegion } from '../../experiment/deployment';

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
  const journals = findJournals(reports).filter(({ journal }) => journal.world === 'aws');
  const inEach = regions.map(async (region) => {
    try {
      const work = [
        ...(await runningExperiments(restoring, region)),
        ...(await attachingAutomations(restoring, region)),
      ];
      return work.map((each) => `${region.region}: ${wordsOf(each)}, ${whoseWords(each, journals)}`);
    } catch (error) {
      return [`${region.region}: whatever runs there, for AWS does not say what does: ${messageOf(error)}`];
    }
  });
  return (await Promise.all(inEach)).flat();
}

function whoseWords({ whose, gameDay }: RunningWork, journals: readonly FoundJournal[]): string {
  if (gameDay === null) return whose;
  const found = journals.find(({ journal }) => journal.id === gameDay);
  return found === undefined
    ? `${whose}, of which there is no journal here: somebody else's`
    : `${whose}, whose runner wrote ${found.file} last at ${moment(found.journal.writtenAt)}`;
}
