import fc from 'fast-check';
import { between, Chance, drawn } from '../../rehearsal/chance';

function draws(random: () => number, count = 20): number[] {
  return Array.from({ length: count }, random);
}

describe('chance', () => {
  it('gives the same stream for the same seed and name', () => {
    const same = fc.property(fc.integer(), fc.string(), (seed, name) => {
      expect(draws(new Chance(seed).stream(name))).toEqual(draws(new Chance(seed).stream(name)));
    });
    fc.assert(same);
  });

  it('gives another stream for another seed, and for another name', () => {
    const first = draws(new Chance(1).stream('fis'));
    expect(draws(new Chance(2).stream('fis'))).not.toEqual(first);
    expect(draws(new Chance(1).stream('ssm'))).not.toEqual(first);
  });

  it('does not let draws from one stream change another', () => {
    const undisturbed = draws(new Chance(7).stream('fis'));
    const chance = new Chance(7);
    const [other, stream] = [chance.stream('ssm'), chance.stream('fis')];
    const disturbed = Array.from({ length: 20 }, () => {
      other();
      return stream();
    });
    expect(disturbed).toEqual(undisturbed);
  });

  it('draws numbers from 0 up to, and without, 1', () => {
    for (const number of draws(new Chance(3).stream('numbers'), 1000)) {
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThan(1);
    }
  });

  it('draws numbers between two bounds, from all over', () => {
    const random = new Chance(4).stream('bounds');
    const found = Array.from({ length: 1000 }, () => between(random, 5, 15));
    expect(Math.min(...found)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...found)).toBeLessThan(15);
    expect(Math.min(...found)).toBeLessThan(5.5);
    expect(Math.max(...found)).toBeGreaterThan(14.5);
  });

  it('draws identifiers of an alphabet', () => {
    expect(drawn(new Chance(5).stream('ids'), 12, 'ab')).toMatch(/^[ab]{12}$/);
  });
});
