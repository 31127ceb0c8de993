import type { Random } from '../../experiment/random';

/** Seeds of a soak, one after the other. */
export interface SeedRange {
  readonly first: number;
  readonly count: number;
}

/** Ten: a fault that comes once in 10,000 game days is no likelier on one seed than on another, and what holds for one range need not. */
const FIRST_SEEDS = 10;

/**
 * So many seeds in all, in ten ranges that are spread over all seeds there are: one from every tenth of the exact integers, and where
 * there, chance says.
 */
export function spreadSeeds(count: number, random: Random): SeedRange[] {
  const ranges = Math.min(FIRST_SEEDS, count);
  // A little narrower than its share, so that rounding leads no range out of the exact integers.
  const width = Math.floor((2 * Number.MAX_SAFE_INTEGER) / ranges) - 2;
  return Array.from({ length: ranges }, (_item, index) => {
    const own = Math.floor(count / ranges) + (index < count % ranges ? 1 : 0);
    const lowest = Math.ceil(((2 * index) / ranges - 1) * Number.MAX_SAFE_INTEGER);
    return { first: lowest + Math.floor(random() * (width - own)), count: own };
  });
}

/** The seeds of all ranges, one of each in turn: a soak that is cut off has looked everywhere. */
export function seedsOf(ranges: readonly SeedRange[]): number[] {
  return ranges
    .flatMap(({ first, count }, range) =>
      Array.from({ length: count }, (_item, turn) => ({ seed: first + turn, turn, range })),
    )
    .sort((a, b) => a.turn - b.turn || a.range - b.range)
    .map(({ seed }) => seed);
}

/** How many seeds that are. */
export function countOf(ranges: readonly SeedRange[]): number {
  return ranges.reduce((sum, { count }) => sum + count, 0);
}
