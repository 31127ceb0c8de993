import { Chance } from '../../../rehearsal/chance';
import { INTERPRETERS } from '../../../rehearsal/python/interpreter-counts';
import { drawOther, OTHERS } from '../../../rehearsal/randomised/others';
import { runRandomGameDay } from '../../../rehearsal/randomised/random-game-day';
import { withoutLease } from '../lease/support';
import { pythonPool } from '../support/scripts';
import { soakLab } from './support';

const python = pythonPool(INTERPRETERS.randomGameDay);
const lab = soakLab();

const draws = Array.from({ length: 400 }, (_item, seed) => drawOther(new Chance(seed).stream('others'), 2));
const drawn = draws.filter((other) => other !== null);

describe('who else makes a region fail', () => {
  it('is there on a quarter of the game days: a runner more often than somebody without', () => {
    expect(drawn.length).toBeGreaterThan(75);
    expect(drawn.length).toBeLessThan(125);
    const [runners, byHand] = OTHERS.map((wanted) => drawn.filter(({ name }) => name === wanted).length);
    expect(runners).toBeGreaterThan(byHand ?? NaN);
    expect(byHand).toBeGreaterThan(20);
  });

  it('makes the same region fail, or the other one', () => {
    for (const name of OTHERS) {
      const regions = drawn.filter((other) => other.name === name).map(({ region }) => region);
      expect(new Set(regions)).toEqual(new Set([0, 1]));
    }
  });

  it('begins from ten minutes before the game day to a quarter of an hour after it', () => {
    const offsets = drawn.map(({ offset }) => offset).sort((a, b) => a - b);
    expect(offsets[0]).toBeLessThan(-500_000);
    expect(offsets[0]).toBeGreaterThanOrEqual(-600_000);
    expect(offsets.at(-1)).toBeGreaterThan(800_000);
    expect(offsets.at(-1)).toBeLessThanOrEqual(900_000);
  });

  it('has troubles of their own on some, where there is a runner to have them', () => {
    const withTroubles = drawn.filter(({ troubles }) => troubles.length > 0);
    expect(new Set(withTroubles.map(({ name }) => name))).toEqual(new Set(['another runner']));
    expect(withTroubles.length).toBeLessThan(drawn.filter(({ name }) => name === 'another runner').length);
  });
});

/** Somebody started the same region's experiment by hand while a restore whose script hung went on, which then called itself proven. */
const BY_HAND_DURING_A_RESTORE = -8669897970549311;

it('a restore does not prove what somebody starts in the meantime: no violation where there was one', async () => {
  const { violations } = await runRandomGameDay({ ...lab, python, seed: BY_HAND_DURING_A_RESTORE });
  expect(violations).toEqual([]);
});

/** Somebody uploads before the second runner looks at the function, and publishes after that. */
const PUBLISHED_UNDER_THE_SECOND_RUNNER = 31416361;

it('a runner that cannot prove a function in which somebody published does not lie', async () => {
  const seed = PUBLISHED_UNDER_THE_SECOND_RUNNER;
  const { violations, troubles, otherStatus } = await runRandomGameDay({ ...lab, python, seed });
  expect(troubles).toEqual(expect.arrayContaining(['release in between', 'another runner']));
  expect(otherStatus).toBe('failed');
  expect(violations).toEqual([]);
});

/** Somebody starts the experiment of the other region by hand while the game day's fault is there. */
const BY_HAND_DURING_THE_FAULT = 13;

it('two regions that fail at once are found: where the documents take no lease, on a game day that violates nothing where they do', async () => {
  const seed = BY_HAND_DURING_THE_FAULT;
  const kept = await runRandomGameDay({ ...lab, python, seed });
  expect(kept.troubles).toContain('experiment by hand');
  expect(kept.violations).toEqual([]);
  const configuration = withoutLease(lab.configuration);
  const { violations } = await runRandomGameDay({ ...lab, configuration, python, seed });
  expect(violations).toEqual([
    expect.stringMatching(/^us-east-1 and eu-west-1 failed at the same time, at 2026-01-01T12:/),
  ]);
});
