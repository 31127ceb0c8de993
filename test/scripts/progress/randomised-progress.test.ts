import { Writable } from 'node:stream';
import type { Terminal } from '../../../scripts/progress/progress';
import { soakProgress } from '../../../scripts/progress/randomised-progress';
import { Screen } from '../screen';

interface Said {
  /** By the game day after which it is said. */
  readonly said?: Readonly<Record<number, string>>;
  readonly isSilent?: boolean;
}

/** A soak goes from its first game day to its last and shows it on a stream, where its result comes after it. */
function run(stream: Terminal, count: number, { said = {}, isSilent = false }: Said): void {
  const progress = soakProgress(stream, count, isSilent);
  for (let done = 1; done <= count; done += 1) {
    const text = said[done];
    if (text !== undefined) progress.say(text);
    progress.done(done);
  }
  progress.stop();
  stream.write('the result\n');
}

/** What is written to a log. */
function log(count: number, how: Said = {}): string[] {
  const texts: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      texts.push(text);
      done();
    },
  });
  run(stream, count, how);
  return texts;
}

/** What stands on a terminal in the end. */
function screen(count: number, how: Said = {}): string {
  const terminal = new Screen(80);
  run(terminal, count, how);
  return terminal.text;
}

it('writes a line for every tenth into a log', () => {
  const tenths = Array.from({ length: 10 }, (_, index) => `${(index + 1) * 100} of 1000\n`);
  expect(log(1000)).toEqual([...tenths, 'the result\n']);
});

it('writes no more lines than there are game days', () => {
  expect(log(3)).toEqual(['1 of 3\n', '2 of 3\n', '3 of 3\n', 'the result\n']);
});

it('counts at one place of a terminal', () => {
  expect(screen(3)).toBe('3 of 3\nthe result');
});

it('says something at once, in lines of its own, and goes on counting', () => {
  const said = { 2: 'seed 2: the journal lies', 3: 'seed 3' };
  expect(log(3, { said })).toEqual([
    '1 of 3\n',
    'seed 2: the journal lies\n',
    '2 of 3\n',
    'seed 3\n',
    '3 of 3\n',
    'the result\n',
  ]);
  expect(screen(3, { said })).toBe('seed 2: the journal lies\nseed 3\n3 of 3\nthe result');
});

it('says it also where it is silent, and nothing else', () => {
  const how = { said: { 2: 'seed 2' }, isSilent: true };
  expect(log(3, how)).toEqual(['seed 2\n', 'the result\n']);
  expect(screen(3, how)).toBe('seed 2\nthe result');
});
