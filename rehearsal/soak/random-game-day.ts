import { readDeployment, regionNamed, targetsOf } from '../../experiment/deployment';
import { runGameDay } from '../../experiment/game-day';
import type { Journal } from '../../experiment/journal';
import { journalProblems, problemWords } from '../../experiment/journal-problems';
import type { Message } from '../../experiment/messages';
import { detachFault } from '../../experiment/restore';
import { Timeline } from '../../experiment/timeline';
import type { Hypothesis } from '../../schemas/hypothesis';
import { between } from '../chance';
import { worldClients } from '../clients';
import type { Python } from '../python/python';
import { STARTS_AT } from '../rehearse';
import type { Configuration } from '../terraform/configuration';
import { createWorld, type World } from '../world';
import { drawColleague, type ColleagueName } from './colleagues';
import { Observer, type Healer } from './observer';
import { Runner } from './runner';
import { runnerViolations } from './runner-truth';
import { stillAttaching } from './still-attaching';
import { drawTroubles, TROUBLES, type TroubleName } from './troubles';

/** What a random game day is made from. */
export interface RandomGameDayProps {
  readonly configuration: Configuration;
  readonly hypothesis: Hypothesis;
  readonly python: Python;
  /** Everything that happens comes from it. */
  readonly seed: number;
}

/** What became of one. */
export interface RandomGameDay {
  readonly seed: number;
  readonly troubles: readonly (TroubleName | ColleagueName)[];
  /** The journal's status; null where the runner died before it wrote one. */
  readonly status: string | null;
  /** What put each target back, and how many seconds after the fault's time was up. */
  readonly heals: readonly { readonly by: Healer; readonly seconds: number }[];
  /** What must never be, a sentence each. */
  readonly violations: readonly string[];
}

/** Troubles begin from shortly before the experiment until shortly after it; see the windows of the soak's hypothesis. */
const TROUBLE_SPAN = { from: 230_000, to: 540_000 };

/** The longest waits of a game day (an experiment that is overdue, credentials, a document that hangs three times) take four hours together. */
const LONGEST_GAME_DAY_HOURS = 6;

/** After the game day nobody looks for so long: up to longer than the fault may live. */
const LONGEST_LEFT_ALONE_MS = 25 * 60_000;

/** What the restore has not ended would come back within this time. */
const AFTERWARDS_MS = 11 * 60_000;

/** Two readings of the functions lie so far apart that a change between them is no lie of the journal. */
const READING_MS = 3_000;

/** The runner looks at the functions every five seconds, and a look takes its time. */
const LOOK_MS = 10_000;

/**
 * Runs a game day on which troubles come as they may, lets what is under way come to its end, restores by hand, and checks what must
 * always hold: no invocation is delayed after the fault's expiry; after the restore every function is as it was; and the journal
 * tells the truth.
 */
export async function runRandomGameDay(props: RandomGameDayProps): Promise<RandomGameDay> {
  const world = createWorld({ ...props, startsAt: STARTS_AT });
  const run = world.clock.run(new RandomGameDayRun(props, world).run());
  return run.finally(() => props.python.release(world.clock));
}

class RandomGameDayRun {
  private readonly random;
  private readonly deployment;
  private readonly region;
  private readonly runner;
  private readonly observer;
  private readonly violations: string[] = [];

  constructor(
    private readonly props: RandomGameDayProps,
    private readonly world: World,
  ) {
    this.random = world.chance.stream('troubles');
    this.deployment = readDeployment(world.outputs);
    this.region = regionNamed(this.deployment, this.deployment.fault.region);
    this.runner = new Runner(world);
    this.observer = new Observer(world, this.deployment, this.region);
  }

  async run(): Promise<RandomGameDay> {
    const { world, random, deployment, region, runner, props } = this;
    const troubles = drawTroubles(random);
    for (const name of troubles) {
      TROUBLES[name]({ world, deployment, region, runner, random, span: TROUBLE_SPAN });
    }
    await runner.readClock();
    const deployed = this.deploy();
    world.clock.watch(deployed);
    const journal = await this.gameDay();
    if (journal !== null) this.violations.push(...runnerViolations(journal, runner, world.clock.now()));
    this.observer.gameDayIsOver = true;
    // A trouble that begins after the restore would not be the restore's to end.
    const untilNoneBegins = STARTS_AT + TROUBLE_SPAN.to - world.clock.now();
    await world.clock.sleep(Math.max(untilNoneBegins, between(random, 0, LONGEST_LEFT_ALONE_MS)) + 1_000);
    const colleague = await deployed;
    this.observer.noteExpiries();
    await this.restore();
    await world.clock.sleep(AFTERWARDS_MS);
    this.checkFunctions('some time after the restore');
    if (journal !== null) await this.checkJournal(journal);
    if (this.observer.lateDelays > 0) {
      this.violations.push(`${this.observer.lateDelays} invocations were delayed after the fault's expiry`);
    }
    const dueAt = await this.dueAt();
    return {
      seed: props.seed,
      troubles: colleague === null ? troubles : [...troubles, colleague],
      status: journal?.status ?? null,
      heals: this.observer.heals.map(({ by, at }) => ({
        by,
        seconds: Math.max(0, Math.round((at - dueAt) / 1000)),
      })),
      violations: this.violations,
    };
  }

