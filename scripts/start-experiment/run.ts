import { runGameDay, type GameDayProps } from '../../experiment/game-day';
import type { Journal } from '../../experiment/journal';
import type { ReportFolder } from '../../experiment/report/report-folder';
import { reportMarkdown } from '../../experiment/report/report-markdown';
import { conclude } from '../game-day-output';
import { onceLost } from '../lost-output';
import { progressOn, systemEvery } from '../progress';
import { watchNpm } from '../starter';
import { listenForInterruption } from '../terminal';
import type { Options } from './options';
import { appendSummary } from './step-summary';
import type { Surroundings } from './surroundings';
import { stillToDo, type WaysOn } from './ways-on';

/** How often a person wants to see how things stand; what is read for it is one request a region. */
const PULSE_SECONDS = 15;

/** A game day that is about to be run, or taken up. */
export interface Run {
  readonly gameDay: Pick<
    GameDayProps,
    'deployment' | 'hypothesis' | 'region' | 'preflight' | 'expected' | 'resume'
  >;
  readonly folder: ReportFolder;
  readonly waysOn: WaysOn;
  readonly options: Options;
}

/**
 * Runs a game day on AWS, showing how it goes on standard error, keeping its journal as it grows, and ending it in order on Ctrl-C, when
 * its terminal is closed, and when npm ends that started it. Then prints the result, writes the report and says what is still to be done.
 * @throws Error when the report cannot be written
 */
export async function runOnAws(
  { gameDay, folder, waysOn, options }: Run,
  { clients, clock, random, process: own, every = systemEvery, stepSummary }: Surroundings,
): Promise<void> {
  const progress = progressOn(process.stderr, options, () => clock.now(), every);
  const interruption = listenForInterruption(own, clock, progress, Object.values(waysOn));
  const forgetNpm = watchNpm(own, every, () => interruption.end('npm ended, which had started this'));
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
      save: (grown) => folder.saveJournal(grown),
      pulseSeconds: PULSE_SECONDS,
      listen: (add) => {
        const note = (why: string): void => add('output.lost', `nothing can be shown any more: ${why}`);
        stopListening = onceLost(process.stderr, note);
      },
    });
    progress.stop();
    showResult(journal, { folder, waysOn, options, stepSummary });
  } finally {
    progress.stop();
    interruption.stop();
    forgetNpm();
    stopListening();
  }
}

function showResult(
  journal: Journal,
  {
    folder,
    waysOn,
    options,
    stepSummary,
  }: Pick<Run, 'folder' | 'waysOn' | 'options'> & Pick<Surroundings, 'stepSummary'>,
): void {
  try {
    conclude(journal, options, () => {
      folder.finish(journal);
      return folder.path;
    });
  } finally {
    for (const line of stillToDo(journal, waysOn)) process.stderr.write(`${line}\n`);
    appendSummary(stepSummary, () => reportMarkdown(journal));
  }
}
