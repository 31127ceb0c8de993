import type { ClockRecord } from '../journal/journal';

/** The Date of an HTTP answer says no less than a second (RFC 9110, 6.6.1): AWS' time is up to so much later. */
const DATE_STEP_MS = 1_000;

/** No clock that runs drifts more: the kernel slews one by 500 millionths at most (adjtimex(2)). */
const DRIFT = 500e-6;

/** Two answers that contradict each other by more than this are a clock that was set, or a machine that slept; less is AWS' own. */
const STEP_MS = 1_000;

/**
 * How far a machine's clock is ahead of AWS', by the Date of AWS' answers. Each answer was made at some moment between its request and
 * its arrival, and bounds the difference from both sides; all of them together bound it closer than any of them.
 */
export class ClockSkew {
  /** Milliseconds by which the machine's clock is ahead of AWS' (negative: behind); as little as the answers allow. */
  aheadMs = 0;
  /** Answers that it was measured by. */
  samples = 0;
  private bounds = { least: -Infinity, most: Infinity };
  private measuredAt = -Infinity;
  private readonly extremes = { least: Infinity, most: -Infinity };
  /** Told where the clock turns out to have stepped against AWS', once that is corrected: by how many milliseconds, forward or (negative) back. */
  stepped: (milliseconds: number) => void = () => undefined;

  /**
   * Takes an answer in.
   * @param sentAt when its request was sent, by the machine's clock, in milliseconds since 1970; `receivedAt` likewise
   * @param date what AWS said, likewise
   */
  note(sentAt: number, receivedAt: number, date: number): void {
    const sample = { least: sentAt - date - DATE_STEP_MS, most: receivedAt - date };
    const drift = this.samples === 0 ? 0 : Math.abs(receivedAt - this.measuredAt) * DRIFT;
    const least = Math.max(this.bounds.least - drift, sample.least);
    const most = Math.min(this.bounds.most + drift, sample.most);
    const before = this.aheadMs;
    const contradiction = least - most;
    if (contradiction > STEP_MS) this.bounds = sample;
    else this.bounds = { least: Math.min(least, most), most: Math.max(least, most) };
    this.aheadMs = Math.round(Math.min(Math.max(before, this.bounds.least), this.bounds.most));
    this.measuredAt = receivedAt;
    this.samples += 1;
    this.extremes.least = Math.min(this.extremes.least, sample.most - DATE_STEP_MS / 2);
    this.extremes.most = Math.max(this.extremes.most, sample.least + DATE_STEP_MS / 2);
    if (contradiction > STEP_MS) this.stepped(this.aheadMs - before);
  }

  /** By how many milliseconds two answers differed at most, beyond half their round trips; within a second they say the same. */
  get spreadMs(): number {
    return Math.max(0, this.extremes.most - this.extremes.least);
  }

  /** For the journal. */
  record(): ClockRecord {
    const { samples, aheadMs, spreadMs } = this;
    return { samples, aheadMs, spreadMs: Math.round(spreadMs) };
  }
}
