import { EventEmitter } from 'node:events';
import { listenForInterruption } from '../../scripts/terminal';
import { ManualClock } from '../experiment/support/manual-clock';

function prepare() {
  const clock = new ManualClock();
  const exits: number[] = [];
  const said: string[] = [];
  const interrupted = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  const progress = { say: (line: string) => said.push(line), stop: () => said.push('(the panel is gone)') };
  const interruption = listenForInterruption(interrupted, clock, progress, [
    'npm run restore',
    'npm run start',
  ]);
  return { clock, exits, said, interrupted, ...interruption };
}

it('aborts with the first Ctrl-C, and ends nothing', () => {
  const { exits, said, interrupted, signal } = prepare();
  expect(signal.aborted).toBe(false);

  interrupted.emit('SIGINT');

  expect(signal.reason).toEqual(new Error('interrupted by the user'));
  expect(exits).toEqual([]);
  expect(said[0]).toContain('stopping the experiment and putting the functions back');
});

it('ends the process with the second, takes the panel away, and says how to go on', async () => {
  const { clock, exits, said, interrupted } = prepare();
  interrupted.emit('SIGINT');
  await clock.pass(1);

  interrupted.emit('SIGINT');

  expect(exits).toEqual([130]);
  expect(said.slice(-2)).toEqual([
    '(the panel is gone)',
    'the functions may still be broken; to go on: npm run restore, or: npm run start',
  ]);
});

it('takes a Ctrl-C that npm passes on for the same one', () => {
  const { exits, interrupted } = prepare();
  interrupted.emit('SIGINT');
  interrupted.emit('SIGINT');
  expect(exits).toEqual([]);
});

it('aborts on SIGTERM, but does not quit on it after a Ctrl-C: a pipeline sends both', async () => {
  const first = prepare();
  first.interrupted.emit('SIGTERM');
  expect(first.signal.aborted).toBe(true);

  const second = prepare();
  second.interrupted.emit('SIGINT');
  await second.clock.pass(10);
  second.interrupted.emit('SIGTERM');
  expect(second.exits).toEqual([]);
});

it('gives the signals back at the end', () => {
  const { interrupted, stop } = prepare();
  stop();
  expect(interrupted.listenerCount('SIGINT') + interrupted.listenerCount('SIGTERM')).toBe(0);
});
