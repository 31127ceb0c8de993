import type { LoadEvent } from './event';
import type { Outcome } from './request';
import { sendOffsetsMs } from './schedule';
import type { BucketCounts, Tally } from './tally';
import type { Time } from './time';

/** So often is published: late enough to be worth a request, early enough for an alarm's minute. */
const PUBLISH_EVERY_MS = 10_000;

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
 * Sends every request at its moment, whether or not earlier ones were answered; publishes every 10 s, and
 * once more when all are answered. Resolves with the totals of {@link Tally.totals}.
 */
export async function simulate(simulation: Simulation): Promise<Record<string, number>> {
  const { load, tally, time } = simulation;
  const startedAt = time.now();
  const stopFlushing = every(time, PUBLISH_EVERY_MS, () => void simulation.publish(tally.drain()));
  const answers: Promise<void>[] = [];
  for (const offset of sendOffsetsMs(load)) {
    const waitMs = startedAt + offset - time.now();
    if (waitMs > 0) await new Promise<void>((resolve) => void time.after(waitMs, resolve));
    const bucketStart = tally.sent(time.now());
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
