import { GetExperimentTemplateCommand } from '@aws-sdk/client-fis';
import { Command } from 'commander';
import type { Clients } from '../experiment/aws/clients';
import { systemClock, type Clock } from '../experiment/time/clock';
import { regionNamed, type DeployedRegion } from '../experiment/deployment/deployment';
import { askRegion, type Ask } from '../experiment/measure/answers';
import { readEachFault } from '../experiment/fault/fault-left';
import { releaseRestored } from '../experiment/lease/release-restored';
import { OUTPUTS_AGAIN } from '../experiment/preflight/not-there';
import { detachFault } from '../experiment/restore/restore';
import type { RestoreProps } from '../experiment/restore/restore-props';
import { Timeline } from '../experiment/journal/timeline';
import { awsClients } from './aws/aws-clients';
import { colorsFor } from './command-line/colors';
import { toUsageError, exitCodes, messageOf, runProcess, UsageError } from './command-line/command-line';
import { addDeploymentOptions, loadDeployment, type DeploymentOptions } from './outputs/deployment-file';
import { requireCredentials } from './aws/credentials';
import { progressLines } from './progress/progress-on';
import { addHelpAfter, OUTPUT_GROUP } from './command-line/help';
import { httpsAsk } from './aws/https-ask';
import { regionsInDoubt } from './restore/own-regions';
import { isProven, resultText, type RegionResult } from './restore/result';
import { whatRuns } from './restore/running';
import { askIfSomebodyIsThere } from './command-line/terminal';

interface Options extends DeploymentOptions {
  readonly region?: string;
  readonly dryRun?: boolean;
  /** Stop what runs without asking. */
  readonly yes?: boolean;
  /** The folder of the game days' reports. */
  readonly reports: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** False with --no-color. */
  readonly color: boolean;
}

/** What the command takes from the machine it runs on. */
export interface CommandContext {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly ask: Ask;
  /** Puts a question to a person; null where there is no terminal. */
  readonly confirm: ((question: string) => Promise<boolean>) | null;
}

/** The command line; whatever it does to the world it does through its context. */
export function restoreCommand(context: CommandContext): Command {
  const command = addDeploymentOptions(
    new Command('restore')
      .description(
        'Takes the fault away from every function that the experiment breaks, and proves that it is gone.',
      )
      .optionsGroup('What to restore:'),
  )
    .option('--region <name>', 'only this region, by code or label (default: all of the lab)')
    .option('--dry-run', 'change nothing, only show which functions carry the fault')
    .option('--yes', 'stop what runs without asking; needed where something does, and there is no terminal')
    .option('--reports <folder>', 'where the journals are that tell whose an experiment is', 'reports')
    .optionsGroup(OUTPUT_GROUP)
    .option('--json', 'print the result as JSON, and nothing else')
    .option('--quiet', 'no progress on standard error')
    .option('--no-color', 'no colours; so does the environment variable NO_COLOR');
  return addHelpAfter(command, {
    notes: [
      "Where an experiment runs, it says whose, and asks before it stops it. It ends what could attach the fault again (experiments of the region's template, executions of its document), lets the document detach the fault from both functions, and proves the result: no version carries the fault, and both paths of the API answer within a second at the region's own host. Where it is proven, and the lease of the API is held for that region by a game day whose experiment has ended, the lease is released. It may be repeated at any time: a function without the fault is left as it is. It goes on when its terminal is closed.",
    ],
    exitCodes: {
      0: 'it is proven that no function carries the fault',
      1: 'it is not, or AWS could not be asked',
      2: 'wrong usage, or an invalid file',
      4: 'something runs, and it was not wanted that it is stopped: nothing was changed',
    },
    examples: [
      'npm run restore',
      'npm run restore -- --dry-run',
      'npm run restore -- --region us --outputs outputs.json',
      'npm run restore -- --yes',
      'terraform output -json | npm run restore -- --outputs -',
    ],
  }).action(async (options: Options) => {
    // A closed terminal is no wish to leave functions broken.
    process.on('SIGHUP', goOn);
    try {
      await restore(options, context);
    } finally {
      process.off('SIGHUP', goOn);
    }
  });
}

