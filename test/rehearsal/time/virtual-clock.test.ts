import { setTimeout as realSleep } from 'node:timers/promises';
import fc from 'fast-check';
import { VirtualClock } from '../../../rehearsal/time/virtual-clock';

const A_THOUSAND_YEARS_MS = 1_000 * 365 * 86_400_000;

describe('the virtual clock', () => {
  it('calls what is due in the order of time, and of asking where the time is the same', async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 });
    const inOrder = fc.asyncProperty(delays, async (list) => {
      const clock = new VirtualClock(0);
      const called: (readonly [number, number])[] = [];
      list.forEach((delay, index) => clock.after(delay, () => called.push([clock.now(), index])));
      await clock.run(clock.sleep(5));
      const expected = list
        .map((delay, index) => [delay, index] as const)
        .sort(([a, i], [b, j]) => a - b || i - j);
      expect(called).toEqual(expected);
    });
    await fc.assert(inOrder);
  });

  it('does not let time pass while what the last event set off can go on', async () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    clock.after(2, () => seen.push(-2));
    const work = async (): Promise<void> => {
      await clock.sleep(1);
      for (let step = 0; step < 5; step += 1) await Promise.resolve();
      seen.push(clock.now());
      await clock.sleep(5);
    };
    await clock.run(work());
    expect(seen).toEqual([1, -2]);
  });

  it('stands where it was put until it runs, and does not wait for the time that it passes', async () => {
    const clock = new VirtualClock(1_000);
    await clock.run(clock.sleep(A_THOUSAND_YEARS_MS));
    expect(clock.now()).toBe(1_000 + A_THOUSAND_YEARS_MS);
  });

  it('treats a time in the past as now', async () => {
    const clock = new VirtualClock(50);
    await clock.run(clock.sleep(-10));
    expect(clock.now()).toBe(50);
  });

  it('does not call what was taken back', async () => {
    const clock = new VirtualClock(0);
    const act = jest.fn();
    clock.after(1, act)();
    await clock.run(clock.sleep(2));
    expect(act).not.toHaveBeenCalled();
  });

  it('keeps still while real work goes on', async () => {
    const clock = new VirtualClock(0);
    const due = jest.fn();
    clock.after(1, due);
    const work = async (): Promise<number> => {
      await clock.hold(realSleep(20));
      expect(due).not.toHaveBeenCalled();
      return clock.now();
    };
    await expect(clock.run(work())).resolves.toBe(0);
  });

  it('goes on after real work that failed', async () => {
    const clock = new VirtualClock(0);
    const work = clock.hold(Promise.reject(new Error('no interpreter'))).catch(() => clock.sleep(3));
    await clock.run(work);
    expect(clock.now()).toBe(3);
  });
});

describe('a sleep', () => {
  it.each(['before it starts', 'in its middle'])(
    'ends with the reason of a signal that aborts %s',
    async (when) => {
      const clock = new VirtualClock(0);
      const abort = new AbortController();
      const reason = new Error('Ctrl-C');
      if (when === 'before it starts') abort.abort(reason);
      else clock.after(4, () => abort.abort(reason));
      await expect(clock.run(clock.sleep(10, abort.signal))).rejects.toBe(reason);
      expect(clock.now()).toBe(when === 'before it starts' ? 0 : 4);
    },
  );

  it('is not disturbed by a signal that aborts afterwards', async () => {
    const clock = new VirtualClock(0);
    const abort = new AbortController();
    await clock.run(clock.sleep(1, abort.signal));
    abort.abort(new Error('too late'));
    await expect(clock.run(clock.sleep(1))).resolves.toBeUndefined();
  });
});

describe('a run', () => {
  it('ends with an error where it waits for something that no event will bring', async () => {
    const clock = new VirtualClock(0);
    const waiting = new Promise<never>(() => undefined);
    await expect(clock.run(waiting)).rejects.toThrow('waits for something that will never happen');
  });

  it('ends with the first failure of work that nobody waits for', async () => {
    const clock = new VirtualClock(0);
    const fail = async (after: number): Promise<never> => {
      await clock.sleep(after);
      throw new Error(`failed after ${after}`);
    };
    clock.watch(fail(7));
    clock.watch(fail(3));
    await expect(clock.run(clock.sleep(100))).rejects.toThrow('failed after 3');
    expect(clock.now()).toBe(3);
  });

  it("gives the main work's own result, and its own error", async () => {
    const clock = new VirtualClock(0);
    await expect(clock.run(clock.sleep(1).then(() => 'done'))).resolves.toBe('done');
    await expect(clock.run(Promise.reject(new Error('own')))).rejects.toThrow('own');
  });
});
