import { InvalidArgumentError, Option, type Command } from 'commander';
import { FORCIBLE_NAMES, NEEDED, type PreflightName } from '../../experiment/journal/preflight-result';
import { likelyChoice } from '../../validation/suggestion';
import { addDeploymentOptions, type DeploymentOptions } from '../outputs/deployment-file';
import { addOutputOptions, HYPOTHESIS_FILE, type OutputOptions } from '../progress/game-day-output';

/** The options of start-experiment. */
export interface Options extends OutputOptions, DeploymentOptions {
  /** By code or label. */
  readonly region?: string;
  readonly template: string;
  readonly hypothesis: string;
  /** The file of a rehearsal's journal. */
  readonly rehearsal?: string;
  readonly force?: readonly PreflightName[];
  readonly dryRun?: boolean;
  /** Start, or resume, without asking. */
  readonly yes?: boolean;
  /** An experiment's id, or a journal's file. */
  readonly resume?: string;
  /** Take a game day from a runner that has been silent. */
  readonly takeover?: boolean;
}

/** What the journal of a game day says by itself. */
const SAID_BY_THE_JOURNAL = ['region', 'template', 'hypothesis', 'rehearsal', 'force', 'dryRun', 'set'];

/** Adds the options to the command. */
export function addOptions(command: Command): Command {
  addDeploymentOptions(command.optionsGroup('What is broken, and what is to be found out:'))
    .option(
      '--region <name>',
      'the region to fail, by code or label (default: the one that was deployed for it)',
    )
    .option(
      '--template <file>',
      'the template that was deployed, as it was written by hand',
      'templates/region-latency.json',
    )
    .option('--hypothesis <file>', 'what is to be found out', HYPOTHESIS_FILE)
    .option(
      '--rehearsal <file>',
      "the journal of a rehearsal, to stand beside what is measured (default: the newest in the reports' folder in which the hypothesis held, of the same deployment and the same fault)",
    )
    .optionsGroup('Before the start:')
    .option('--dry-run', 'make every check and show the plan, but start nothing')
    .option('--yes', 'start, or resume, without asking; needed where there is no terminal')
    .option(
      '--force <name>',
      `go on although this check did not pass: ${FORCIBLE_NAMES.join(', ')}; may be repeated`,
      (name: string, before: readonly PreflightName[] | undefined) => [
        ...(before ?? []),
        preflightName(name),
      ],
    )
    .optionsGroup('After the death of a runner:')
    .addOption(
      new Option(
        '--resume <experiment>',
        "resume a game day, by its experiment's id (EXP…) or its journal's file: follow, restore, judge",
      ).conflicts(SAID_BY_THE_JOURNAL),
    )
    .option(
      '--takeover',
      'with --resume: take the game day from a runner that nobody can tell to be dead, once it has been silent for a minute',
    );
  return addOutputOptions(command);
}

function preflightName(name: string): PreflightName {
  const found = FORCIBLE_NAMES.find((known) => known === name);
  if (found !== undefined) return found;
  const likely = likelyChoice(name, FORCIBLE_NAMES);
  const meant = likely === undefined || name in NEEDED ? '' : `Did you mean ${likely}? `;
  const needed = Object.entries(NEEDED).find(([known]) => known === name);
  const why = needed === undefined ? '' : `Nothing is started without it: ${needed[1]}. `;
  throw new InvalidArgumentError(`${why}${meant}Those that may be forced are ${FORCIBLE_NAMES.join(', ')}.`);
}
