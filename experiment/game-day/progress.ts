import type { Phase } from '../journal/messages';
import type { Timeline } from '../journal/timeline';
import type { Window } from '../measure/metrics';
import type { Clock } from '../time/clock';

/** The phase and the wait that are under way. */
export class Progress {
  phase: Phase | null = null;
  wait: Window | null = null;

  /** @param signal aborts when somebody ends the game day */
  constructor(
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** A new phase begins. */
  begin(phase: Phase, detail: string): void {
    this.phase = phase;
    this.timeline.phase(phase, detail);
  }

  /** Lets time pass; rejects with the signal's reason when somebody ends the game day. */
  async sleepUntil(moment: number): Promise<void> {
    const now = this.clock.now();
    this.wait = { from: now, to: moment };
    await this.clock.sleep(Math.max(0, moment - now), this.signal);
    this.wait = null;
  }
}
