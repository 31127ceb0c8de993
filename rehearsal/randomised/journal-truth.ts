import type { Snapshot } from '../../experiment/fault/snapshot';
import type { Journal } from '../../experiment/journal/journal';
import { LONGEST_LOOK_MS } from '../../experiment/restore/restore';
import { journalProblems, problemWords } from '../../experiment/journal/journal-problems';
import type { Message } from '../../experiment/journal/messages';
import type { World } from '../world';
import { experimentNamed } from './fis-experiments';
import type { Observer } from './observer';
import { areOfOthers } from './of-others';
import { stillAttaching } from './still-attaching';

/** The runner looks at the functions every five seconds, and a look takes its time. */
const LOOK_MS = 10_000;

/** Holds what one runner's journal says against what is seen from within the World of the region that it makes fail. */
export class JournalTruth {
  /** What is not true, a sentence each. */
  readonly violations: string[] = [];
  private snapshots: readonly Snapshot[] = [];

  constructor(
    private readonly world: World,
    private readonly observer: Observer,
  ) {}

  /** The journal was written, as far as it can be told by now. */
  written({ snapshots }: Journal): void {
    this.snapshots = snapshots;
  }

  /** What the journal says of the functions must be true at the moment at which it says so. */
  check(message: Message): void {
    const { world, observer } = this;
    if (message.kind !== 'event' || world.clock.now() - observer.changedAt < LONGEST_LOOK_MS) return;
    const asBefore = observer.deviations().length === 0 && observer.kept().length === 0;
    if (message.entry.event === 'restore.proven' && !asBefore) {
      this.violations.push('the journal says that the functions were restored, and they were not');
    }
    if (message.entry.event === 'restore.proven') world.clock.watch(this.checkProof());
    const isOther = (): boolean => areOfOthers(message.entry.detail.split('; '), this.snapshots, observer);
    if (message.entry.event === 'restore.unproven' && asBefore && !isOther()) {
      this.violations.push(
        `the journal says that the functions differ, and they did not: ${message.entry.detail}`,
      );
    }
  }

  /** Checks a journal that is over, when everything else is over as well. */
  async checkWhole(journal: Journal): Promise<void> {
    const problems = journalProblems(JSON.parse(JSON.stringify(journal)));
    this.violations.push(
      ...problems.map((problem) => `the journal cannot be read again: ${problemWords(problem)}`),
    );
    const status = await this.experimentStatus(journal);
    if (journal.status === 'completed' && status !== 'completed') {
      this.violations.push(`the journal says completed, and the experiment is ${status}`);
    }
    if (journal.times.faultStartedAt != null && !this.observer.wasStarted) {
      this.violations.push('the journal says that the fault started, and it never did');
    }
    if (journal.times.faultLiveAt !== null && !this.observer.wasLive) {
      this.violations.push('the journal says that the fault was live, and it never was');
    }
    if (
      journal.status !== 'running' &&
      !journal.restored.proven &&
      journal.experiment.id !== null &&
      journal.restored.differences.length === 0
    ) {
      this.violations.push('the journal does not say why nothing is proven');
    }
    this.checkReleases(journal);
    if (journal.verdict === 'held' && journal.status !== 'completed') {
      this.violations.push(`the verdict is held, and the status ${journal.status}`);
    }
  }

  private checkReleases(journal: Journal): void {
    const releasedAt = this.observer.releasedAt();
    const [from, to] = [journal.times.startedAt, journal.times.endedAt].map((iso) => Date.parse(iso ?? ''));
    const isSeen = releasedAt !== null && releasedAt > (from ?? NaN) && releasedAt < (to ?? NaN) - LOOK_MS;
    if (isSeen && (journal.releases ?? []).length === 0) {
      this.violations.push('the journal does not say that somebody released something');
    }
    if (isSeen && journal.verdict !== 'inconclusive') {
      this.violations.push(`somebody released something, and the verdict is ${journal.verdict}`);
    }
  }

  /** What is proven to be restored must stay so: nothing may be under way that could attach the fault again. */
  private async checkProof(): Promise<void> {
    const before = this.world.clock.now() - LONGEST_LOOK_MS;
    const attaching = await stillAttaching(this.world, this.observer.region.region, before);
    if (attaching.length > 0) {
      this.violations.push(
        `the journal says that the functions were restored, while ${attaching.join(' and ')} could attach the fault again`,
      );
    }
  }

  private async experimentStatus({ experiment: { id } }: Journal): Promise<string> {
    if (id === null) return 'unknown';
    return (await experimentNamed(this.world, this.observer.region.region, id)).state.status;
  }
}
