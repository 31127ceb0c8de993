import { Chance } from '../../../rehearsal/chance';
import { COLLEAGUES, drawColleague } from '../../../rehearsal/randomised/colleagues';

const draws = Array.from({ length: 400 }, (_item, seed) =>
  drawColleague(new Chance(seed).stream('colleagues')),
);
const drawn = draws.filter((colleague) => colleague !== null);
const orders = new Set(drawn.map(({ steps }) => steps.join(' ')));

it('draws somebody who deploys on some game days, not on all', () => {
  expect(drawn.length).toBeGreaterThan(100);
  expect(drawn.length).toBeLessThan(200);
  expect(new Set(drawn.map(({ name }) => name))).toEqual(new Set(Object.keys(COLLEAGUES)));
  expect(new Set(drawn.map(({ target }) => target))).toEqual(new Set([0, 1]));
});

it.each([
  ['a release', 'upload publish serve'],
  ['an apply', 'apply publish serve'],
  ['a second update before they publish', 'upload upload publish serve'],
  ['a second update before they move the alias', 'upload publish upload serve'],
  ['a second update after that', 'upload publish serve upload'],
  ['two releases', 'upload publish serve upload publish serve'],
  ['somebody who never moves the alias', 'upload publish'],
])('draws %s, before long', (_what, order) => {
  expect(orders).toContain(order);
});

it('draws some who are not done before the fault has expired', () => {
  expect(drawn.some(({ span }) => span.to > 20 * 60_000)).toBe(true);
  expect(drawn.every(({ span }) => span.from < span.to)).toBe(true);
});
