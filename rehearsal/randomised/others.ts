import type { Random } from '../../experiment/random';
import { between } from '../chance';
import { drawFailures, type FailureName } from './failures';

/** Who else makes a region of the same API fail, by what the soak calls it. */
export const OTHERS = ['another runner', 'experiment by hand'] as const;

/** One of them, by name. */
export type OtherName = (typeof OTHERS)[number];

/** On so many game days there is somebody else; so many of them have a runner, and the rest start the experiment from the FIS console. */
const SHARE = 0.25;
const WITH_RUNNER = 0.65;

/** They begin so long before the game day or after it, in milliseconds: such a game day takes about nine minutes. */
const BEGINS = { from: -600_000, to: 900_000 };

/** Somebody else on a game day. */
export interface DrawnOther {
  readonly name: OtherName;
  /** Which of the deployment's regions they make fail, by its index. */
  readonly region: number;
  /** When they begin, in milliseconds from the beginning of the game day; negative: before it. */
  readonly offset: number;
  /** What goes wrong with their own game day; empty for half of them, and for whoever has no runner. */
  readonly troubles: readonly FailureName[];
}

/**
 * Draws whether somebody else makes a region fail, which, and when. It has a stream of its own, so that whatever else comes on the game day of
 * a seed stays what it was.
 * @param regions how many regions the deployment has
 */
export function drawOther(random: Random, regions: number): DrawnOther | null {
  if (random() >= SHARE) return null;
  const name = random() < WITH_RUNNER ? 'another runner' : 'experiment by hand';
  const region = Math.floor(random() * regions);
  const offset = between(random, BEGINS.from, BEGINS.to);
  const hasTroubles = name === 'another runner' && random() < 0.5;
  return { name, region, offset, troubles: hasTroubles ? drawFailures(random) : [] };
}
