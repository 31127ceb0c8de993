import { systemClock } from '../../../experiment/time/clock';

it('tells the time of the machine, in milliseconds since 1970', () => {
  const before = Date.now();
  const now = systemClock.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

it('wakes when the time is over', async () => {
  await expect(systemClock.sleep(1)).resolves.toBeUndefined();
});

it('wakes with the reason of the signal when that aborts first', async () => {
  const controller = new AbortController();
  const sleep = systemClock.sleep(3_600_000, controller.signal);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(sleep).rejects.toBe(reason);
});

it('does not fall asleep when the signal has aborted already', async () => {
  const reason = new Error('too late');
  await expect(systemClock.sleep(3_600_000, AbortSignal.abort(reason))).rejects.toBe(reason);
});
