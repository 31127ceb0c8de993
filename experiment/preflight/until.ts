import type { Clock } from '../time/clock';

/** Reads again and again until it is settled, or patience is at an end; returns what was read last. */
export async function readUntil<T>(
  clock: Clock,
  read: () => Promise<T>,
  isSettled: (value: T) => boolean,
  { timeoutMs, pollMs }: { readonly timeoutMs: number; readonly pollMs: number },
): Promise<T> {
  const latest = clock.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (isSettled(value) || clock.now() >= latest) return value;
    await clock.sleep(pollMs);
  }
}
