import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import type { Fate } from '../../../scripts/runner-lock/processes';
import { RunnerLock, type LockProps } from '../../../scripts/runner-lock/runner-lock';
import { ManualClock } from '../../experiment/support/manual-clock';
import { temporaryFolder } from '../../support/temporary-folder';

const scratch = temporaryFolder();
let count = 0;

/** A report's folder, and processes whose fates are known. */
function prepare() {
  const folder = scratch.path(`report-${(count += 1)}`);
  mkdirSync(folder);
  const clock = new ManualClock();
  const fates = new Map<number, Fate>();
  const props = (pid: number, more: Partial<LockProps> = {}): LockProps => ({
    folder,
    clock,
    processes: {
      own: () => ({ pid, host: 'laptop', kernel: 'k', startedAt: '7' }),
      fateOf: (process) => fates.get(process.pid) ?? 'alive',
    },
    ...more,
  });
  const take = (pid: number, more?: Partial<LockProps>): RunnerLock => RunnerLock.take(props(pid, more));
  return { folder, clock, fates, props, take };
}

describe('the lock of a game day', () => {
  it('is refused while its runner lives, and taken when that has given it back', async () => {
    const { clock, folder, take } = prepare();
    const first = take(1);
    await clock.pass(4);
    expect(() => take(2)).toThrow(
      'its runner, process 1 on laptop, showed 4 s ago that it lives: Ctrl-C there ends the game day',
    );
    first.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(take(2).isLost()).toBe(false);
  });

  it('is taken at once from a process that is dead', () => {
    const { fates, take } = prepare();
    const first = take(1);
    fates.set(1, 'dead');
    const second = take(2);
    expect([first.isLost(), second.isLost()]).toEqual([true, false]);
  });

  it.each<[Fate, string]>([
    ['unknown', 'its runner, process 1 on laptop, has been silent for 1 min; where you know'],
    ['alive', 'has been silent for 1 min, although its process is there; where you know'],
  ])(
    'can be taken over from one that is %s and silent for a minute, and only on demand',
    async (fate, words) => {
      const { clock, fates, take } = prepare();
      take(1);
      fates.set(1, fate);
      await clock.pass(59);
      expect(() => take(2, { isTakeover: true })).toThrow(
        'showed 59 s ago that it lives: Ctrl-C there ends the game day; --takeover is for a runner that has been silent for a minute',
      );
      await clock.pass(1);
      expect(() => take(2)).toThrow(words);
      expect(take(2, { isTakeover: true }).isLost()).toBe(false);
    },
  );

  it('is not taken over from a runner that shows that it lives', async () => {
    const { clock, fates, take } = prepare();
    const stop = take(1).keep(fail, fail);
    fates.set(1, 'unknown');
    await clock.pass(600);
    expect(() => take(2, { isTakeover: true })).toThrow(/showed \d+ s ago that it lives/);
    stop();
  });

  it('tells a runner once that it was taken over', async () => {
    const { clock, take } = prepare();
    const lost = jest.fn();
    const first = take(1);
    await clock.pass(60);
    first.keep(lost, fail);
    take(2, { isTakeover: true });
    await clock.pass(60);
    expect(lost).toHaveBeenCalledTimes(1);
  });

  it('stays lost to a runner that wakes up when whoever took it over has given it back', async () => {
    const { clock, take } = prepare();
    const first = take(1);
    await clock.pass(60);
    const second = take(2, { isTakeover: true });
    second.release();
    second.release();
    expect(first.isLost()).toBe(true);
    first.release();
    const third = take(3);
    expect([first.isLost(), second.isLost(), third.isLost()]).toEqual([true, true, false]);
  });

  it('is got by one of two who want it from a dead runner at once', () => {
    const { fates, props, take } = prepare();
    take(1);
    fates.set(1, 'dead');
    const slow = props(2);
    let quick: RunnerLock | undefined;
    const { own, fateOf } = slow.processes;
    const processes: LockProps['processes'] = {
      own: () => {
        // Between the look at the dead one and the taking.
        quick ??= take(3);
        return own();
      },
      fateOf,
    };
    expect(() => RunnerLock.take({ ...slow, processes })).toThrow(
      'its runner, process 3 on laptop, showed 0 s ago',
    );
    expect(quick?.isLost()).toBe(false);
  });

  it('is not lost where somebody deletes the folder of the report', async () => {
    const { clock, folder, take } = prepare();
    const lock = take(1);
    const stop = lock.keep(fail, fail);
    rmSync(folder, { recursive: true });
    await clock.pass(30);
    expect(lock.isLost()).toBe(false);
    // The next journal makes it again.
    mkdirSync(folder);
    await clock.pass(10);
    expect(() => take(2)).toThrow('its runner, process 1 on laptop,');
    lock.release();
    stop();
  });

  it('ends no runner that cannot show any more that it lives', async () => {
    const { clock, take } = prepare();
    const failed = jest.fn();
    const sleep = () => Promise.reject(new Error('no clock'));
    take(1, { clock: { now: () => clock.now(), sleep } }).keep(fail, failed);
    await clock.pass(1);
    expect(failed).toHaveBeenCalledWith(new Error('no clock'));
  });
});

function fail(): never {
  throw new Error('this must not be');
}
