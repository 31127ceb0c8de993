import { runGameDay } from '../../experiment/game-day/game-day';
import type { GameDayProps } from '../../experiment/game-day/props';
import type { Journal } from '../../experiment/journal/journal';
import type { ReportFolder } from '../../report/files/report-folder';
import { reportContent } from '../../report/content/report-content';
import { reportMarkdown } from '../../report/markdown/report-markdown';
import { conclude } from '../progress/game-day-output';
import { onceLost } from '../command-line/lost-output';
import { progressOn, systemEvery } from '../progress/progress-on';
import { exitCodes, messageOf } from '../command-line/command-line';
import type { RunnerLock } from '../runner-lock/runner-lock';
import { watchNpm } from '../command-line/starter';
import { listenForInterruption } from '../command-line/terminal';
import type { Options } from './options';
import { appendSummary } from './step-summary';
import type { CommandContext } from './context';
import { stillToDo, type WaysOn } from './next-steps';

/** How often a person wants to see how things stand; what is read for it is one request a region. */
const PULSE_SECONDS = 15;

const TAKEN_OVER = 'another runner has taken this game day over';

/** A game day that is about to be run, or resumed. */
export interface Run {
  readonly gameDay: Pick<
    GameDayProps,
    'deployment' | 'hypothesis' | 'region' | 'preflight' | 'lookAgain' | 'expected' | 'resume'
  >;
  readonly folder: ReportFolder;
  /** The right to run it. */
  readonly lock: RunnerLock;
  readonly nextSteps: WaysOn;
  readonly options: Options;
}

/**
 * Runs a game day on AWS, showing how it goes on standard error, keeping its journal as it grows, and ending it in order on Ctrl-C, when
 * its terminal is closed, and when npm ends that started it. Then prints the result, writes the report and says what is still to be done.
 * A runner whose game day another one has taken over writes nothing any more, and ends at once.
 * @throws Error when the report cannot be written
 */
export async function runOnAws(
  { gameDay, folder, lock, nextSteps, options }: Run,
  { clients, clock, random, process: own, every = systemEvery, stepSummary }: CommandContext,
): Promise<void> {
  const progress = progressOn(process.stderr, options, () => clock.now(), every);
  const interruption = listenForInterruption(own, clock, progress, Object.values(nextSteps));
  const forgetNpm = watchNpm(own, every, () => interruption.end('npm ended, which had started this'));
  const stopKeeping = lock.keep(
    () => {
      progress.stop();
      process.stderr.write(`${TAKEN_OVER}: this one leaves it\n`);
      own.exit(exitCodes.failure);
    },
    (error) => progress.say(`nobody can see any more that this runner lives: ${messageOf(error)}`),
  );
  const write = <T>(work: () => T): T => {
    if (lock.isLost()) throw new Error(TAKEN_OVER);
    return work();
  };
  let stopListening = (): void => undefined;
  try {
    const journal = await runGameDay({
      ...gameDay,
      world: 'aws',
      clients,
      clock,
      random,
      report: progress.report,
      signal: interruption.signal,
      save: (grown) => write(() => folder.saveJournal(grown)),
      pulseSeconds: PULSE_SECONDS,
      listen: (add) => {
        const note = (why: string): void => add('output.lost', `nothing can be shown any more: ${why}`);
        stopListening = onceLost(process.stderr, note);
      },
    });
    progress.stop();
    showResult(journal, { nextSteps, options, stepSummary }, () => {
      write(() => folder.finish(journal));
      return folder.path;
    });
  } finally {
    progress.stop();
    interruption.stop();
    forgetNpm();
    stopListening();
    stopKeeping();
    lock.release();
  }
}

function showResult(
  journal: Journal,
  {
    nextSteps,
    options,
    stepSummary,
  }: Pick<Run, 'nextSteps' | 'options'> & Pick<CommandContext, 'stepSummary'>,
  write: () => string,
): void {
  try {
    conclude(journal, options, write);
  } finally {
    for (const line of stillToDo(journal, nextSteps)) process.stderr.write(`${line}\n`);
    appendSummary(stepSummary, () => reportMarkdown(reportContent(journal)));
  }
}
