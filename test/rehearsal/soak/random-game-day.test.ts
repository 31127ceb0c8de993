import { runRandomGameDay, type RandomGameDay } from '../../../rehearsal/soak/random-game-day';
import { pythonPool } from '../support/scripts';
import { soakLab } from './support';

const python = pythonPool(3);
const lab = soakLab();

describe('random game days', () => {
  const days: RandomGameDay[] = [];
  beforeAll(async () => {
    for (let seed = 1; seed <= 20; seed += 1) days.push(await runRandomGameDay({ ...lab, python, seed }));
  });

  it('violate nothing', () => {
    expect(
      days.flatMap(({ seed, violations }) => violations.map((violation) => `seed ${seed}: ${violation}`)),
    ).toEqual([]);
  });

  it('end in more than one way, and are healed by more than one', () => {
    expect(new Set(days.map(({ status }) => status)).size).toBeGreaterThan(2);
    expect(new Set(days.flatMap(({ heals }) => heals.map(({ by }) => by))).size).toBeGreaterThan(1);
  });

  it('replay alone: the same seed gives the same day', async () => {
    const again = await runRandomGameDay({ ...lab, python, seed: 8 });
    expect(again).toEqual(days[7]);
  });
});
