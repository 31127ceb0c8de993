import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { regionNamed } from '../experiment/deployment';
import { synthesize } from '../modules/app';
import { makeMistake, MISTAKES } from '../rehearsal/mistakes';
import { leaveOut, OMISSIONS } from '../rehearsal/omissions';
import { Python } from '../rehearsal/python/python';
import { rehearse } from '../rehearsal/rehearse';
import { soakConfig } from '../rehearsal/soak/settings';
import { summarize, summaryText } from '../rehearsal/soak/summary';
import { readConfiguration } from '../rehearsal/terraform/configuration';
import { loadHypothesis } from '../schemas/hypothesis';
import { loadLabConfig, type LabConfig } from '../schemas/lab-config';
import { asked, exitCodes, runProcess } from './command-line';
import { addGameDayOptions, conclude, progress, type GameDayOptions } from './game-day-output';
import { soak } from './soak';

interface Options extends GameDayOptions {
  readonly config: string;
  readonly mistake?: string;
  readonly without?: string;
  readonly stopAfter?: number;
  readonly soak?: number;
  readonly seed: number;
}

/** The template attaches to two functions side by side. */
const INTERPRETERS = 2;

const program = new Command('rehearse')
  .description(
    'Rehearses the whole game day in virtual time, from freshly synthesised Terraform, without an AWS account.',
  )
  .option('--mistake <name>', `make a mistake first: ${namesOf(MISTAKES)}`)
  .option('--without <name>', `leave something out of the Terraform: ${namesOf(OMISSIONS)}`)
  .option(
    '--stop-after <duration>',
    'stop the experiment so long after its start, such as 7m or 90s',
    milliseconds,
  )
  .option('--region <name>', 'the region to fail, by code or label (default: the one in the configuration)')
  .option('--seed <integer>', 'all chance comes from it; the same seed gives the same journal', integer, 1)
  .option(
    '--soak <number>',
    'run so many random game days full of trouble, and check what must always hold',
    positive,
  )
  .option('--config <file>', 'the lab configuration', process.env.LAB_CONFIG ?? 'lab.config.json')
  .addHelpText(
    'after',
    `
Exit codes: 0 the hypothesis held (or the soak found no violation), 1 the tool or the experiment failed (or it did), 2 wrong
usage or an invalid file, 3 refuted or inconclusive, 4 the experiment was stopped or not started.

Examples:
  npm run rehearse
  npm run rehearse -- --mistake crossed-health-check
  npm run rehearse -- --region eu --seed 7
  npm run rehearse -- --stop-after 7m --without safety-net
  npm run rehearse -- --soak 1000
  npm run --silent rehearse -- --json > journal.json`,
  )
  .action(async (options: Options) => {
    const written = loadLabConfig(options.config);
    const { mistake, region = written.fault.region } = options;
    const failed = asked(() => regionNamed(written, region)).region;
    const wanted = { ...written, fault: { ...written.fault, region: failed } };
    const config = mistake === undefined ? wanted : asked(() => makeMistake(wanted, mistake));
    const outdir = mkdtempSync(join(tmpdir(), 'rehearsal-'));
    try {
      if (options.soak === undefined) await rehearseOnce(options, config, outdir);
      else await rehearseOften(options, options.soak, config, outdir);
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  });

async function rehearseOnce(options: Options, config: LabConfig, outdir: string): Promise<void> {
  const { without, stopAfter } = options;
  const hypothesis = loadHypothesis(options.hypothesis);
  // Loads in the background while the stack is synthesised.
  const python = new Python(INTERPRETERS);
  try {
    const whole = readConfiguration(synthesize(config, outdir));
    const journal = await rehearse({
      configuration: without === undefined ? whole : asked(() => leaveOut(whole, without)),
      hypothesis,
      seed: options.seed,
      ...(stopAfter === undefined ? {} : { stopAfterMs: stopAfter }),
      python,
      report: progress(options, false),
    });
    conclude(journal, options);
  } finally {
    await python.close();
  }
}

async function rehearseOften(
  options: Options,
  count: number,
  config: LabConfig,
  outdir: string,
): Promise<void> {
  const stack = synthesize(soakConfig(config), outdir);
  const { gameDays, perSecond } = await soak({
    stack,
    hypothesis: options.hypothesis,
    count,
    firstSeed: options.seed,
    progress: (done) => {
      if (options.quiet !== true && options.json !== true && process.stderr.isTTY) {
        process.stderr.write(`\r${done} of ${count}${done === count ? '\n' : ''}`);
      }
    },
  });
  const summary = summarize(gameDays);
  if (options.json === true) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  else process.stdout.write(summaryText(summary));
  if (perSecond !== null && options.quiet !== true && options.json !== true) {
    process.stderr.write(`${perSecond.toFixed(1)} game days a second after start-up\n`);
  }
  process.exitCode = summary.failures.length === 0 ? exitCodes.success : exitCodes.failure;
}

function namesOf(things: readonly { readonly name: string }[]): string {
  return things.map(({ name }) => name).join(', ');
}

function integer(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('use an integer, such as 7');
  return Number(text);
}

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('use a positive integer, such as 1000');
  return Number(text);
}

function milliseconds(text: string): number {
  const [, number, unit] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  if (number === undefined)
    throw new InvalidArgumentError('use a number with its unit, such as 90s, 7m or 1h');
  return Number(number) * { s: 1_000, m: 60_000, h: 3_600_000 }[unit as 's' | 'm' | 'h'];
}

void runProcess(addGameDayOptions(program));
