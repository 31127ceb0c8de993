import { EventEmitter } from 'node:events';
import { listenForInterruption } from '../../../scripts/command-line/terminal';
import { ManualClock } from '../../experiment/support/manual-clock';

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
  expect(said[0]).toBe('interrupted by the user: stopping the experiment and restoring the functions');
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

it.each([
  ['SIGTERM', 'interrupted by SIGTERM'],
  ['SIGHUP', 'the terminal was closed (SIGHUP)'],
])('says what ended it: %s', (name, why) => {
  const { interrupted, said, signal } = prepare();
  interrupted.emit(name);
  expect(signal.reason).toEqual(new Error(why));
  expect(said[0]).toBe(`${why}: stopping the experiment and restoring the functions`);
});

it('never quits because of a terminal that is closed, also when that was Ctrl-C first', async () => {
  const { clock, exits, interrupted } = prepare();
  interrupted.emit('SIGINT');
  await clock.pass(10);
  interrupted.emit('SIGHUP');
  interrupted.emit('SIGHUP');
  expect(exits).toEqual([]);
});

it('aborts although nothing can be said: the terminal is gone', () => {
  const clock = new ManualClock();
  const interrupted = Object.assign(new EventEmitter(), { exit: jest.fn() });
  const say = (): never => {
    throw new Error('EIO');
  };
  const { signal } = listenForInterruption(interrupted, clock, { say, stop: jest.fn() }, []);
  expect(() => interrupted.emit('SIGHUP')).toThrow('EIO');
  expect(signal.aborted).toBe(true);
});

it('can be ended by others, in the same way', () => {
  const { end, signal, interrupted, exits } = prepare();
  end('npm ended');
  end('npm ended again');
  interrupted.emit('SIGTERM');
  expect([signal.reason, exits]).toEqual([new Error('npm ended'), []]);
});

it('gives the signals back at the end', () => {
  const { interrupted, stop } = prepare();
  stop();
  expect(interrupted.eventNames()).toEqual([]);
});
