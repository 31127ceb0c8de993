import {
  detacherOf,
  regionNamed,
  targetsOf,
  type DeployedRegion,
} from '../../experiment/deployment/deployment';
import { LEFT } from '../../experiment/game-day/resume/resumable';
import type { Journal } from '../../experiment/journal/journal';
import { requireOwnExperiment, requireOwnTemplate } from '../../experiment/ownership/ask-aws';
import { moment } from '../../report/content/format';
import { ReportFolder } from '../../report/files/report-folder';
import { printable } from '../../validation/printable';
import { requireCredentials } from '../aws/credentials';
import { toUsageError, exitCodes, UsageError } from '../command-line/command-line';
import { systemProcesses } from '../runner-lock/processes';
import { RunnerLock } from '../runner-lock/runner-lock';
import { journalOfExperiment } from './journal-of-experiment';
import type { Options } from './options';
import { runOnAws, type Run } from './run';
import type { CommandContext } from './context';
import { restoreCommandOf, resumeCommandOf } from './next-steps';

/**
 * Takes up a game day whose runner died: shows what that does, asks, follows its experiment, restores, judges, and writes into the same
 * report.
 * @param what an experiment's id, or a journal's file
 * @throws UsageError where there is nothing to resume, its runner lives, or nobody can be asked; Error where there are no credentials for it, or
 * AWS says that it is of another lab or game day
 */
export async function resumeOnAws(what: string, options: Options, context: CommandContext): Promise<void> {
  const { ask, clients, clock, processes = systemProcesses } = context;
  const { file, journal: seen } = journalOfExperiment(what, options.reports, null);
  if (ask === null && options.yes !== true) {
    throw new UsageError(
      'nothing was resumed: it may stop an experiment and change functions, so without a terminal to ask at it needs --yes',
    );
  }
  const folder = toUsageError(() => ReportFolder.of(file));
  // Its answer tells the time, by which the runner's silence is measured.
  const unknown = await requireCredentials({ clients, clock, deployment: seen.deployment });
  const lock = RunnerLock.take({ folder: folder.path, clock, processes, isTakeover: options.takeover });
  try {
    await resumeHeld({ file, folder, lock, unknown }, options, context);
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
  context: CommandContext,
): Promise<void> {
  // Its runner may have brought it to an end meanwhile; and by now AWS has said what time it is.
  const { clients, clock, ask } = context;
  const { journal } = journalOfExperiment(file, options.reports, clock.now());
  const { deployment, hypothesis, experiment } = journal;
  const region = regionNamed(deployment, experiment.region);
  await requireOwnTemplate({ clients, deployment, region });
  await requireOwnExperiment({ clients, deployment, region }, journal);
  const known = [...knownOf(journal, file), ...(unknown === null ? [] : [unknown]), mayDo(journal, region)];
  const isAsked = options.yes !== true;
  if (isAsked || (options.quiet !== true && options.json !== true))
    process.stderr.write(`${known.join('\n')}\n`);
  if (isAsked && (await ask?.('Resume it?')) !== true) {
    process.stderr.write('nothing was resumed\n');
    process.exitCode = exitCodes.stopped;
    return;
  }
  await runOnAws(
    {
      gameDay: { deployment, hypothesis, region: experiment.region, resume: journal },
      folder,
      lock,
      nextSteps: { restore: restoreCommandOf(options, experiment.region), resume: resumeCommandOf(file) },
      options,
    },
    context,
  );
}

/** What a journal tells of the game day that is resumed, in lines. */
function knownOf({ experiment, status, writtenAt, timeline, restored }: Journal, file: string) {
  const last = timeline.at(-1);
  const what = experiment.id ?? 'a game day whose experiment is not known';
  return [
    `taking up ${what} of template ${experiment.templateId} in ${experiment.region}, from ${file}`,
    status === 'running'
      ? `its runner wrote last at ${moment(writtenAt)}, and ${last?.event === LEFT ? 'left' : 'died'} after that`
      : `it was ${status} at ${moment(writtenAt)}`,
    ...(last === undefined ? [] : [printable(`the last that it saw: ${last.event} ${last.detail}`)]),
    restored.proven === true
      ? 'the functions had been restored'
      : 'it is not proven that the functions were restored',
  ];
}

/** What is done to AWS by whoever resumes a game day, in a line. */
function mayDo({ deployment, experiment }: Journal, region: DeployedRegion): string {
  const { documentName, roleArn } = detacherOf(region);
  const stop = experiment.id === null ? 'find its experiment and stop it' : `stop ${experiment.id}`;
  const targets = targetsOf(region).join(' and ');
  const callers = deployment.regions.map((each) => `${each.loadFunction} in ${each.region}`).join(' and ');
  return `it may ${stop}, start the document ${documentName} with the role ${roleArn} for ${targets} in ${region.region}, and invoke ${callers}`;
}
