import { AwsClock } from '../experiment/aws/aws-clock';
import {
  readDeployment,
  regionNamed,
  type DeployedRegion,
  type Deployment,
} from '../experiment/deployment/deployment';
import { runGameDay } from '../experiment/game-day/game-day';
import type { Journal } from '../experiment/journal/journal';
import type { Reporter } from '../experiment/journal/messages';
import { checkAccountLimits } from '../experiment/preflight/checks/account-limits';
import type { PreflightResult } from '../experiment/journal/preflight-result';
import type { Hypothesis } from '../validation/hypothesis/hypothesis';
import { worldClients } from './clients';
import type { Controls } from './controls';
import type { Python } from './python/python';
import { STARTS_AT } from './time/starts-at';
import type { Configuration } from '../terraform/configuration';
import { createWorld, type World } from './world';

/** What a rehearsal is made from. */
export interface RehearsalProps {
  /** The Terraform that would be deployed. */
  readonly configuration: Configuration;
  readonly hypothesis: Hypothesis;
  /** The region to fail, by code or label; by default the configuration's own. */
  readonly region?: string;
  /** All chance comes from it: the same seed gives the same journal. */
  readonly seed: number;
  /** Somebody stops the experiment so many milliseconds after it was started; by default nobody does. */
  readonly stopAfterMs?: number;
  /**
   * Lambda runs so many invocations at once in each region, and what the game day needs is held against that before its start; by default
   * 1,000, and nothing is checked.
   */
  readonly concurrency?: number;
  /** Told of what was checked before the start; the game day goes on whatever it is. */
  readonly checked?: (result: PreflightResult) => void;
  /** Sets the World's levers before anything begins; by default nothing misbehaves. */
  readonly prepare?: (controls: Controls) => void;
  readonly python: Python;
  readonly report: Reporter;
}

/**
 * Deploys the configuration into a World and runs the game day there, in virtual time.
 * @throws NotModelled for what the World does not model
 */
export async function rehearse(props: RehearsalProps): Promise<Journal> {
  const { configuration, hypothesis, seed, python, report, stopAfterMs } = props;
  const world = createWorld({ configuration, seed, startsAt: STARTS_AT, python });
  props.prepare?.(world.controls);
  const deployment = readDeployment(world.outputs);
  const failed = regionNamed(deployment, props.region ?? deployment.fault.region);
  const { region } = failed;
  const preflight = await checkLimits(world, deployment, failed, props);
  const clock = new AwsClock(world.clock);
  const gameDay = runGameDay({
    world: 'rehearsal',
    deployment,
    hypothesis,
    region,
    preflight,
    denied: () => world.denials.entries,
    clients: worldClients(world, { dates: clock, clock: world.clock }),
    clock,
    random: world.chance.stream('game day'),
    report: (message) => {
      report(message);
      if (
        stopAfterMs === undefined ||
        message.kind !== 'event' ||
        message.entry.event !== 'experiment.started'
      )
        return;
      world.clock.after(stopAfterMs, () => world.clock.watch(stopExperiments(world, region)));
    },
  });
  return world.clock.run(gameDay).finally(() => python.release(world.clock));
}

/** Sets what Lambda runs at once, and checks whether that is enough, as preflight does on AWS. */
async function checkLimits(
  world: World,
  deployment: Deployment,
  region: DeployedRegion,
  { concurrency, checked }: RehearsalProps,
): Promise<PreflightResult[]> {
  if (concurrency === undefined) return [];
  world.controls.limitConcurrency(concurrency);
  const clients = worldClients(world);
  const finding = await world.clock.run(checkAccountLimits({ clients, deployment, region }));
  const result: PreflightResult = { name: 'account-limits', ...finding, forced: true };
  checked?.(result);
  return [result];
}

/** Somebody stops all experiments of a region. */
export async function stopExperiments(world: World, region: string): Promise<void> {
  const { experiments } = (await world.send('fis', region, 'ListExperiments', {})) as {
    readonly experiments: readonly { readonly id: string }[];
  };
  for (const { id } of experiments) await world.send('fis', region, 'StopExperiment', { id });
}
