import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import type { Clients } from '../aws/clients';
import type { Clock } from '../time/clock';
import { Denials } from '../denials/denials';
import { notingClients, RUNNER } from '../denials/noting-clients';
import { regionNamed, type DeployedRegion, type Deployment } from '../deployment/deployment';
import type { Evidence } from '../measure/evidence';
import type { FisExperiment } from '../aws/fis-experiment';
import type { GameDayProps } from './game-day';
import { GameDayRecord } from './game-day-record';
import type { HealthObserver } from '../measure/health-observer';
import type { DashboardRecord, Denial, Diagnosis, Journal } from '../journal/journal';
import { journalOf } from './journal-of';
import { messageOf } from '../message-of';
import type { Message, Phase } from '../journal/messages';
import type { Window } from '../measure/metrics';
import { Patience } from '../aws/patience';
import { patientClients } from '../aws/patient-clients';
import { uuid } from '../random';
import { stepWords } from '../time/clock-words';
import { faultEnds, faultEndsWords } from '../fault/fault-ends';
import { NewCredentials } from '../aws/new-credentials';
import { longestExperimentMs } from './overdue';
import { ownerOf } from '../preflight/template/placeholder-values';
import { CLOCK_STEPPED } from './clock-notes';
import { LEFT, recordOf, timelineOf } from './resume/resumable';
import { Timeline } from '../journal/timeline';

/** What is known once a game day is over, and not before. */
export interface Findings {
  /** Null where the metrics could not be read. */
  readonly evidence: Evidence | null;
  readonly diagnosis: readonly Diagnosis[];
  /** What AWS denied to others than the runner, as far as its services tell. */
  readonly denied: readonly Denial[];
  readonly dashboard: DashboardRecord | null;
}

/** So long somebody may always take to log in again: no longer than AWS may be silent, for what was found steady may not be so any more. */
const LOG_IN_MS = 600_000;

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
  readonly impatient: Clients;
  /** What AWS denied the runner. */
  readonly denials: Denials;
  readonly timeline: Timeline;
  readonly record: GameDayRecord;
  /** By region; empty until they have been made. */
  readonly observers = new Map<string, HealthObserver>();
  /** When it was taken up after its runner had died, in milliseconds since 1970; null where it was not. */
  readonly resumedAt: number | null;
  /** The stage and the wait that are under way. */
  phase: Phase | null = null;
  wait: Window | null = null;
  private running: FisExperiment | null = null;
  /** Why the journal could not be kept the last time; null where it could. */
  unkept: string | null = null;
  private isUnsaved = false;
  private isOver = false;

  /** @throws Error for a region that the lab does not have */
  constructor(readonly props: GameDayProps) {
    const { clients, clock, signal, resume } = props;
    this.clock = clock;
    this.deployment = resume?.deployment ?? props.deployment;
    this.hypothesis = resume?.hypothesis ?? props.hypothesis;
    const failed = resume?.experiment.region ?? props.region ?? this.deployment.fault.region;
    this.region = regionNamed(this.deployment, failed);
    this.resumedAt = resume === undefined ? null : clock.now();
    const id = uuid(props.random);
    this.record = resume === undefined ? new GameDayRecord(clock.now(), id) : recordOf(resume, id);
    this.timeline = new Timeline(clock, (message) => this.report(message), timelineOf(resume));
    this.denials = new Denials(
      clock,
      resume?.denied?.filter(({ who }) => who === RUNNER),
    );
    this.impatient = notingClients(clients, this.denials);
    const newCredentials = new NewCredentials({
      clients,
      clock,
      timeline: this.timeline,
      account: ownerOf(this.region).account,
      meanwhile: () => this.meanwhile,
      latest: (refusedAt) => this.latestLogIn(refusedAt),
      ...(signal === undefined ? {} : { signal }),
    });
    this.clients = patientClients(this.impatient, new Patience(clock, this.timeline, signal, newCredentials));
    props.listen?.((event, detail) => this.addUnlessOver(event, detail));
    if (clock.skew !== undefined) {
      clock.skew.stepped = (milliseconds) => this.addUnlessOver(CLOCK_STEPPED, stepWords(milliseconds));
    }
  }

  /** The experiment; null where none has been started, or its id is not known. */
  get experiment(): FisExperiment | null {
    return this.running;
  }

  set experiment(experiment: FisExperiment | null) {
    this.running = experiment;
    this.record.experiment = experiment;
  }

  /** What becomes of the fault without the runner, in a sentence. */
  get meanwhile(): string {
    if (this.record.clientToken === null) return 'Nothing has been started';
    if (this.record.restored.proven === true) return 'The functions have been restored';
    return faultEndsWords(faultEnds(this.running?.latest ?? null));
  }

  /**
   * Until when somebody may log in again: while there may be a fault until it has expired, for as long as that there is something to restore.
   * Never longer than an experiment is followed, whatever its template says of the expiry.
   */
  private latestLogIn(refusedAt: number): number {
    const { running, record, deployment } = this;
    const atLeast = refusedAt + LOG_IN_MS;
    if (running === null || record.restored.proven === true) return atLeast;
    const startedAt = record.startedAt ?? record.begunAt;
    const followed = startedAt + longestExperimentMs(running.latest, deployment.fault.minutes);
    const { byExpiry } = faultEnds(running.latest);
    return Math.max(atLeast, Math.min(byExpiry ?? followed, followed));
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

  /** Keeps the journal, and tells whoever listens. */
  report(message: Message): void {
    this.save(() => this.journal());
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
    this.save(() => journal);
    return journal;
  }

  /** The runner leaves, and the game day goes on: who resumes it goes on from this journal. */
  left(why: string): Journal {
    this.timeline.add(LEFT, `${why}. ${this.meanwhile}`);
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

  private save(journal: () => Journal): void {
    if (this.props.save === undefined) return;
    try {
      this.props.save(journal());
      this.unkept = null;
    } catch (error) {
      this.unkept = messageOf(error);
      if (this.isUnsaved) return;
      this.isUnsaved = true;
      this.timeline.add('journal.unsaved', `the journal could not be kept: ${this.unkept}`);
    }
  }
}
