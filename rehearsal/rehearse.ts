import { readDeployment } from '../experiment/deployment';
import { runGameDay } from '../experiment/game-day';
import type { Journal } from '../experiment/journal';
import type { Reporter } from '../experiment/messages';
import type { Hypothesis } from '../schemas/hypothesis';
import { worldClients } from './clients';
import type { Python } from './python/python';
import type { Configuration } from './terraform/configuration';
import { createWorld } from './world';

/** What a rehearsal is made from. */
export interface RehearsalProps {
  /** The Terraform that would be deployed. */
  readonly configuration: Configuration;
  readonly hypothesis: Hypothesis;
  /** The region to fail, by code or label; by default the configuration's own. */
  readonly region?: string;
  /** All chance comes from it: the same seed gives the same journal. */
  readonly seed: number;
  readonly python: Python;
  readonly report: Reporter;
}

/** Virtual time starts here in every rehearsal, so that nothing in a journal depends on the day. */
const STARTS_AT = Date.UTC(2026, 0, 1, 12);

/**
 * Deploys the configuration into a World and runs the game day there, in virtual time.
 * @throws NotModelled for what the World does not model
 */
export async function rehearse(props: RehearsalProps): Promise<Journal> {
  const { configuration, hypothesis, region, seed, python, report } = props;
  const world = createWorld({ configuration, seed, startsAt: STARTS_AT, python });
  const gameDay = runGameDay({
    world: 'rehearsal',
    deployment: readDeployment(world.outputs),
    hypothesis,
    ...(region === undefined ? {} : { region }),
    clients: worldClients(world),
    clock: world.clock,
    random: world.chance.stream('game day'),
    report,
  });
  return world.clock.run(gameDay);
}
