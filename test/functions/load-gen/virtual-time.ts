import type { Time } from '../../../functions/load-gen/time';

/** A clock that a test moves by hand; callbacks run in order, and what they await is settled before the next. */
export class VirtualTime implements Time {
  private timers: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(private moment: number) {}

  now(): number {
    return this.moment;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.moment + milliseconds, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** How many callbacks are still to come. */
  get waiting(): number {
    return this.timers.length;
  }

  async advanceTo(moment: number): Promise<void> {
    await settled();
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= moment).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.moment = next.at;
      next.callback();
      await settled();
    }
    this.moment = moment;
  }
}

/** Resolves when every promise that can settle without time passing has settled. */
export function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
