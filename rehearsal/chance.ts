import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Random } from '../experiment/random';

/**
 * All chance of a rehearsal, from one seed. Each user of chance has a stream of its own, by name, so that one more draw in one place
 * changes nothing in another.
 */
export class Chance {
  /** @param seed any integer */
  constructor(private readonly seed: number) {}

  /** The stream of that name, from its start. */
  stream(name: string): Random {
    const seed = createHash('sha256').update(`${this.seed}/${name}`).digest().readInt32BE(0);
    const generator = xoroshiro128plus(seed);
    return () => uniformFloat64(generator);
  }
}

/** A number between `low` and `high`, each value as likely as the other. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** So many characters drawn from an alphabet, for identifiers. */
export function drawn(random: Random, length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
}
