import {
  readDeployment,
  regionNamed,
  targetsOf,
  type DeployedRegion,
} from '../../../experiment/deployment/deployment';
import { runGameDay } from '../../../experiment/game-day/game-day';
import type { GameDayProps } from '../../../experiment/game-day/props';
import type { Journal } from '../../../experiment/journal/journal';
import { FAULT_NOTE } from '../../../experiment/fault/snapshot';
import { worldClients } from '../../../rehearsal/clients';
import type { Python } from '../../../rehearsal/python/python';
import { STARTS_AT } from '../../../rehearsal/time/starts-at';
import { Observer } from '../../../rehearsal/randomised/observer';
import { Runner } from '../../../rehearsal/randomised/runner';
import type { Configuration } from '../../../terraform/configuration';
import { createWorld, type World } from '../../../rehearsal/world';
import type { Hypothesis } from '../../../validation/hypothesis/hypothesis';

/** When a runner dies, and what becomes of the world without it. */
export interface Cut {
  /** It dies when a journal is kept for which this is true for the first time… */
  readonly when: (journal: Journal) => boolean;
  /** …or so many milliseconds later. */
  readonly laterMs?: number;
  /** So long nobody watches. */
  readonly awayMs: number;
  /** What happens at once when it has died. */
  readonly meanwhile?: (world: World, region: DeployedRegion) => Promise<unknown>;
}

/** What the World knows, whatever the journal says. */
export interface Truth {
  /** When the first target and when every target began to serve the fault, and when none did any more, in milliseconds since 1970. */
  readonly startedAt: number | null;
  readonly liveAt: number | null;
  readonly goneAt: number | null;
  /** Whether the functions are as they were before. */
  readonly isAsBefore: boolean;
  /** The experiments that were ever started, with their status. */
  readonly experiments: readonly { readonly id: string; readonly status: string }[];
}

/** What became of a game day whose runner died, and that was resumed each time. */
export interface CutGameDay {
  /** The journals that each of the dead left behind. */
  readonly left: readonly Journal[];
  readonly journal: Journal;
  readonly truth: Truth;
}

/** What is cut. */
export interface CutProps {
  readonly configuration: Configuration;
  readonly hypothesis: Hypothesis;
  readonly python: Python;
  readonly cuts: readonly Cut[];
  /** For the first runner only. */
  readonly props?: (world: World) => Partial<GameDayProps>;
}

/** A game day whose runner dies at the cuts; after each another resumes it from the last journal that was kept, and from nothing else. */
export async function cutGameDay(cutProps: CutProps): Promise<CutGameDay> {
  const { configuration, hypothesis, python, cuts } = cutProps;
  const world = createWorld({ configuration, seed: 1, startsAt: STARTS_AT, python });
  const deployment = readDeployment(world.outputs);
  const region = regionNamed(deployment, deployment.fault.region);
  const observer = new Observer(world, deployment, region);
  const before = observer.read();
  const seen = watchFault(world, region, deployment.alias);
  const common = { world: 'rehearsal', deployment, hypothesis, report: () => undefined } as const;

  const live = async (cut: Cut | undefined, resume: Journal | null): Promise<Journal> => {
    const runner = new Runner(world);
    const kept: { text: string | null } = { text: null };
    let isDying = false;
    let isDead = false;
    const die = (): void => {
      isDead = true;
      runner.kill();
    };
    const gameDay = runGameDay({
      ...common,
      ...(resume === null ? (cutProps.props?.(world) ?? {}) : { resume }),
      clients: cut === undefined ? worldClients(world) : runner.clients,
      clock: cut === undefined ? world.clock : runner.clock,
      random: world.chance.stream('game day'),
      save: (journal) => {
        // What it has begun without waiting for anything comes to its end, and nobody hears of it.
        if (isDead) return;
        kept.text = JSON.stringify(journal);
        if (cut === undefined || isDying || !cut.when(journal)) return;
        isDying = true;
        if (cut.laterMs === undefined) die();
        else world.clock.after(cut.laterMs, die);
      },
    });
    const ended = await Promise.race([gameDay, runner.died.then(() => null)]);
    if (ended !== null && cut !== undefined) throw new Error('the game day ended before its runner died');
    return ended ?? (JSON.parse(kept.text ?? 'null') as Journal);
  };

  const all = async (): Promise<CutGameDay> => {
    const left: Journal[] = [];
    for (const cut of cuts) {
      left.push(await live(cut, left.at(-1) ?? null));
      await cut.meanwhile?.(world, region);
      await world.clock.sleep(cut.awayMs);
    }
    const journal = await live(undefined, left.at(-1) ?? null);
    const { experiments } = (await world.send('fis', region.region, 'ListExperiments', {})) as {
      readonly experiments: readonly { readonly id: string; readonly state: { readonly status: string } }[];
    };
    const statuses = experiments.map(({ id, state }) => ({ id, status: state.status }));
    return {
      left,
      journal,
      truth: { ...seen, isAsBefore: observer.read() === before, experiments: statuses },
    };
  };
  return world.clock.run(all()).finally(() => python.release(world.clock));
}

function watchFault(
  world: World,
  region: DeployedRegion,
  alias: string,
): Pick<Truth, 'startedAt' | 'liveAt' | 'goneAt'> {
  const seen: Record<'startedAt' | 'liveAt' | 'goneAt', number | null> = {
    startedAt: null,
    liveAt: null,
    goneAt: null,
  };
  const serves = (name: string): boolean =>
    FAULT_NOTE in world.functionNamed(name, region.region).configuration(alias).Environment.Variables;
  world.controls.afterCalls(({ operation }) => {
    if (operation !== 'UpdateAlias') return;
    const faulty = targetsOf(region).map(serves);
    if (faulty.some(Boolean)) seen.startedAt ??= world.clock.now();
    if (faulty.every(Boolean)) seen.liveAt ??= world.clock.now();
    else if (seen.liveAt !== null && !faulty.some(Boolean)) seen.goneAt ??= world.clock.now();
  });
  return seen;
}

/** True for a journal whose timeline holds an event of that name; and a detail, where one is given. */
export const at =
  (event: string, detail = ''): Cut['when'] =>
  ({ timeline }) =>
    timeline.some((entry) => entry.event === event && entry.detail.includes(detail));
