import { Command } from 'commander';
import { AwsClock } from '../experiment/aws/aws-clock';
import { systemClock } from '../experiment/time/clock';
import { awsClients } from './aws/aws-clients';
import { runProcess, UsageError } from './command-line/command-line';
import { addHelpAfter } from './command-line/help';
import { addOptions, type Options } from './start-experiment/options';
import { resumeOnAws } from './start-experiment/resume';
import { startOnAws } from './start-experiment/start';
import type { CommandContext } from './start-experiment/context';
import { askIfSomebodyIsThere } from './command-line/terminal';

/** The command line; whatever it does to the world it does through its context. */
export function startExperimentCommand(context: CommandContext): Command {
  const command = addOptions(
    new Command('start-experiment').description(
      'Runs the game day on AWS: breaks one region of the deployed lab, and judges the hypothesis.',
    ),
  );
  return addHelpAfter(command, {
    notes: [
      'Nothing is started while a check does not pass. Ctrl-C stops the experiment and restores the functions; a second one quits at once. So do SIGTERM, a closed terminal (start it within tmux or screen to let it go on), and the end of the npm that started it. A standard error that is full or gone changes nothing. Where the credentials expire, it waits for you to log in again, until the fault has expired; those of the environment cannot be renewed, so it leaves the experiment to FIS, and --resume follows it to its end. Where GITHUB_STEP_SUMMARY names a file, the report is appended to it.',
    ],
    exitCodes: {
      0: 'the hypothesis held; with --dry-run: it could start',
      1: 'a check before the start did not pass, or AWS or the tool failed',
      2: 'wrong usage, or an invalid file',
      3: 'the hypothesis was refuted, or something it needs was not measured',
      4: 'the experiment was stopped, or was not wanted, or the system was not steady',
      130: 'interrupted',
    },
    examples: [
      'npm run start-experiment',
      'npm run start-experiment -- --region us --dry-run',
      'npm run start-experiment -- --force health-checks',
      'npm run start-experiment -- --resume EXP4xYzAbC123',
      'npm run start-experiment -- --resume EXP4xYzAbC123 --takeover',
      'terraform output -json | npm run start-experiment -- --outputs - --yes',
      'AWS_PROFILE=lab npm run -s start-experiment -- --yes --json > journal.json',
    ],
  }).action(async (options: Options) => {
    if (options.takeover === true && options.resume === undefined) {
      throw new UsageError('--takeover takes a game day from its runner, so it needs --resume <experiment>');
    }
    if (options.resume === undefined) await startOnAws(options, context);
    else await resumeOnAws(options.resume, options, context);
  });
}

if (require.main === module) {
  const { GITHUB_STEP_SUMMARY: summary = '' } = process.env;
  const clock = new AwsClock(systemClock);
  const command = startExperimentCommand({
    clients: awsClients(clock),
    clock,
    random: Math.random,
    ask: askIfSomebodyIsThere(),
    process,
    ...(summary === '' ? {} : { stepSummary: summary }),
  });
  void runProcess(command);
}
