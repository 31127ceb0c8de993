import { LEFT } from '../../experiment/game-day/resumable';
import type { Journal } from '../../experiment/journal';
import { moment } from '../../experiment/report/format';
import { ReportFolder } from '../../experiment/report/report-folder';
import { requireCredentials } from '../credentials';
import { asked } from '../command-line';
import { journalOfExperiment } from './journal-of-experiment';
import type { Options } from './options';
import { runOnAws } from './run';
import type { Surroundings } from './surroundings';
import { restoreCommandOf, resumeCommandOf } from './ways-on';

/** A runner that lives writes its journal this often: the pulses come every 15 s, and may be late. */
const ALIVE_MS = 45_000;

/**
 * Takes up a game day whose runner died: follows its experiment, restores, judges, and writes into the same report. Asks nothing: whatever
 * is under way is so already, and has to be ended well.
 * @param what an experiment's id, or a journal's file
 * @throws UsageError where there is nothing to take up; Error where there are no credentials for it
 */
export async function resumeOnAws(what: string, options: Options, surroundings: Surroundings): Promise<void> {
  const { clients, clock } = surroundings;
  const { file, journal } = journalOfExperiment(what, options.reports);
  const { deployment, hypothesis, experiment } = journal;
  const folder = asked(() => ReportFolder.of(file));
  const unknown = await requireCredentials({ clients, clock, deployment });
  const known = [...knownOf(journal, file, clock.now()), ...(unknown === null ? [] : [unknown])];
  if (options.quiet !== true && options.json !== true) process.stderr.write(`${known.join('\n')}\n`);
  await runOnAws(
    {
      gameDay: { deployment, hypothesis, region: experiment.region, resume: journal },
      folder,
      waysOn: { restore: restoreCommandOf(options, experiment.region), resume: resumeCommandOf(file) },
      options,
    },
    surroundings,
  );
}

/** What a journal tells of the game day that is taken up, in lines. */
function knownOf({ experiment, status, writtenAt, timeline, restored }: Journal, file: string, now: number) {
  const last = timeline.at(-1);
  const silent = now - Date.parse(writtenAt);
  const what = experiment.id ?? 'a game day whose experiment is not known';
  return [
    `taking up ${what} of template ${experiment.templateId} in ${experiment.region}, from ${file}`,
    status === 'running'
      ? `its runner wrote last at ${moment(writtenAt)}, and ${last?.event === LEFT ? 'left' : 'died'} after that`
      : `it was ${status} at ${moment(writtenAt)}`,
    ...(last === undefined ? [] : [`the last that it saw: ${last.event} ${last.detail}`]),
    restored.proven === true
      ? 'the functions had been put back'
      : 'it is not proven that the functions were put back',
    ...(status === 'running' && last?.event !== LEFT && silent < ALIVE_MS
      ? [`is it really dead? It wrote ${Math.max(0, Math.round(silent / 1000))} s ago`]
      : []),
  ];
}
