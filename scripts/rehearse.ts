import { Command, Option } from 'commander';
import { regionNamed } from '../experiment/deployment/deployment';
import type { PreflightResult } from '../experiment/journal/preflight-result';
import { ReportFolder } from '../report/files/report-folder';
import { writeReport } from '../report/files/write-report';
import { synthesize } from '../modules/app';
import { bundleWorld } from '../rehearsal/confined/bundle';
import { Interpreters } from '../rehearsal/confined/interpreters';
import { rehearseConfined } from '../rehearsal/confined/rehearse-confined';
import { makeMistake, MISTAKES } from '../rehearsal/mistakes';
import { orNotModelled } from '../rehearsal/not-modelled';
import { leaveOut, OMISSIONS } from '../rehearsal/omissions';
import { INTERPRETERS } from '../rehearsal/python/interpreter-counts';
import { STARTS_AT } from '../rehearsal/time/starts-at';
import { spreadSeeds, type SeedRange } from '../rehearsal/randomised/seeds';
import { soakConfig } from '../rehearsal/randomised/settings';
import { readConfiguration } from '../terraform/configuration';
import { loadHypothesis } from '../validation/hypothesis/hypothesis-file';
import { loadLabConfig, type LabConfig } from '../validation/lab-config/lab-config';
import { forPeople } from '../validation/messages/for-people';
import { validateFiles } from '../validation/validate-files';
import { countUpTo, integer, milliseconds } from './command-line/arguments';
import { colorsFor } from './command-line/colors';
import { toUsageError, runProcess, UsageError } from './command-line/command-line';
import { addOutputOptions, conclude, HYPOTHESIS_FILE, type OutputOptions } from './progress/game-day-output';
import { addHelpAfter } from './command-line/help';
import { progressLines } from './progress/progress-on';
import { refuseLateStop } from './command-line/late-stop';
import { rehearseOften } from './rehearse/rehearse-often';
import { inScratchFolder } from './command-line/scratch-folder';
import { shellWord } from './command-line/shell-word';
import { soak } from './rehearse/randomised';
import { resultLines } from './progress/preflight-output';

interface Options extends OutputOptions {
  readonly config: string;
  readonly hypothesis: string;
  /** By code or label. */
  readonly region?: string;
  readonly mistake?: string;
  readonly without?: string;
  readonly stopAfter?: number;
  readonly concurrency?: number;
  readonly soak?: number;
  readonly seed?: number;
}

/** Of a rehearsal that is not told otherwise. */
const SEED = 1;

/** Beyond any account's quota. */
const MOST_CONCURRENT = 1_000_000;

/** Half a day on two cores. */
const LONGEST_SOAK = 1_000_000;

const program = new Command('rehearse')
  .description(
    'Rehearses the whole game day in virtual time, from freshly synthesised Terraform, without an AWS account.',
  )
  .optionsGroup('What is rehearsed:')
  .addOption(
    new Option('--config <file>', 'the lab configuration').env('LAB_CONFIG').default('lab.config.json'),
  )
  .option('--hypothesis <file>', 'what is to be found out', HYPOTHESIS_FILE)
  .option('--region <name>', 'the region to fail, by code or label (default: the one in the configuration)')
  .option(
    '--seed <integer>',
    `all chance comes from it; the same seed gives the same journal (default: ${SEED}; of --soak: ten first ones, drawn from all there are)`,
    integer,
  )
  .optionsGroup('What goes wrong:')
  .option('--mistake <name>', `make a mistake first: ${namesOf(MISTAKES)}`)
  .option('--without <name>', `leave something out of the Terraform: ${namesOf(OMISSIONS)}`)
  .option(
    '--stop-after <duration>',
    'stop the experiment so long after its start, such as 7m or 90s',
    milliseconds,
  )
  .option(
    '--concurrency <number>',
    'let Lambda run so many invocations at once in each region, 10 as in new accounts, say (default: 1000)',
    countUpTo(MOST_CONCURRENT),
  )
  .addOption(
    new Option(
      '--soak <number>',
      'run so many random game days full of trouble, from ten first seeds or one after the other from --seed, and check what must always hold; writes no report',
    )
      .argParser(countUpTo(LONGEST_SOAK))
      .conflicts(['without', 'stopAfter', 'concurrency', 'reports']),
  );

