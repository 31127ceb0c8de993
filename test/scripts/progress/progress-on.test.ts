import { Writable } from 'node:stream';
import type { Message, Pulse } from '../../../experiment/journal/messages';
import { progressLines, progressOn } from '../../../scripts/progress/progress-on';
import type { ProgressOptions } from '../../../scripts/progress/progress';
import { event, pulse } from './pulse';
import { capturedOutput } from '../output';
import { Screen } from '../screen';

const output = capturedOutput();
const phase: Message = { kind: 'phase', phase: 'recovery', detail: '5 min of customers' };
const beat = (changes: Partial<Pulse> = {}): Message => ({ kind: 'pulse', pulse: { ...pulse, ...changes } });

/** A stream that is no terminal, and what was written to it. */
function prepareLog() {
  const written: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      written.push(text);
      done();
    },
  });
  return { stream, written };
}

/** Progress on a terminal; `tick` lets a second pass. */
function prepareTerminal(options: Partial<ProgressOptions> = {}, columns = 100) {
  const screen = new Screen(columns);
  const ticks = new Set<() => void>();
  let now = Date.parse(pulse.at);
  const every = (_milliseconds: number, act: () => void) => {
    ticks.add(act);
    return () => void ticks.delete(act);
  };
  const tick = (seconds = 1): void => {
    now += seconds * 1000;
    for (const act of ticks) act();
  };
  return { screen, ticks, tick, ...progressOn(screen, { color: false, ...options }, () => now, every) };
}

describe('on a terminal', () => {
  it('draws the panel beneath the events, at the same place', () => {
    const { screen, tick, report } = prepareTerminal();
    report(event('fault.live', 'in us-east-1'));
    report(beat());
    tick();
    report(event('health.unhealthy', 'us', '2026-01-01T12:05:50.000Z'));
    tick();

    const [first, second, blank, ...panel] = screen.text.split('\n');
    expect([first, second, blank]).toEqual([
      '  12:05:10 fault.live in us-east-1',
      '  12:05:50 health.unhealthy us',
      '',
    ]);
    expect(panel[0]).toBe(' phase      ✓ baseline  ● experiment  ○ restore  ○ recovery  ○ judging');
    expect(panel.filter((line) => line.includes('phase'))).toHaveLength(1);
    expect(panel.at(-1)).toBe(' alarms     ✓ chaos-lab-us-stop OK');
  });

  it('counts on between two pulses', () => {
    const { screen, tick, report } = prepareTerminal();
    report(beat());
    tick(10);
    expect(screen.text).toContain('6:50 left of 10:00');
    tick(60);
    expect(screen.text).toContain('5:50 left of 10:00');
  });

  it('is drawn once a second, however much happens', () => {
    const { screen, tick, report } = prepareTerminal();
    const write = jest.spyOn(screen, 'write');
    for (let count = 0; count < 100; count += 1) report(beat());
    report(event('fault.live', 'now'));
    expect(write).not.toHaveBeenCalled();
    tick();
    expect(screen.text).toContain('fault.live');
  });

  it('leaves nothing of a panel that has become smaller', () => {
    const { screen, tick, report } = prepareTerminal();
    report(beat());
    tick();
    report(beat({ experiment: null, alarms: [], healthChecks: [], customers: [], wait: null }));
    tick();
    expect(screen.text.split('\n')).toEqual([
      '',
      ' phase      ✓ baseline  ● experiment  ○ restore  ○ recovery  ○ judging',
    ]);
  });

  it('moves on to the next phase without waiting for a pulse', () => {
    const { screen, tick, report } = prepareTerminal();
    report(beat());
    report(phase);
    tick();
    expect(screen.text).toContain('✓ experiment  ✓ restore  ● recovery');
    expect(screen.text).not.toContain('left of');
  });

  it('fits on a screen of few lines', () => {
    const { screen, tick, report } = prepareTerminal();
    screen.rows = 5;
    report(beat());
    tick();
    tick();
    expect(screen.lines).toHaveLength(4);
  });

  it('says at once what is not of the game day, above the panel', () => {
    const { screen, tick, report, say } = prepareTerminal();
    report(beat());
    tick();
    say('interrupted: stopping the experiment');
    expect(screen.text.split('\n').slice(0, 3)).toEqual([
      'interrupted: stopping the experiment',
      '',
      expect.stringContaining('phase') as string,
    ]);
  });

  it('breaks long events with their beginning in sight', () => {
    const { screen, tick, report } = prepareTerminal({}, 40);
    report(event('fault.left', 'lab-hello carries the fault until 12:30:00'));
    tick();
    expect(screen.text).toBe('  12:05:10 fault.left lab-hello carries\n           the fault until 12:30:00');
  });

  it('takes the panel away at the end, and leaves what was said', () => {
    const { screen, ticks, tick, report, stop } = prepareTerminal();
    report(beat());
    tick();
    report(event('recovery.ended', 'enough'));
    stop();
    expect(screen.text).toBe('  12:05:10 recovery.ended enough');
    expect(ticks.size).toBe(0);
  });
});

describe('in a log', () => {
  it('writes a line for every event, and a summary a minute', () => {
    const { stream, written } = prepareLog();
    const { report } = progressOn(stream, { color: true }, () => 0, jest.fn());
    report(phase);
    report(event('fault.live', 'in us-east-1'));
    for (const second of [0, 15, 30, 45, 60, 75]) {
      report(beat({ at: new Date(Date.parse(pulse.at) + second * 1000).toISOString() }));
    }
    expect(written).toEqual([
      'recovery: 5 min of customers\n',
      '  12:05:10 fault.live in us-east-1\n',
      expect.stringContaining('  12:08:20 experiment, 7:00 left · ') as string,
      expect.stringContaining('  12:09:20 experiment, 6:00 left · ') as string,
    ]);
  });
});

it.each([{ quiet: true }, { json: true }])('is silent with %j, but for what is said', (options) => {
  const { stream, written } = prepareLog();
  const { report, say } = progressOn(stream, { color: false, ...options }, () => 0, jest.fn());
  [phase, event('fault.live', 'now'), beat()].forEach(report);
  say('interrupted');
  expect(written).toEqual(['interrupted\n']);
});

describe('progressLines', () => {
  const messages = [phase, event('fault.live', 'in us-east-1'), beat()];

  it.each([
    [false, 'recovery: 5 min of customers\n'],
    [true, 'recovery: 5 min of customers\n  12:05:10 fault.live in us-east-1\n'],
  ])('shows the stages, and with events (%p) these', (events, shown) => {
    messages.forEach(progressLines({}, events));
    expect(output).toEqual({ stdout: '', stderr: shown });
  });

  it.each([{ quiet: true }, { json: true }])('is silent with %j', (options) => {
    messages.forEach(progressLines(options, true));
    expect(output).toEqual({ stdout: '', stderr: '' });
  });
});
