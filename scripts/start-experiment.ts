import { Command } from 'commander';
import type { Clients } from '../experiment/clients';
import { systemClock, type Clock } from '../experiment/clock';
import { regionNamed, targetsOf, type DeployedRegion, type Deployment } from '../experiment/deployment';
import { runGameDay } from '../experiment/game-day';
import type { Random } from '../experiment/random';
import { loadHypothesis, type Hypothesis } from '../schemas/hypothesis';
import { awsClients } from './aws-clients';
import { asked, exitCodes, runProcess, UsageError } from './command-line';
import { addDeploymentOptions, loadDeployment, type DeploymentOptions } from './deployment-file';
import { addGameDayOptions, conclude, progress, type GameDayOptions } from './game-day-output';
import { askAtTerminal, listenForInterruption, type InterruptedProcess } from './terminal';

interface Options extends GameDayOptions, DeploymentOptions {
  /** Start without asking. */
  readonly yes?: boolean;
}

/** What the command takes from the machine it runs on. */
export interface Surroundings {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly random: Random;
  /** Puts a question to a person; null where there is no terminal. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
  readonly process: InterruptedProcess;
}

/** The command line; whatever it does to the world it does through its surroundings. */
export function startExperimentCommand(surroundings: Surroundings): Command {
  const command = new Command('start-experiment')
    .description(
      'Runs the game day on AWS: breaks one region of the deployed lab, and judges the hypothesis.',
    )
    .option(
      '--region <name>',
      'the region to fail, by code or label (default: the one that was deployed for it)',
    )
    .option('--yes', 'start without asking');
  addGameDayOptions(addDeploymentOptions(command));
  return command
    .addHelpText(
      'after',
      `
Ctrl-C stops the experiment and puts the functions back; a second one quits at once.

Exit codes: 0 the hypothesis held, 1 AWS or the tool failed, 2 wrong usage or an invalid file, 3 refuted or inconclusive,
4 the experiment was stopped or not started, 130 interrupted.

Examples:
  npm run start-experiment
  npm run start-experiment -- --region eu --outputs outputs.json
  AWS_PROFILE=lab npm run --silent start-experiment -- --yes --json > journal.json`,
    )
    .action(async (options: Options) => startExperiment(options, surroundings));
}

async function startExperiment(options: Options, surroundings: Surroundings): Promise<void> {
  const deployment = loadDeployment(options.outputs);
  const region = asked(() => regionNamed(deployment, options.region ?? deployment.fault.region));
  const hypothesis = loadHypothesis(options.hypothesis);
  const restoreCommand = `npm run restore -- --outputs ${quoted(options.outputs)} --region ${region.region}`;
  const plan = planOf(deployment, region, hypothesis);
  if (options.yes !== true && !(await isWanted(surroundings, `${plan}By hand: ${restoreCommand}\nGo on?`))) {
    process.stderr.write('nothing was started\n');
    process.exitCode = exitCodes.stopped;
    return;
  }
  const { clients, clock, random } = surroundings;
  const interruption = listenForInterruption(surroundings.process, clock, restoreCommand);
  try {
    const journal = await runGameDay({
      world: 'aws',
      deployment,
      hypothesis,
      region: region.region,
      clients,
      clock,
      random,
      report: progress(options, true),
      signal: interruption.signal,
    });
    conclude(journal, options);
    if (journal.experiment.id !== null && !journal.restored.proven) {
      process.stderr.write(
        `it is not proven that the functions were put back; to do so: ${restoreCommand}\n`,
      );
    }
  } finally {
    interruption.stop();
  }
}

async function isWanted({ ask }: Surroundings, question: string): Promise<boolean> {
  if (ask !== null) return ask(question);
  throw new UsageError(
    'nothing was started: it breaks a region, so without a terminal to ask at it needs --yes',
  );
}

/** What will happen, in words. */
function planOf(deployment: Deployment, region: DeployedRegion, { title, windows }: Hypothesis): string {
  const { minutes } = deployment.fault;
  const customers = deployment.regions.map(
    ({ label, requestsPerMinute }) => `${requestsPerMinute} in ${label}`,
  );
  return `Hypothesis: ${title}
Customers call ${deployment.apiUrl}: ${customers.join(', ')} a minute.
After ${windows.baselineMinutes} min FIS starts template ${region.experimentTemplateId}: for ${minutes} min
${targetsOf(region).join(' and ')} in ${region.region} fail, for real customers too.
Then the customers are watched for ${windows.recoveryMinutes} min more.
The functions are put back at the end, and on Ctrl-C.
`;
}

function quoted(file: string): string {
  return /^[\w./@%+-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
}

if (require.main === module) {
  const command = startExperimentCommand({
    clients: awsClients(),
    clock: systemClock,
    random: Math.random,
    ask: process.stdin.isTTY && process.stderr.isTTY ? askAtTerminal : null,
    process,
  });
  void runProcess(command);
}
