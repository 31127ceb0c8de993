import { Command } from 'commander';
import type { Clients } from '../experiment/clients';
import { systemClock, type Clock } from '../experiment/clock';
import { regionNamed, type DeployedRegion } from '../experiment/deployment';
import { askRegion, type Answer, type Ask } from '../experiment/answers';
import { isClean, readFaults, type TargetFault } from '../experiment/fault-left';
import { detachFault, type RestoreProps } from '../experiment/restore';
import { Timeline } from '../experiment/timeline';
import { awsClients } from './aws-clients';
import { asked, exitCodes, messageOf, runProcess } from './command-line';
import { addDeploymentOptions, loadDeployment, type DeploymentOptions } from './deployment-file';
import { progress } from './game-day-output';
import { httpsAsk } from './https-ask';

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
  /** How the API answers at the region's own host; empty in a dry run. */
  readonly answers: readonly Answer[];
  /** What went wrong: while detaching, or while reading the functions, of which nothing is known then. */
  readonly errors: readonly string[];
}

/** What the command takes from the machine it runs on. */
export interface Surroundings {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly ask: Ask;
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
It ends what could attach the fault again (experiments of the region's template, executions of its document), lets the document
detach the fault from both functions, and proves the result: no version carries the fault, and both paths of the API answer within
a second at the region's own host. It may be repeated at any time: a function without the fault is left as it is.
Exit codes: 0 it is proven, 1 it is not, 2 wrong usage or an invalid file.

Examples:
  npm run restore
  npm run restore -- --dry-run
  npm run restore -- --region us --outputs outputs.json`,
    )
    .action(async (options: Options) => restore(options, surroundings));
}

async function restore(options: Options, { clients, clock, ask }: Surroundings): Promise<void> {
  const deployment = loadDeployment(options.outputs);
  const { region: name, dryRun = false } = options;
  const regions = name === undefined ? deployment.regions : [asked(() => regionNamed(deployment, name))];
  const restoring = {
    clients,
    clock,
    deployment,
    timeline: new Timeline(clock, progress(options, true)),
    ask,
  };
  const results = await Promise.all(
    regions.map((region) => (dryRun ? lookAt(restoring, region) : restoreRegion(restoring, region))),
  );
  const proven = results.every(
    ({ targets, answers, errors }) =>
      errors.length === 0 && targets.every(isClean) && answers.every(({ prompt }) => prompt),
  );
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ proven, dryRun, regions: results }, null, 2)}\n`
      : results
          .flatMap((result) => linesOf(result, dryRun))
          .concat(summaryOf(proven, dryRun), '')
          .join('\n'),
  );
  process.exitCode = proven ? exitCodes.success : exitCodes.failure;
}

type Restoring = RestoreProps & { readonly ask: Ask };

/** What goes wrong in one region must not keep the others broken. */
async function restoreRegion(restoring: Restoring, region: DeployedRegion): Promise<RegionResult> {
  const errors: string[] = [];
  await detachFault(restoring, region).catch((error: unknown) => void errors.push(messageOf(error)));
  const found = await lookAt(restoring, region);
  const answers = await askRegion(restoring.ask, restoring.clock, region);
  return { ...found, answers, errors: [...errors, ...found.errors] };
}

async function lookAt(restoring: Restoring, region: DeployedRegion): Promise<RegionResult> {
  const result = { region: region.region, targets: [], answers: [], errors: [] };
  try {
    return { ...result, targets: await readFaults(restoring, region) };
  } catch (error) {
    return { ...result, errors: [messageOf(error)] };
  }
}

function linesOf({ region, targets, answers, errors }: RegionResult, dryRun: boolean): string[] {
  return [
    ...targets.map((target) => {
      if (isClean(target)) return `${region} ${target.functionName}: no fault`;
      const would = dryRun ? '; it would be detached' : '';
      return `${region} ${target.functionName}: the fault is in ${placesOf(target).join(' and ')}${would}`;
    }),
    ...answers.map(
      ({ url, prompt, detail }) => `${region} ${url}: ${detail}${prompt ? '' : ', not as it should be'}`,
    ),
    ...errors.map((error) => `${region}: ${error}`),
  ];
}

function placesOf({ served, latest, versions, expiresAt }: TargetFault): string[] {
  return [
    ...(served ? [`the version that is served${expiresAt === null ? '' : ` (until ${expiresAt})`}`] : []),
    ...(latest ? ['$LATEST'] : []),
    ...(versions.length === 0 ? [] : [`published version ${versions.join(', ')}`]),
  ];
}

function summaryOf(proven: boolean, dryRun: boolean): string {
  if (dryRun)
    return proven ? 'No function carries the fault; nothing would be done.' : 'Nothing was changed.';
  return proven
    ? 'Restored: no function carries the fault, and the API answers.'
    : 'It is not proven that all is restored.';
}

if (require.main === module) {
  void runProcess(restoreCommand({ clients: awsClients(), clock: systemClock, ask: httpsAsk }));
}
