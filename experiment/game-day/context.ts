import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import type { Clients } from '../aws/clients';
import type { Denials } from '../denials/denials';
import { regionNamed, type DeployedRegion, type Deployment } from '../deployment/deployment';
import type { Journal } from '../journal/journal';
import type { Message, Phase } from '../journal/messages';
import { Timeline } from '../journal/timeline';
import type { HealthObserver } from '../measure/health-observer';
import type { Window } from '../measure/metrics';
import { uuid } from '../random';
import type { Clock } from '../time/clock';
import { askingOf } from './asking';
import { noteSteps } from './clock-notes';
import type { Findings } from './findings';
import { GameDayRecord } from './game-day-record';
import { JournalKeeper } from './journal-keeper';
import { journalOf } from './journal-of';
import { latestLogIn, meanwhile } from './log-in';
import type { GameDayProps } from './props';
import { LEFT, recordOf, timelineOf } from './resume/resumable';

/** What the parts of a game day work with, and what they have come to. */
export class GameDayContext {
  readonly deployment: Deployment;
  readonly hypothesis: Hypothesis;
  /** The region that is made to fail. */
  readonly region: DeployedRegion;
  readonly clock: Clock;
  /** Ask with patience. */
  readonly clients: Clients;
  /** Ask once: for what must not be repeated, and for what must not wait. */
  readonly unretried: Clients;
  /** What AWS denied the runner. */
  readonly denials: Denials;
  readonly timeline: Timeline;
  readonly record: GameDayRecord;
  /** By region; empty until they have been made. */
  readonly observers = new Map<string, HealthObserver>();
  /** When it was resumed after its runner had died, in milliseconds since 1970; null where it was not. */
  readonly resumedAt: number | null;
  /** The stage and the wait that are under way. */
  phase: Phase | null = null;
  wait: Window | null = null;
  private readonly keeper: JournalKeeper;
  private isOver = false;

  /** @throws Error for a region that the lab does not have */
  constructor(readonly props: GameDayProps) {
    const { clock, resume } = props;
    this.clock = clock;
    this.deployment = resume?.deployment ?? props.deployment;
    this.hypothesis = resume?.hypothesis ?? props.hypothesis;
    const failed = resume?.experiment.region ?? props.region ?? this.deployment.fault.region;
    this.region = regionNamed(this.deployment, failed);
    this.resumedAt = resume === undefined ? null : clock.now();
    const id = uuid(props.random);
    this.record = resume === undefined ? new GameDayRecord(clock.now(), id) : recordOf(resume, id);
    this.timeline = new Timeline(clock, (message) => this.report(message), timelineOf(resume));
    this.keeper = new JournalKeeper(props.save, (why) =>
      this.timeline.add('journal.unsaved', `the journal could not be kept: ${why}`),
    );
    const { clients, unretried, denials } = askingOf(props, {
      timeline: this.timeline,
      region: this.region,
      meanwhile: () => meanwhile(this.record),
      latest: (refusedAt) => latestLogIn(refusedAt, this.record, this.deployment.fault.minutes),
    });
    this.clients = clients;
    this.unretried = unretried;
    this.denials = denials;
    props.listen?.((event, detail) => this.addUnlessOver(event, detail));
    noteSteps(clock, (event, detail) => this.addUnlessOver(event, detail));
  }

  /** A new stage begins. */
  begin(phase: Phase, detail: string): void {
    this.phase = phase;
    this.timeline.phase(phase, detail);
  }

  /** Lets time pass; rejects with the signal's reason when somebody ends the game day. */
  async sleepUntil(moment: number): Promise<void> {
    const now = this.clock.now();
    this.wait = { from: now, to: moment };
    await this.clock.sleep(Math.max(0, moment - now), this.props.signal);
    this.wait = null;
  }

  /** Why the journal could not be kept the last time; null where it could. */
  get unkept(): string | null {
    return this.keeper.unkept;
  }

  /** Keeps the journal, and tells whoever listens. */
  report(message: Message): void {
    this.keeper.keep(() => this.journal());
    this.props.report(message);
  }

  /** The journal as far as it can be told by now; of a game day that is over where there are findings. */
  journal(findings: Findings | null = null): Journal {
    const { props, deployment, hypothesis, region: failed, record, clock } = this;
    return journalOf({
      world: props.world,
      deployment,
      hypothesis,
      preflight: props.preflight ?? props.resume?.preflight ?? [],
      expected: props.expected ?? props.resume?.expected ?? null,
      failed,
      record,
      clock: clock.skew?.record() ?? { samples: 0, aheadMs: 0, spreadMs: 0 },
      timeline: this.timeline.entries,
      writtenAt: clock.now(),
      isOver: findings !== null,
      ...(findings ?? { evidence: null, diagnosis: [], dashboard: null }),
      denied: [...this.denials.entries, ...(props.denied?.() ?? findings?.denied ?? [])],
    });
  }

  /** The game day is over. */
  over(findings: Findings): Journal {
    const journal = this.journal(findings);
    this.isOver = true;
    this.keeper.keep(() => journal);
    return journal;
  }

  /** The runner leaves, and the game day goes on: who resumes it goes on from this journal. */
  left(why: string): Journal {
    this.timeline.add(LEFT, `${why}. ${meanwhile(this.record)}`);
    this.isOver = true;
    return this.journal();
  }

  /** A region that is not made to fail: it watches the one that is. */
  get watcher(): string {
    const other = this.deployment.regions.find(({ region }) => region !== this.region.region);
    return (other ?? this.region).region;
  }

  /** What is added later would be kept in place of the journal of a game day that is over. */
  private addUnlessOver(event: string, detail: string): void {
    if (!this.isOver) this.timeline.add(event, detail);
  }
}
