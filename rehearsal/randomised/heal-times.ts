import type { World } from '../world';
import { experimentNamed, experimentsIn } from './fis-experiments';
import type { Healer, Observer } from './observer';

/** Later than anything (ECMAScript, "Time Values"): the time of a fault whose experiment still runs is not up. */
const LAST_DATE = new Date(8.64e15);

/** What put a target back, and how many seconds after the fault's time was up. */
export interface HealTime {
  readonly by: Healer;
  readonly seconds: number;
}

/**
 * What put a region's targets back, counted from the moment at which the time of the newest experiment by then was up: at the end of its wait,
 * or of the experiment that never came so far.
 */
export async function healTimes(world: World, { heals, region }: Observer): Promise<HealTime[]> {
  const experiments = await Promise.all(
    (await experimentsIn(world, region.region)).map(async ({ id, creationTime }) => {
      const { actions, endTime } = await experimentNamed(world, region.region, id);
      return { startedAt: creationTime.getTime(), due: actions.S01_Wait?.endTime ?? endTime ?? LAST_DATE };
    }),
  );
  return heals.map(({ by, at }) => {
    const due = experiments.findLast(({ startedAt }) => startedAt <= at)?.due ?? LAST_DATE;
    return { by, seconds: Math.max(0, Math.round((at - due.getTime()) / 1000)) };
  });
}
