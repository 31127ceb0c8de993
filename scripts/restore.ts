import { Command } from 'commander';
import type { Clients } from '../experiment/clients';
import { systemClock, type Clock } from '../experiment/clock';
import { regionNamed, type DeployedRegion } from '../experiment/deployment';
import { detachFault, readFaults, type RestoreProps, type TargetFault } from '../experiment/restore';
import { Timeline } from '../experiment/timeline';
import { awsClients } from './aws-clients';
import { asked, exitCodes, messageOf, runCommandLine } from './command-line';
import { addDeploymentOptions, loadDeployment, type DeploymentOptions } from './deployment-file';
import { progress } from './game-day-output';

interface Options extends DeploymentOptions {
  readonly region?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What was found in a region, after the fault was detached there. */
interface RegionResult {
  readonly region: string;
  readonly targets: readonly TargetFault[];
  /** What went wrong: while detaching, or while reading the functions, of which nothing is known then. */
  readonly errors: readonly string[];
}

/** What the command takes from the machine it runs on. */
export interface Surroundings {
  readonly clients: Clients;
  readonly clock: Clock;
}

/** The command line; whatever it does to the world it does through its surroundings. */
export function restoreCommand(surroundings: Surroundings): Command {
  return addDeploymentOptions(
    new Command('restore').description(
      'Takes the fault away from every function that the experiment breaks, and proves that it is gone.',
    ),
  )
    .option('--region <name>', 'only this region, by code or label (default: all of the lab)')
    .option('--dry-run', 'change nothing, only show which functions carry the fault')
    .option('--json', 'print the result as JSON, and nothing else')
    .option('--quiet', 'no progress on standard error')
    .addHelpText(
      'after',
      `
It may be repeated at any time: a function without the fault is left as it is. A running experiment is not stopped by it.
Exit codes: 0 no function carries the fault, 1 some do or it could not be found out, 2 wrong usage or an invalid file.

Examples:
  npm run restore
  npm run restore -- --dry-run
  npm run restore -- --region us --outputs outputs.json`,
    )
    .action(async (options: Options) => restore(options, surroundings));
}

async function restore(options: Options, { clients, clock }: Surroundings): Promise<void> {
  const deployment = loadDeployment(options.outputs);
  const { region: name, dryRun = false } = options;
  const regions = name === undefined ? deployment.regions : [asked(() => regionNamed(deployment, name))];
  const restoring = { clients, clock, deployment, timeline: new Timeline(clock, progress(options, true)) };
  const results = await Promise.all(regions.map((region) => restoreRegion(restoring, region, dryRun)));
  const proven = results.every(
    ({ targets, errors }) => errors.length === 0 && targets.every(({ served, latest }) => !served && !latest),
  );
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ proven, dryRun, regions: results }, null, 2)}\n`
      : results.flatMap(linesOf).concat(summaryOf(proven, dryRun), '').join('\n'),
  );
  process.exitCode = proven ? exitCodes.success : exitCodes.failure;
}

/** What goes wrong in one region must not keep the others broken. */
async function restoreRegion(
  restoring: RestoreProps,
  region: DeployedRegion,
  dryRun: boolean,
): Promise<RegionResult> {
  const errors: string[] = [];
  const note = (error: unknown): void => void errors.push(messageOf(error));
  if (!dryRun) await detachFault(restoring, region).catch(note);
  let targets: readonly TargetFault[] = [];
  await readFaults(restoring, region).then((found) => (targets = found), note);
  return { region: region.region, targets, errors };
}

function linesOf({ region, targets, errors }: RegionResult): string[] {
  return [
    ...targets.map(({ functionName, served, latest }) => {
      const places = [...(served ? ['the version that is served'] : []), ...(latest ? ['$LATEST'] : [])];
      return `${region} ${functionName}: ${places.length === 0 ? 'no fault' : `the fault is in ${places.join(' and ')}`}`;
    }),
    ...errors.map((error) => `${region}: ${error}`),
  ];
}

function summaryOf(proven: boolean, dryRun: boolean): string {
  if (proven) return 'No function carries the fault.';
  return dryRun ? 'Nothing was changed.' : 'It is not proven that the fault is gone.';
}

if (require.main === module) {
  void runCommandLine(restoreCommand({ clients: awsClients(), clock: systemClock }), process.argv);
}
