import { isOff, offWords } from '../time/clock-words';
import type { GameDayContext } from './context';

/** What the timeline calls a step of the runner's clock. */
export const CLOCK_STEPPED = 'clock.stepped';

/** Says how far this machine's clock is off, where it is. */
export function noteClock({ clock, timeline }: GameDayContext): void {
  const { aheadMs = 0 } = clock.skew ?? {};
  if (isOff(aheadMs)) timeline.add('clock.corrected', `${offWords(aheadMs)}; every moment here is AWS'`);
}
