import type { Clock } from '../time/clock';
import type { TimelineEntry } from './journal';
import type { Phase, Reporter } from './messages';

/** Keeps what happens for the journal, and reports it at once. */
export class Timeline {
  private readonly kept: TimelineEntry[];

  /** @param earlier what happened before, where a game day is resumed */
  constructor(
    private readonly clock: Clock,
    private readonly report: Reporter,
    earlier: readonly TimelineEntry[] = [],
  ) {
    this.kept = [...earlier];
  }

  /** In the order of time. */
  get entries(): readonly TimelineEntry[] {
    return this.kept;
  }

  /** Something has happened just now. */
  add(event: string, detail: string): void {
    this.addAt(this.clock.now(), event, detail);
  }

  /** Something is known only now, and happened at that moment, in milliseconds since 1970: it takes its place in the order of time. */
  addAt(moment: number, event: string, detail: string): void {
    const entry = { at: new Date(moment).toISOString(), event, detail };
    const before = this.kept.findLastIndex(({ at }) => at <= entry.at);
    this.kept.splice(before + 1, 0, entry);
    this.report({ kind: 'event', entry });
  }

  /** A new stage of the game day begins. */
  phase(phase: Phase, detail: string): void {
    this.report({ kind: 'phase', phase, detail });
  }
}
