import { readDeployment, regionNamed } from '../../../experiment/deployment/deployment';
import { runGameDay } from '../../../experiment/game-day/game-day';
import type { GameDayProps } from '../../../experiment/game-day/props';
import type { Journal } from '../../../experiment/journal/journal';
import type { Python } from '../../../rehearsal/python/python';
import { STARTS_AT } from '../../../rehearsal/time/starts-at';
import { FailingRegions } from '../../../rehearsal/randomised/failing-regions';
import { startByHand } from '../../../rehearsal/randomised/fis-experiments';
import { Runner } from '../../../rehearsal/randomised/runner';
import type { Configuration } from '../../../terraform/configuration';
import { createWorld, type World } from '../../../rehearsal/world';
import { soakLab } from '../randomised/support';

/** A lab as the soak has it, several of whose game days take place in one account. */
export function sharedLab(python: Python) {
  const { configuration, hypothesis } = soakLab();
  return (edit: (configuration: Configuration) => Configuration = (same) => same) => {
    const world = createWorld({ configuration: edit(configuration), seed: 1, startsAt: STARTS_AT, python });
    return new SharedLab(world, hypothesis, python);
  };
}

/** Game days of one lab, each with a runner of its own. */
class SharedLab {
  readonly deployment;
  readonly failing;
  private runners = 0;

  constructor(
    readonly world: World,
    private readonly hypothesis: GameDayProps['hypothesis'],
    private readonly python: Python,
  ) {
    this.deployment = readDeployment(world.outputs);
    this.failing = new FailingRegions(world, this.deployment);
  }

  /** Runs a game day in a region, from so many seconds from now on. */
  async gameDay(region: string, afterSeconds = 0, props: Partial<GameDayProps> = {}): Promise<Journal> {
    this.runners += 1;
    const random = this.world.chance.stream(`game day ${this.runners}`);
    await this.world.clock.sleep(afterSeconds * 1000);
    const { clients, clock } = new Runner(this.world);
    const { deployment, hypothesis } = this;
    return runGameDay({
      ...{ world: 'rehearsal', deployment, hypothesis, region, clients, clock, random },
      report: () => undefined,
      ...props,
    });
  }

  /** Somebody starts a region's experiment by hand. Returns its id. */
  async startByHand(label: string): Promise<string> {
    return startByHand(this.world, regionNamed(this.deployment, label));
  }

  /** Lets virtual time pass until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    return this.world.clock.run(work).finally(() => this.python.release(this.world.clock));
  }
}

/** The same lab, whose documents take no lease. */
export function withoutLease(configuration: Configuration): Configuration {
  const blocks = configuration.blocks.map((block) => {
    if (block.type !== 'aws_ssm_document') return block;
    const content = String(block.arguments.content).replaceAll(/^( +)take_lease\(.*\)$/gm, '$1pass');
    return { ...block, arguments: { ...block.arguments, content } };
  });
  return { ...configuration, blocks };
}

/** Every so many seconds, from one moment to another. */
export function everySeconds(step: number, from: number, to: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_item, index) => from + index * step);
}
