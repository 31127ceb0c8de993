import type { Clock } from '../time/clock';
import { ClockSkew } from '../time/clock-skew';

/** Hears what time AWS says it is. Clients tell it of every request to AWS, whatever becomes of it. */
export interface AnswerDates {
  /**
   * A request is sent.
   * @returns is to be called when its answer is there, with the answer's Date header where it has one
   */
  asked(): (date: string | undefined) => void;
}

/** A correction by less than this is a better measurement: time stands still for it, and does not go back. */
const HELD_BACK_MS = 1_000;

/**
 * AWS' time: a machine's clock, corrected by AWS' own answers. It says the machine's time until the first answer. Time goes back only
 * where the machine's clock has jumped.
 */
export class AwsClock implements Clock, AnswerDates {
  /** How far the machine's clock is off. */
  readonly skew = new ClockSkew();
  private latest = -Infinity;

  /** @param machine whose clock it is */
  constructor(private readonly machine: Clock) {}

  /** @inheritdoc */
  now(): number {
    const corrected = this.machine.now() - this.skew.aheadMs;
    const goesBack = this.latest - corrected;
    if (goesBack <= 0 || goesBack >= HELD_BACK_MS) this.latest = corrected;
    return this.latest;
  }

  /** @inheritdoc */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.machine.sleep(milliseconds, signal);
  }

  /** @inheritdoc */
  asked(): (date: string | undefined) => void {
    const sentAt = this.machine.now();
    return (date) => {
      const moment = Date.parse(date ?? '');
      if (!Number.isNaN(moment)) this.skew.note(sentAt, this.machine.now(), moment);
    };
  }
}
