import { readDeployedFault } from '../../experiment/fault/deployed-fault';
import { gameDayMinutes } from '../../experiment/game-day/game-day-length';
import { runPreflight, type PreflightProps } from '../../experiment/preflight/preflight';
import { mayStart, PREFLIGHT_NAMES, type PreflightResult } from '../../experiment/journal/preflight-result';
import { priceOfRun } from '../../experiment/price';
import { ReportFolder } from '../../report/files/report-folder';
import { colorsFor } from '../command-line/colors';
import { toUsageError, UsageError } from '../command-line/command-line';
import { systemProcesses } from '../runner-lock/processes';
import { RunnerLock } from '../runner-lock/runner-lock';
import { expectedOf, findRehearsals } from './expected';
import { readInputs, type Inputs } from './inputs';
import { concludeNotStarted, type Reason } from './not-started';
import type { Options } from './options';
import { planText, type Plan } from './plan';
import { PreflightOutput } from '../progress/preflight-output';
import { runOnAws } from './run';
import { appendSummary, refusalMarkdown } from './step-summary';
import type { CommandContext } from './context';
import { restoreCommandOf, resumeCommandOf } from './next-steps';

const USUAL_COLUMNS = 100;

/**
 * Right before the start. The customers have been calling since the first look, and have just been judged; to let more of them call takes time.
 * The clock has been compared with every answer since, and corrected.
 */
const LOOKED_AT_AGAIN = PREFLIGHT_NAMES.filter((name) => name !== 'customers' && name !== 'clock');

/**
 * Makes every check before a game day on AWS, shows the plan and what it costs, asks, and runs it. Nothing is started where a check does
 * not pass, nobody wants it, or it is only a dry run.
 * @throws UsageError before AWS is asked anything, where it could not be carried to its end
 */
export async function startOnAws(options: Options, context: CommandContext): Promise<void> {
  const { ask, clients, clock, input, processes = systemProcesses } = context;
  const { reports, yes = false, dryRun = false } = options;
  const inputs = await readInputs(options, input);
  if (ask === null && !yes && !dryRun) {
    throw new UsageError(
      'nothing was started: it breaks a region, so without a terminal to ask at it needs --yes',
    );
  }
  makeFolder(reports, clock.now()).discard();
  const { deployment, hypothesis, region } = inputs;
  const rehearsals = findRehearsals({ ...options, deployment, region });
  const price = priceOfRun(inputs.template, deployment.fault.minutes);
  const restore = restoreCommandOf(options, region.region);

  const preflight = await check(inputs, options, context);
  if (!mayStart(preflight)) {
    appendSummary(context.stepSummary, () => refusalMarkdown(preflight));
    concludeNotStarted({ reason: 'preflight', preflight, price }, options);
    return;
  }
  const fault = await readDeployedFault({ clients, deployment, region });
  const expected = expectedOf(rehearsals, { region, fault });
  const plan = { ...inputs, fault, price, expected, restoreCommand: restore };
  const reason = await whyNot(plan, options, context);
  if (reason !== null) {
    concludeNotStarted({ reason, preflight, price }, options);
    return;
  }
  const folder = makeFolder(reports, clock.now());
  const nextSteps = { restore, resume: resumeCommandOf(folder.journalFile) };
  const lookAgain = (holder: string): Promise<readonly PreflightResult[]> =>
    runPreflight({ ...propsOf(inputs, options, context), names: LOOKED_AT_AGAIN, holder });
  const gameDay = { deployment, hypothesis, region: region.region, preflight, expected, lookAgain };
  const lock = RunnerLock.take({ folder: folder.path, clock, processes });
  await runOnAws({ gameDay, folder, lock, nextSteps, options }, context);
}

/** Makes the checks, and shows each as it comes. */
function check(
  inputs: Inputs,
  options: Options,
  context: CommandContext,
): Promise<readonly PreflightResult[]> {
  const output = isShown(options)
    ? new PreflightOutput(process.stderr, colorsFor(process.stderr, options))
    : undefined;
  return runPreflight({ ...propsOf(inputs, options, context), report: output?.report });
}

function propsOf(
  { deployment, hypothesis, region, templateText: template }: Inputs,
  { force = [] }: Options,
  { clients, clock }: CommandContext,
): PreflightProps {
  const minutes = gameDayMinutes(deployment, hypothesis);
  return { clients, clock, deployment, region, template, minutes, force };
}

/** Shows the plan and asks. Returns why it is not to be started; null where it is. */
async function whyNot(plan: Plan, options: Options, { ask }: CommandContext): Promise<Reason | null> {
  const { yes = false, dryRun = false } = options;
  if (isShown(options) || !(yes || dryRun)) {
    const columns = process.stderr.isTTY ? process.stderr.columns : USUAL_COLUMNS;
    process.stderr.write(`${planText(plan, colorsFor(process.stderr, options), columns)}\n`);
  }
  if (dryRun) return 'dry-run';
  return yes || (await ask?.('Start it?')) === true ? null : 'declined';
}

function isShown({ json = false, quiet = false }: Options): boolean {
  return !json && !quiet;
}

function makeFolder(reports: string, now: number): ReportFolder {
  return toUsageError(() => ReportFolder.create(reports, 'aws', now));
}
