import { watchNpm } from '../../../scripts/command-line/starter';

const BY_NPM = { npm_lifecycle_event: 'start-experiment' };

/** Watches who started a process; `look` is what happens each second. */
function prepare(env: Readonly<Record<string, string>>) {
  const started = { ppid: process.pid, env };
  const ended = jest.fn();
  const looks = new Set<() => void>();
  const every = (_milliseconds: number, act: () => void) => {
    looks.add(act);
    return () => void looks.delete(act);
  };
  const stop = watchNpm(started, every, ended);
  const look = (): void => looks.forEach((act) => act());
  return { started, ended, looks, look, stop };
}

it('says nothing while npm is there', () => {
  const { ended, look } = prepare(BY_NPM);
  look();
  look();
  expect(ended).not.toHaveBeenCalled();
});

it('says once that npm has ended, when another process has become the parent', () => {
  const { started, ended, look, looks } = prepare(BY_NPM);
  started.ppid = 1;
  look();
  look();
  expect(ended).toHaveBeenCalledTimes(1);
  expect(looks.size).toBe(0);
});

it('does not mind who started it, where that was not npm: a shell may end', () => {
  const { started, ended, look, looks } = prepare({});
  started.ppid = 1;
  look();
  expect(ended).not.toHaveBeenCalled();
  expect(looks.size).toBe(0);
});

it('stops watching when it is told to', () => {
  const { started, ended, looks, look, stop } = prepare(BY_NPM);
  stop();
  started.ppid = 1;
  look();
  expect([looks.size, ended.mock.calls]).toEqual([0, []]);
});
