import type { Timeline } from '../journal/timeline';
import type { Clock } from '../time/clock';
import { isOff, offWords, stepWords } from '../time/clock-words';

/** Says how far this machine's clock is off, where it is. */
export function noteClock({ clock, timeline }: { readonly clock: Clock; readonly timeline: Timeline }): void {
  const { aheadMs = 0 } = clock.skew ?? {};
  if (isOff(aheadMs)) timeline.add('clock.corrected', `${offWords(aheadMs)}; every moment here is AWS'`);
}

/** Tells `add` of each step of this machine's clock against AWS'. */
export function noteSteps({ skew }: Clock, add: (event: string, detail: string) => void): void {
  if (skew === undefined) return;
  skew.stepped = (milliseconds) => add('clock.stepped', stepWords(milliseconds));
}
