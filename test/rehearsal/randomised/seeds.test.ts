import { Chance } from '../../../rehearsal/chance';
import { countOf, seedsOf, spreadSeeds } from '../../../rehearsal/randomised/seeds';

const MOST = Number.MAX_SAFE_INTEGER;
const chance = new Chance(1).stream('seeds');

it('takes as many seeds as were asked for, from ten first ones', () => {
  for (const count of [10, 11, 999, 20_000]) {
    const ranges = spreadSeeds(count, chance);
    expect(ranges).toHaveLength(10);
    expect(seedsOf(ranges)).toHaveLength(count);
  }
});

it('takes a first seed for each game day where there are fewer than ten', () => {
  expect(spreadSeeds(3, chance).map(({ count }) => count)).toEqual([1, 1, 1]);
});

it.each([0.001, 0.5, 0.999])(
  'takes one from every tenth of the exact integers, and none twice, when chance is %d',
  (value) => {
    const seeds = seedsOf(spreadSeeds(1_000, () => value));
    expect(new Set(seeds).size).toBe(1_000);
    const tenths = seeds.map((seed) => Math.floor(((seed / MOST + 1) / 2) * 10));
    expect(new Set(tenths)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  },
);

it.each([0, 1 - Number.EPSILON])('takes no seed that is not exact, even when chance is %d', (value) => {
  for (const count of [1, 10, 1_000, 1_000_000]) {
    expect(seedsOf(spreadSeeds(count, () => value)).every(Number.isSafeInteger)).toBe(true);
  }
});

it('takes others each time that chance is others', () => {
  const [once, again] = [spreadSeeds(20_000, chance), spreadSeeds(20_000, chance)];
  expect(once.map(({ first }) => first)).not.toEqual(again.map(({ first }) => first));
});

it('runs through the ranges from their first seeds, one of each in turn', () => {
  const ranges = [
    { first: -2, count: 3 },
    { first: 7, count: 1 },
    { first: 20, count: 2 },
  ];
  expect(seedsOf(ranges)).toEqual([-2, 7, 20, -1, 21, 0]);
  expect(countOf(ranges)).toBe(6);
});
