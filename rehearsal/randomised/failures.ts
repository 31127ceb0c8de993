import type { DeployedRegion, Deployment } from '../../experiment/deployment/deployment';
import { targetsOf } from '../../experiment/deployment/deployment';
import type { Random } from '../../experiment/random';
import { AwsError } from '../aws/error';
import { between } from '../chance';
import type { ApiRequest } from '../controls';
import { stopExperiments } from '../rehearse';
import type { World } from '../world';
import type { Runner } from './runner';

/** What a trouble happens to. */
export interface TroubleContext {
  readonly world: World;
  readonly deployment: Deployment;
  readonly region: DeployedRegion;
  readonly runner: Runner;
  readonly random: Random;
  /** The span within which troubles begin, in milliseconds from now: from before the experiment to after it. */
  readonly span: { readonly from: number; readonly to: number };
}

/** Something that goes wrong on a game day, by name. */
export type FailureName = keyof typeof FAILURES;

/** Somebody logs in again within this time; longer than a fault of the soak lives. */
const LONGEST_LOG_IN_MS = 1_500_000;

/** A clock that is further off is refused before the start; and a machine sleeps, or its clock is set, by as much as this. */
const MOST_OFF_MS = 60_000;
const LONGEST_JUMP_MS = 600_000;

/** A storm of refusals lasts so long, in seconds; longer than a script's own retries. */
const LONGEST_STORM_MS = 120_000;

/** Each begins at a moment of its own, and lets go by itself where it can. */
export const FAILURES = {
  'runner killed': (context: TroubleContext): void => {
    at(context, () => context.runner.kill());
  },

  'credentials expired': (context: TroubleContext): void => {
    context.runner.isFromEnvironment = true;
    at(context, () => context.runner.expireCredentials());
  },

  'credentials renewed': (context: TroubleContext): void => {
    const { world, runner, random } = context;
    const until = between(random, 5_000, LONGEST_LOG_IN_MS);
    at(context, () => {
      runner.expireCredentials();
      world.clock.after(until, () => runner.logIn());
    });
  },

  'terminal closed': (context: TroubleContext): void => {
    at(context, () => context.runner.hangUp());
  },

  'clock off': ({ runner, random }: TroubleContext): void => {
    runner.aheadMs += between(random, -MOST_OFF_MS, MOST_OFF_MS);
  },

  'clock jumps': (context: TroubleContext): void => {
    const jump = between(context.random, -LONGEST_JUMP_MS, LONGEST_JUMP_MS);
    at(context, () => void (context.runner.aheadMs += jump));
  },

  'experiment stopped': (context: TroubleContext): void => {
    const { world, region } = context;
    at(context, () => stopExperiments(world, region.region));
  },

  'stop alarm': (context: TroubleContext): void => {
    const { world, deployment, region } = context;
    const other = deployment.regions.find((candidate) => candidate.region !== region.region);
    at(context, async () => {
      // Many failures of the other region's customers within a minute.
      await world.send('cloudwatch', region.region, 'PutMetricData', {
        Namespace: deployment.metricNamespace,
        MetricData: ['status_4xx', 'status_5xx', 'no_response'].map((MetricName) => ({
          MetricName,
          Value: 50,
          Dimensions: [
            { Name: 'api', Value: deployment.apiUrl },
            { Name: 'client_region', Value: other?.region ?? '' },
          ],
        })),
      });
    });
  },

  'step fails': (context: TroubleContext): void => {
    const call = Math.floor(between(context.random, 1, 40));
    nthScriptCall(context, call, () => {
      throw new AwsError('InvalidParameterValueException', 'something that no other try will cure');
    });
  },

  'maxDuration passed': (context: TroubleContext): void => {
    // The first calls are those of the attach actions, which FIS gives five minutes.
    const call = Math.floor(between(context.random, 1, 18));
    const hang = between(context.random, 310_000, 580_000);
    nthScriptCall(context, call, () => context.world.clock.sleep(hang));
  },

  'step timed out': (context: TroubleContext): void => {
    const call = Math.floor(between(context.random, 1, 40));
    const hang = between(context.random, 610_000, 900_000);
    nthScriptCall(context, call, () => context.world.clock.sleep(hang));
  },

  'conflicts and throttling': (context: TroubleContext): void => {
    const { world, random } = context;
    const begin = world.clock.now() + between(random, context.span.from, context.span.to);
    const end = begin + between(random, 10_000, LONGEST_STORM_MS);
    world.controls.beforeCalls((request) => {
      const now = world.clock.now();
      if (!isWrite(request) || now < begin || now > end || random() < 0.4) return undefined;
      const [name, status] = REFUSALS[Math.floor(random() * REFUSALS.length)] ?? ['ServiceException', 500];
      throw new AwsError(name, 'refused', status);
    });
  },

  'event lost': ({ world }: TroubleContext): void => {
    world.controls.loseEvents(() => true);
  },

  'second attach': (context: TroubleContext): void => {
    const { world, region, deployment, random } = context;
    const target = targetsOf(region)[Math.floor(random() * 2)] ?? '';
    at(context, async () => {
      await world.send('ssm', region.region, 'StartAutomationExecution', {
        DocumentName: region.documentName,
        Parameters: {
          FunctionName: [target],
          AliasName: [deployment.alias],
          LayerArn: [region.layerArn],
          AutomationAssumeRole: [region.automationRoleArn],
          ExpiresAfterMinutes: ['10'],
          LeaseTableArn: [deployment.leaseTableArn ?? ''],
          ApiUrl: [deployment.apiUrl],
        },
      });
    });
  },
} as const;

const REFUSALS: readonly (readonly [string, number])[] = [
  ['ResourceConflictException', 409],
  ['PreconditionFailedException', 412],
  ['TooManyRequestsException', 429],
];

/** One, two or three different troubles. */
export function drawFailures(random: Random): readonly FailureName[] {
  const left = Object.keys(FAILURES) as FailureName[];
  const count = 1 + Math.floor(random() * 3);
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1))
    .flat()
    .sort();
}

/** Does something once, at a moment drawn from the span. */
function at({ world, random, span }: TroubleContext, act: () => void | Promise<void>): void {
  world.clock.after(between(random, span.from, span.to), () => {
    const done = act();
    if (done !== undefined) world.clock.watch(done);
  });
}

/** Has its say at the so-many-th call of a document's script to Lambda, counted from the beginning of the experiment. */
function nthScriptCall({ world }: TroubleContext, call: number, act: () => Promise<void> | undefined): void {
  let calls = 0;
  world.controls.beforeCalls((request) => {
    if (!isOfScript(request)) return undefined;
    calls += 1;
    return calls === call ? act() : undefined;
  });
}

function isOfScript({ service, call }: ApiRequest): boolean {
  return service === 'lambda' && call.onBehalfOf !== undefined;
}

function isWrite(request: ApiRequest): boolean {
  return isOfScript(request) && /^(Update|Publish|Delete)/.test(request.operation);
}
