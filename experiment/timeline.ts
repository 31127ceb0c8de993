import type { Clock } from './clock';
import type { TimelineEntry } from './journal';
import type { Phase, Reporter } from './messages';

/** Keeps what happens for the journal, and reports it at once. */
export class Timeline {
  readonly entries: TimelineEntry[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly report: Reporter,
  ) {}

  /** Something has happened just now. Returns the moment, in milliseconds since 1970. */
  add(event: string, detail: string): number {
    const now = this.clock.now();
    const entry = { at: new Date(now).toISOString(), event, detail };
    this.entries.push(entry);
    this.report({ kind: 'event', entry });
    return now;
  }

  /** A new stage of the game day begins. */
  phase(phase: Phase, detail: string): void {
    this.report({ kind: 'phase', phase, at: new Date(this.clock.now()).toISOString(), detail });
  }
}
