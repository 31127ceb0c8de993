import { LEFT } from '../../experiment/game-day/resumable';
import type { Journal } from '../../experiment/journal';
import { moment } from '../../experiment/report/format';
import { ReportFolder } from '../../experiment/report/report-folder';
import { requireCredentials } from '../credentials';
import { asked } from '../command-line';
import { systemProcesses } from '../runner-lock/processes';
import { RunnerLock } from '../runner-lock/runner-lock';
import { journalOfExperiment } from './journal-of-experiment';
import type { Options } from './options';
import { runOnAws, type Run } from './run';
import type { Surroundings } from './surroundings';
import { restoreCommandOf, resumeCommandOf } from './ways-on';

/**
 * Takes up a game day whose runner died: follows its experiment, restores, judges, and writes into the same report. Asks nothing: whatever
 * is under way is so already, and has to be ended well.
 * @param what an experiment's id, or a journal's file
 * @throws UsageError where there is nothing to take up, or its runner lives; Error where there are no credentials for it
 */
export async function resumeOnAws(what: string, options: Options, surroundings: Surroundings): Promise<void> {
  const { clients, clock, processes = systemProcesses } = surroundings;
  const { file, journal: seen } = journalOfExperiment(what, options.reports);
  const folder = asked(() => ReportFolder.of(file));
  // Its answer tells the time, by which the runner's silence is measured.
  const unknown = await requireCredentials({ clients, clock, deployment: seen.deployment });
  const lock = RunnerLock.take({ folder: folder.path, clock, processes, isTakeover: options.takeover });
  try {
    await resumeHeld({ file, folder, lock, unknown }, options, surroundings);
  } finally {
    lock.release();
  }
}

/** What is known of a game day that nobody else can run now. */
interface Held extends Pick<Run, 'folder' | 'lock'> {
  readonly file: string;
  /** What is not known of the credentials. */
  readonly unknown: string | null;
}

async function resumeHeld(
  { file, folder, lock, unknown }: Held,
  options: Options,
  surroundings: Surroundings,
): Promise<void> {
  // Its runner may have brought it to an end meanwhile.
  const { journal } = journalOfExperiment(file, options.reports);
  const { deployment, hypothesis, experiment } = journal;
  const known = [...knownOf(journal, file), ...(unknown === null ? [] : [unknown])];
  if (options.quiet !== true && options.json !== true) process.stderr.write(`${known.join('\n')}\n`);
  await runOnAws(
    {
      gameDay: { deployment, hypothesis, region: experiment.region, resume: journal },
      folder,
      lock,
      waysOn: { restore: restoreCommandOf(options, experiment.region), resume: resumeCommandOf(file) },
      options,
    },
    surroundings,
  );
}

/** What a journal tells of the game day that is taken up, in lines. */
function knownOf({ experiment, status, writtenAt, timeline, restored }: Journal, file: string) {
  const last = timeline.at(-1);
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
  ];
}