function goOn(): void {
  // Node would end the process.
}

async function restore(options: Options, { clients, clock, ask, confirm }: CommandContext): Promise<void> {
  const deployment = await loadDeployment(options);
  const { region: name, dryRun = false } = options;
  const regions =
    name === undefined ? deployment.regions : [toUsageError(() => regionNamed(deployment, name))];
  const timeline = new Timeline(clock, progressLines(options, true));
  const unknown = await requireCredentials({ clients, clock, deployment });
  if (unknown !== null) timeline.add('credentials.unknown', unknown);
  const doubts = await regionsInDoubt({ clients, deployment }, regions);
  const restoring = { clients, clock, deployment, timeline, ask };
  const running = await whatRuns(
    restoring,
    regions.filter(({ region }) => !doubts.has(region)),
    options.reports,
  );
  for (const work of running) timeline.add(dryRun ? 'restore.would-stop' : 'restore.stops', work);
  if (!dryRun && !(await mayStop(running, options, confirm))) {
    process.stderr.write('nothing was changed\n');
    process.exitCode = exitCodes.stopped;
    return;
  }
  const results = await Promise.all(
    regions.map(async (region) => {
      const doubt = doubts.get(region.region);
      if (doubt === undefined && !dryRun) return restoreRegion(restoring, region);
      const found = await lookAt(restoring, region);
      return doubt === undefined ? found : { ...found, errors: [doubt, ...found.errors] };
    }),
  );
  const result = { proven: results.every(isProven), dryRun, regions: results };
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(result, null, 2)}\n`
      : resultText(result, deployment.alias, colorsFor(process.stdout, options)),
  );
  process.exitCode = result.proven ? exitCodes.success : exitCodes.failure;
}

/** Whether what runs may be stopped, which may be a colleague's game day. */
async function mayStop(
  running: readonly string[],
  { yes = false, json = false, quiet = false }: Options,
  confirm: CommandContext['confirm'],
): Promise<boolean> {
  if (running.length === 0 || yes) return true;
  const what = running.join('; ');
  if (confirm === null) {
    throw new UsageError(
      `nothing was changed: it would stop ${what}; without a terminal to ask at that needs --yes`,
    );
  }
  // Otherwise the timeline has said it.
  if (json || quiet) process.stderr.write(`it would stop ${what}\n`);
  return confirm('Stop that, and restore?');
}

type Restoring = RestoreProps & { readonly ask: Ask };

/** What goes wrong in one region must not keep the others broken. */
async function restoreRegion(restoring: Restoring, region: DeployedRegion): Promise<RegionResult> {
  const errors: string[] = [];
  await detachFault(restoring, region).catch((error: unknown) => void errors.push(messageOf(error)));
  const found = await lookAt(restoring, region);
  const answers = await askRegion(restoring.ask, restoring.clock, region);
  const result = { ...found, answers, errors: [...errors, ...found.errors] };
  return isProven(result) ? { ...result, lease: await releaseRestored(restoring, region) } : result;
}

async function lookAt(restoring: Restoring, region: DeployedRegion): Promise<RegionResult> {
  const { faults, errors } = await readEachFault(restoring, region);
  const unknown = await unknownTemplate(restoring, region);
  return {
    region: region.region,
    targets: faults,
    answers: [],
    lease: null,
    errors: unknown === null ? errors : [...errors, unknown],
  };
}

/**
 * Why nobody can say what runs: what is looked for is the experiments of the template, and there is none of that id. Null where there is.
 */
async function unknownTemplate(
  { clients }: Restoring,
  { region, experimentTemplateId: id }: DeployedRegion,
): Promise<string | null> {
  const nothing = `an experiment of template ${id} could not be found, and so not be stopped`;
  try {
    await clients.fis(region).send(new GetExperimentTemplateCommand({ id }));
    return null;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') {
      return `${nothing}: there is no such template; ${OUTPUTS_AGAIN}`;
    }
    return `it is not known whether ${nothing}: ${messageOf(error)}`;
  }
}

if (require.main === module) {
  const confirm = askIfSomebodyIsThere();
  void runProcess(restoreCommand({ clients: awsClients(), clock: systemClock, ask: httpsAsk, confirm }));
}
