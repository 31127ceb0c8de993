import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { regionNamed } from '../experiment/deployment';
import { synthesize } from '../modules/app';
import { makeMistake, MISTAKES } from '../rehearsal/mistakes';
import { Python } from '../rehearsal/python/python';
import { rehearse } from '../rehearsal/rehearse';
import { readConfiguration } from '../rehearsal/terraform/configuration';
import { loadHypothesis } from '../schemas/hypothesis';
import { loadLabConfig } from '../schemas/lab-config';
import { asked, runCommandLine } from './command-line';
import { addGameDayOptions, conclude, progress, type GameDayOptions } from './game-day-output';

interface Options extends GameDayOptions {
  readonly config: string;
  readonly mistake?: string;
  readonly seed: number;
}

/** The template attaches to two functions side by side. */
const INTERPRETERS = 2;

const program = new Command('rehearse')
  .description(
    'Rehearses the whole game day in virtual time, from freshly synthesised Terraform, without an AWS account.',
  )
  .option('--mistake <name>', `make a mistake first: ${MISTAKES.map(({ name }) => name).join(', ')}`)
  .option('--region <name>', 'the region to fail, by code or label (default: the one in the configuration)')
  .option('--seed <integer>', 'all chance comes from it; the same seed gives the same journal', integer, 1)
  .option('--config <file>', 'the lab configuration', process.env.LAB_CONFIG ?? 'lab.config.json')
  .addHelpText(
    'after',
    `
Exit codes: 0 the hypothesis held, 1 the tool or the experiment failed, 2 wrong usage or an invalid file, 3 refuted or
inconclusive, 4 the experiment was stopped or not started.

Examples:
  npm run rehearse
  npm run rehearse -- --mistake crossed-health-check
  npm run rehearse -- --region eu --seed 7
  npm run --silent rehearse -- --json > journal.json`,
  )
  .action(async (options: Options) => {
    const written = loadLabConfig(options.config);
    const { mistake, region = written.fault.region } = options;
    const config = mistake === undefined ? written : asked(() => makeMistake(written, mistake));
    asked(() => regionNamed(config, region));
    const hypothesis = loadHypothesis(options.hypothesis);
    // Loads in the background while the stack is synthesised.
    const python = new Python(INTERPRETERS);
    const outdir = mkdtempSync(join(tmpdir(), 'rehearsal-'));
    try {
      const journal = await rehearse({
        configuration: readConfiguration(synthesize(config, outdir)),
        hypothesis,
        region,
        seed: options.seed,
        python,
        report: progress(options, false),
      });
      conclude(journal, options);
    } finally {
      await python.close();
      rmSync(outdir, { recursive: true, force: true });
    }
  });

function integer(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('use an integer, such as 7');
  return Number(text);
}

void runCommandLine(addGameDayOptions(program), process.argv);
