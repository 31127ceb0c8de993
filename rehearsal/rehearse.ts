import { readDeployment, regionNamed } from '../experiment/deployment';
import { runGameDay } from '../experiment/game-day';
import type { Journal } from '../experiment/journal';
import type { Reporter } from '../experiment/messages';
import type { Hypothesis } from '../schemas/hypothesis';
import { worldClients } from './clients';
import type { Python } from './python/python';
import type { Configuration } from './terraform/configuration';
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
  readonly python: Python;
  readonly report: Reporter;
}

/** Virtual time starts here in every rehearsal, so that nothing in a journal depends on the day. */
export const STARTS_AT = Date.UTC(2026, 0, 1, 12);

/**
 * Deploys the configuration into a World and runs the game day there, in virtual time.
 * @throws NotModelled for what the World does not model
 */
export async function rehearse(props: RehearsalProps): Promise<Journal> {
  const { configuration, hypothesis, seed, python, report, stopAfterMs } = props;
  const world = createWorld({ configuration, seed, startsAt: STARTS_AT, python });
  const deployment = readDeployment(world.outputs);
  const region = regionNamed(deployment, props.region ?? deployment.fault.region).region;
  const gameDay = runGameDay({
    world: 'rehearsal',
    deployment,
    hypothesis,
    region,
    clients: worldClients(world),
    clock: world.clock,
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

/** Somebody stops all experiments of a region. */
export async function stopExperiments(world: World, region: string): Promise<void> {
  const { experiments } = (await world.send('fis', region, 'ListExperiments', {})) as {
    readonly experiments: readonly { readonly id: string }[];
  };
  for (const { id } of experiments) await world.send('fis', region, 'StopExperiment', { id });
}