addHelpAfter(addOutputOptions(program), {
  exitCodes: {
    0: 'the hypothesis held; of a soak: nothing was violated',
    1: 'the tool or the experiment failed; of a soak: something was violated',
    2: 'wrong usage, or an invalid file',
    3: 'the hypothesis was refuted, or something it needs was not measured',
    4: 'the experiment was stopped, or not started because the system was not steady',
    130: 'interrupted by Ctrl-C or SIGTERM: nothing is left behind; a soak says what it found until then',
  },
  examples: [
    'npm run rehearse',
    'npm run rehearse -- --mistake crossed-health-check',
    'npm run rehearse -- --region eu --seed 7',
    'npm run rehearse -- --stop-after 7m --without safety-net',
    'npm run rehearse -- --concurrency 10',
    'npm run rehearse -- --soak 1000',
    'npm run rehearse -- --soak 1 --seed 987654897',
    'npm run --silent rehearse -- --json > journal.json',
  ],
}).action(async (options: Options) => {
  const written = loadLabConfig(options.config);
  const { mistake, region = written.fault.region } = options;
  const failed = toUsageError(() => regionNamed(written, region)).region;
  const wanted = { ...written, fault: { ...written.fault, region: failed } };
  const config = mistake === undefined ? wanted : toUsageError(() => makeMistake(wanted, mistake));
  const { soak: count } = options;
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  // A soak that is interrupted still prints what it has found.
  await inScratchFolder('rehearsal-', count === undefined ? { process, say } : null, (outdir) =>
    count === undefined ? rehearseOnce(options, config, outdir) : soakFrom(options, count, config, outdir),
  );
});

async function rehearseOnce(options: Options, config: LabConfig, outdir: string): Promise<void> {
  const { without, stopAfter, concurrency, reports } = options;
  showWarnings(options);
  const hypothesis = loadHypothesis(options.hypothesis);
  // Both get ready in the background while the stack is synthesised.
  const interpreters = new Interpreters(INTERPRETERS.rehearsal);
  const bundling = bundleWorld(outdir);
  try {
    const whole = orNotModelled(() => readConfiguration(synthesize(config, outdir)));
    const configuration = without === undefined ? whole : toUsageError(() => leaveOut(whole, without));
    toUsageError(() => ReportFolder.create(reports, 'rehearsal', STARTS_AT)).discard();
    const journal = await rehearseConfined({
      bundle: await bundling,
      interpreters,
      configuration,
      hypothesis,
      seed: options.seed ?? SEED,
      ...(stopAfter === undefined ? {} : { stopAfterMs: stopAfter }),
      ...(concurrency === undefined ? {} : { concurrency }),
      checked: (result) => showCheck(result, options),
      report: progressLines(options, false),
    });
    if (stopAfter !== undefined) refuseLateStop(journal, stopAfter);
    conclude(journal, options, () => writeReport(journal, reports));
  } finally {
    interpreters.close();
    // It writes into a folder that is removed next; where it failed, what came first is told.
    await Promise.allSettled([bundling]);
  }
}

/** What `npm run validate` warns of in the configuration, which is rehearsed all the same. */
function showWarnings({ config, json = false, quiet = false, color }: Options): void {
  if (json || quiet) return;
  const validation = validateFiles([{ path: config, named: true }]);
  process.stderr.write(forPeople(validation, { colors: colorsFor(process.stderr, { color }), quiet: true }));
}

/** A rehearsal goes on whatever is checked before it; but who looks on is told at once. */
function showCheck(result: PreflightResult, { json = false, quiet = false, color }: Options): void {
  if (json || quiet) return;
  const lines = resultLines(result, colorsFor(process.stderr, { color }), process.stderr.columns || 100);
  process.stderr.write(`${lines.join('\n')}\n`);
}

async function soakFrom(options: Options, count: number, config: LabConfig, outdir: string): Promise<void> {
  const { seed } = options;
  if (seed !== undefined && !Number.isSafeInteger(seed + count)) {
    throw new UsageError(`--seed ${seed}: ${count} seeds from there are no exact integers; begin lower`);
  }
  const stack = synthesize(soakConfig(config), outdir);
  const often = {
    ...options,
    bundle: await bundleWorld(outdir),
    stack,
    seeds: seed === undefined ? spreadSeeds(count, Math.random) : [{ first: seed, count }],
    replay: ({ first, count: days }: SeedRange) =>
      ['npm run rehearse --', ...givenBesides(), `--soak ${days} --seed ${first}`].join(' '),
  };
  const { stdout, stderr } = process;
  process.exitCode = await rehearseOften(often, { stdout, stderr, process, soak });
}

/** What was given besides the seeds, and makes the game days what they are. */
function givenBesides(): string[] {
  return ['config', 'hypothesis', 'region', 'mistake']
    .filter((name) => program.getOptionValueSource(name) === 'cli')
    .map((name) => `--${name} ${shellWord(String(program.getOptionValue(name)))}`);
}

function namesOf(things: readonly { readonly name: string }[]): string {
  return things.map(({ name }) => name).join(', ');
}

void runProcess(program);
