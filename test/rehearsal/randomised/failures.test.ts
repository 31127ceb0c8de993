import { Chance } from '../../../rehearsal/chance';
import { drawFailures, FAILURES } from '../../../rehearsal/randomised/failures';

const draws = Array.from({ length: 300 }, (_item, seed) => drawFailures(new Chance(seed).stream('troubles')));

it('draws one, two or three different troubles', () => {
  expect(new Set(draws.map(({ length }) => length))).toEqual(new Set([1, 2, 3]));
  for (const troubles of draws) expect(new Set(troubles).size).toBe(troubles.length);
});

it('draws every trouble there is, before long', () => {
  expect(new Set(draws.flat())).toEqual(new Set(Object.keys(FAILURES)));
});

it('draws the same from the same seed', () => {
  const again = drawFailures(new Chance(7).stream('troubles'));
  expect(again).toEqual(draws[7]);
});