  private async gameDay(): Promise<Journal | null> {
    const { runner, deployment, props, world } = this;
    const gameDay = runGameDay({
      world: 'rehearsal',
      deployment,
      hypothesis: props.hypothesis,
      clients: runner.clients,
      clock: runner.clock,
      random: world.chance.stream('game day'),
      signal: runner.signal,
      report: (message) => this.checkMessage(message),
    });
    // The customers go on calling, so time would go on for ever beside a game day that waits for what never comes.
    const tooLong = world.clock.sleep(LONGEST_GAME_DAY_HOURS * 3_600_000).then(() => 'endless' as const);
    const ended = await Promise.race([gameDay, runner.died.then(() => null), tooLong]);
    if (ended !== 'endless') return ended;
    this.violations.push(`the game day has not ended after ${LONGEST_GAME_DAY_HOURS} h`);
    return null;
  }

  /** What the journal says of the functions must be true at the moment at which it says so. */
  private checkMessage(message: Message): void {
    if (message.kind !== 'event' || this.world.clock.now() - this.observer.changedAt < READING_MS) return;
    const asBefore = this.observer.deviations().length === 0 && this.observer.kept().length === 0;
    if (message.entry.event === 'restore.proven' && !asBefore) {
      this.violations.push('the journal says that the functions were restored, and they were not');
    }
    if (message.entry.event === 'restore.proven') this.world.clock.watch(this.checkProof());
    if (message.entry.event === 'restore.unproven' && asBefore) {
      this.violations.push('the journal says that the functions differ, and they did not');
    }
  }

  /** What is proven to be restored must stay so: nothing may be under way that could attach the fault again. */
  private async checkProof(): Promise<void> {
    const before = this.world.clock.now() - READING_MS;
    const attaching = await stillAttaching(this.world, this.region.region, before);
    if (attaching.length > 0) {
      this.violations.push(
        `the journal says that the functions were restored, while ${attaching.join(' and ')} could attach the fault again`,
      );
    }
  }

  private async checkJournal(journal: Journal): Promise<void> {
    const problems = journalProblems(JSON.parse(JSON.stringify(journal)));
    this.violations.push(
      ...problems.map((problem) => `the journal cannot be read again: ${problemWords(problem)}`),
    );
    const experiment = await this.experiment(journal.experiment.id);
    const completed = experiment?.state.status === 'completed';
    if (journal.status === 'completed' && !completed) {
      this.violations.push(
        `the journal says completed, and the experiment is ${experiment?.state.status ?? 'unknown'}`,
      );
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
    const releasedAt = this.observer.releasedAt();
    const [from, to] = [journal.times.startedAt, journal.times.endedAt].map((iso) => Date.parse(iso ?? ''));
    const isSeen = releasedAt !== null && releasedAt > (from ?? NaN) && releasedAt < (to ?? NaN) - LOOK_MS;
    if (isSeen && (journal.releases ?? []).length === 0) {
      this.violations.push('the journal does not say that somebody released something');
    }
    if (isSeen && journal.verdict !== 'inconclusive') {
      this.violations.push(`somebody released something, and the verdict is ${journal.verdict}`);
    }
    if (journal.verdict === 'held' && journal.status !== 'completed') {
      this.violations.push(`the verdict is held, and the status ${journal.status}`);
    }
  }

  private async restore(): Promise<void> {
    const { world, deployment, region } = this;
    const timeline = new Timeline(world.clock, () => undefined);
    let failure: string | null = null;
    try {
      await detachFault({ clients: worldClients(world), clock: world.clock, deployment, timeline }, region);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    const kept = this.observer.kept();
    if (failure !== null && kept.length === 0) this.violations.push(`the restore failed: ${failure}`);
    if (failure === null && kept.length > 0) {
      this.violations.push(`the restore succeeded, and the fault is left: ${kept.join('; ')}`);
    }
    this.checkFunctions('after the restore');
  }

  /** What the fault changes is as it was, and nobody's release is lost. */
  private checkFunctions(when: string): void {
    for (const deviation of this.observer.deviations()) {
      this.violations.push(`${when} the functions are not as they were: ${deviation}`);
    }
  }

  /** Somebody deploys one of the targets, on some game days. Returns once they have done all that they do. */
  private async deploy(): Promise<ColleagueName | null> {
    const random = this.world.chance.stream('colleagues');
    const drawn = drawColleague(random);
    if (drawn === null) return null;
    const target = targetsOf(this.region)[drawn.target] ?? '';
    await this.observer.colleagueOf(target).work(drawn.steps, random, drawn.span);
    return drawn.name;
  }

  /** When the fault's time was up: at the end of the wait, or of the experiment that never came so far. */
  private async dueAt(): Promise<number> {
    const { experiments } = (await this.world.send('fis', this.region.region, 'ListExperiments', {})) as {
      readonly experiments: readonly { readonly id: string }[];
    };
    const experiment = await this.experiment(experiments[0]?.id ?? null);
    return (experiment?.actions.S01_Wait?.endTime ?? experiment?.endTime ?? LAST_DATE).getTime();
  }

  private async experiment(id: string | null): Promise<ExperimentAnswer | null> {
    if (id === null) return null;
    const answer = await this.world.send('fis', this.region.region, 'GetExperiment', { id });
    return (answer as { readonly experiment: ExperimentAnswer }).experiment;
  }
}

/** Later than anything (ECMAScript, "Time Values"): the time of a fault whose experiment still runs is not up. */
const LAST_DATE = new Date(8.64e15);

interface ExperimentAnswer {
  readonly state: { readonly status: string };
  readonly endTime?: Date;
  readonly actions: Readonly<Record<string, { readonly endTime?: Date } | undefined>>;
}
