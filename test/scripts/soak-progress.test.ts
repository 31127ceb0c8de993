import { Writable } from 'node:stream';
import { soakProgress } from '../../scripts/soak-progress';

/** What is written to a stream while a soak goes from its first game day to its last. */
function written(count: number, isTTY: boolean): string[] {
  const texts: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      texts.push(text);
      done();
    },
  });
  const progress = soakProgress(Object.assign(stream, { isTTY }), count);
  for (let done = 1; done <= count; done += 1) progress(done);
  return texts;
}

it('writes a line for every tenth into a log', () => {
  const tenths = Array.from({ length: 10 }, (_, index) => `${(index + 1) * 100} of 1000\n`);
  expect(written(1000, false)).toEqual(tenths);
});

it('writes no more lines than there are game days', () => {
  expect(written(3, false)).toEqual(['1 of 3\n', '2 of 3\n', '3 of 3\n']);
});

it('counts at one place of a terminal', () => {
  expect(written(3, true).join('')).toBe('\r1 of 3\r2 of 3\r3 of 3\n');
});
