import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { systemProcesses } from '../../../scripts/runner-lock/processes';

const { own, fateOf } = systemProcesses;
const withProc = existsSync('/proc/self/stat') ? describe : describe.skip;

withProc('a process', () => {
  it('is alive while it runs', () => {
    expect(fateOf(own())).toBe('alive');
  });

  it('is dead when it has ended', () => {
    const { pid } = spawnSync('true');
    expect(fateOf({ ...own(), pid })).toBe('dead');
  });

  it('is dead, too, where another one has its number by now', () => {
    expect(fateOf({ ...own(), startedAt: '1' })).toBe('dead');
  });

  it.each([
    ['of another machine, or before it was started anew', { kernel: 'another boot' }],
    ['of a machine that does not tell when it started, and whose number is taken', { kernel: null }],
    ['of another machine that does not tell', { kernel: null, host: 'elsewhere', pid: 2 ** 22 + 1 }],
  ])('is not known to live or to be dead: %s', (_what, change) => {
    expect(fateOf({ ...own(), ...change })).toBe('unknown');
  });

  it('is dead, where its machine does not tell when it started, and its number is free', () => {
    const { pid } = spawnSync('true');
    expect(fateOf({ ...own(), pid, kernel: null, startedAt: null })).toBe('dead');
  });
});
