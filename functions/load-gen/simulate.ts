import type { LoadEvent } from './event';
import type { Outcome } from './request';
import { sendOffsetsMs } from './schedule';
import type { BucketCounts, Tally } from './tally';
import type { Time } from './time';

/** So often is published: late enough to be worth a request, early enough for an alarm's minute. */
const PUBLISH_EVERY_MS = 10_000;

/** A request that is due so long ago is not sent any more: it would tell of another moment, and delay all that follow. */
const MOST_LATE_MS = 5_000;

/** What a simulation works with. */
export interface Simulation {
  readonly load: LoadEvent;
  readonly tally: Tally;
  readonly time: Time;
  /** Sends one request; never rejects. */
  ask(): Promise<Outcome>;
  /** Publishes counts; never rejects. */
  publish(counts: readonly BucketCounts[]): Promise<void>;
}

/**
 * Sends every request at its moment, whether or not earlier ones were answered; one that is late is counted, and one that is too late
 * dropped, as where the processor is too slow. Publishes every 10 s, and once more when all are answered. Resolves with the totals of {@link Tally.totals}.
 */
export async function simulate(simulation: Simulation): Promise<Record<string, number>> {
  const { load, tally, time } = simulation;
  const startedAt = time.now();
  const stopFlushing = every(time, PUBLISH_EVERY_MS, () => void simulation.publish(tally.drain()));
  const answers: Promise<void>[] = [];
  for (const offset of sendOffsetsMs(load)) {
    const dueAt = startedAt + offset;
    const waitMs = dueAt - time.now();
    if (waitMs > 0) await new Promise<void>((resolve) => void time.after(waitMs, resolve));
    const now = time.now();
    if (now - dueAt > MOST_LATE_MS) {
      tally.dropped(now);
      continue;
    }
    const bucketStart = tally.sent(now, now - dueAt);
    answers.push(simulation.ask().then((outcome) => tally.answered(bucketStart, outcome)));
  }
  await Promise.all(answers);
  stopFlushing();
  await simulation.publish(tally.drain());
  return tally.totals();
}

/** Calls back at fixed moments, not at a fixed distance from the last call: the error of a timer does not add up. */
function every(time: Time, periodMs: number, callback: () => void): () => void {
  let dueAt = time.now();
  let cancel = (): void => undefined;
  const wait = (): void => {
    dueAt += periodMs;
    cancel = time.after(Math.max(0, dueAt - time.now()), () => {
      wait();
      callback();
    });
  };
  wait();
  return () => cancel();
}
