import * as fc from 'fast-check';
import { uuid } from '../../experiment/random';

const drawn = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 31,
  maxLength: 31,
});

function randomOf(numbers: readonly number[]): () => number {
  let index = 0;
  return () => numbers[index++ % numbers.length]!;
}

it('makes a UUID of version 4 from whatever is drawn', () => {
  fc.assert(
    fc.property(drawn, (numbers) => {
      expect(uuid(randomOf(numbers))).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }),
  );
});

it('makes the same UUID from the same draws, and another from others', () => {
  expect(uuid(randomOf([0.1, 0.7, 0.3]))).toBe(uuid(randomOf([0.1, 0.7, 0.3])));
  expect(uuid(randomOf([0.1, 0.7, 0.3]))).not.toBe(uuid(randomOf([0.1, 0.7, 0.4])));
});

it('uses the ends of the range', () => {
  expect(uuid(() => 0)).toBe('00000000-0000-4000-8000-000000000000');
  expect(uuid(() => 1 - Number.EPSILON)).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
});
