import { EventEmitter } from 'node:events';
import { listenForInterruption } from '../../scripts/terminal';
import { ManualClock } from '../experiment/support/manual-clock';
import { capturedOutput } from './output';

const output = capturedOutput();

function prepare() {
  const clock = new ManualClock();
  const exits: number[] = [];
  const interrupted = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  const interruption = listenForInterruption(interrupted, clock, 'npm run restore -- --region us-east-1');
  return { clock, exits, interrupted, ...interruption };
}

it('aborts with the first Ctrl-C, and ends nothing', () => {
  const { exits, interrupted, signal } = prepare();
  expect(signal.aborted).toBe(false);

  interrupted.emit('SIGINT');

  expect(signal.reason).toEqual(new Error('interrupted by the user'));
  expect(exits).toEqual([]);
  expect(output.stderr).toContain('stopping the experiment and putting the functions back');
});

it('ends the process with the second, and says how the functions are put back by hand', async () => {
  const { clock, exits, interrupted } = prepare();
  interrupted.emit('SIGINT');
  await clock.pass(1);

  interrupted.emit('SIGINT');

  expect(exits).toEqual([130]);
  expect(output.stderr).toContain('put them back: npm run restore -- --region us-east-1\n');
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
