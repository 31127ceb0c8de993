import type { Denials } from '../denials/denials';
import type { Journal } from '../journal/journal';
import type { Message } from '../journal/messages';
import { Timeline } from '../journal/timeline';
import { NOTHING, type Findings } from './findings';
import { JournalKeeper } from './journal-keeper';
import { journalOf, type JournalSources } from './journal-of';
import { meanwhile } from './log-in';
import type { GameDayProps } from './props';
import { LEFT, timelineOf } from './resume/resumable';

/** What a journal is about, besides how the game day was called and what happens. */
interface JournalSubject extends Pick<JournalSources, 'deployment' | 'hypothesis' | 'failed' | 'record'> {
  /** What AWS denied the runner. */
  readonly denials: Denials;
}

/** Keeps the journal of a game day whenever something happens, and tells whoever listens. */
export class GameDayJournal {
  readonly timeline: Timeline;
  private readonly keeper: JournalKeeper;
  private isOver = false;

  constructor(
    private readonly props: GameDayProps,
    private readonly subject: JournalSubject,
  ) {
    this.timeline = new Timeline(props.clock, (message) => this.report(message), timelineOf(props.resume));
    this.keeper = new JournalKeeper(props.save, (why) =>
      this.timeline.add('journal.unsaved', `the journal could not be kept: ${why}`),
    );
  }

  /** Why the journal could not be kept the last time; null where it could. */
  get unkept(): string | null {
    return this.keeper.unkept;
  }

  /** Something has happened. */
  report(message: Message): void {
    this.keeper.keep(() => this.written(null));
    this.props.report(message);
  }

  /** What is added later would be kept in place of the journal of a game day that is over. */
  addUnlessOver(event: string, detail: string): void {
    if (!this.isOver) this.timeline.add(event, detail);
  }

  /** The game day is over. */
  over(findings: Findings): Journal {
    const journal = this.written(findings);
    this.isOver = true;
    this.keeper.keep(() => journal);
    return journal;
  }

  /** The runner leaves, and the game day goes on: who resumes it goes on from this journal. */
  left(why: string): Journal {
    this.timeline.add(LEFT, `${why}. ${meanwhile(this.subject.record)}`);
    this.isOver = true;
    return this.written(null);
  }

  /** The journal as far as it can be told by now; of a game day that is over where there are findings. */
  private written(findings: Findings | null): Journal {
    const { world, clock, resume, preflight, expected, denied } = this.props;
    const { denials, ...sources } = this.subject;
    const found = findings ?? NOTHING;
    return journalOf({
      ...sources,
      world,
      preflight: preflight ?? resume?.preflight ?? [],
      expected: expected ?? resume?.expected ?? null,
      clock: clock.skew?.record() ?? { samples: 0, aheadMs: 0, spreadMs: 0 },
      timeline: this.timeline.entries,
      writtenAt: clock.now(),
      isOver: findings !== null,
      ...found,
      denied: [...denials.entries, ...(denied?.() ?? found.denied)],
    });
  }
}
