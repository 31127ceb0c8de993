import type { Deployment } from '../../experiment/deployment/deployment';
import { runGameDay } from '../../experiment/game-day/game-day';
import type { Journal } from '../../experiment/journal/journal';
import { runPreflight } from '../../experiment/preflight/preflight';
import {
  mayStart,
  type PreflightName,
  type PreflightResult,
} from '../../experiment/journal/preflight-result';
import type { Random } from '../../experiment/random';
import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import type { World } from '../world';
import { JournalTruth } from './journal-truth';
import type { Observer } from './observer';
import { Runner } from './runner';
import { runnerViolations } from './runner-truth';
import { FAILURES, type FailureName } from './failures';

/** One runner's game day. */
export interface RunnerDayProps {
  readonly world: World;
  readonly deployment: Deployment;
  readonly hypothesis: Hypothesis;
  /** Watches the region that it makes fail. */
  readonly observer: Observer;
  /** What the runner itself draws. */
  readonly random: Random;
  /** Whether it looks for others before it begins and right before the start, as `npm run start-experiment` does. */
  readonly looksForOthers: boolean;
}

/** What happens to a runner, and when. */
export interface DayTroubles {
  readonly names: readonly FailureName[];
  readonly random: Random;
  /** In milliseconds from now. */
  readonly span: { readonly from: number; readonly to: number };
}

/** The checks before a game day that find others. The rest is of the lab, and takes time. */
const FOR_OTHERS: readonly PreflightName[] = ['no-fault', 'no-other-experiment', 'lease'];

/** Whoever is refused asks again, so often and after so long: so some begin just when somebody else has ended. */
const TRIES = 6;
const UNTIL_NEXT_TRY_MS = 100_000;

/** The longest waits of a game day (an experiment that is overdue, credentials, a document that hangs three times) take four hours together. */
const LONGEST_HOURS = 6;

/** A runner and its game day, which can be refused, cut short, or killed; and whether its journal tells the truth. */
export class RunnerDay {
  readonly runner: Runner;
  /** Null where the runner died before it wrote one, or was refused. */
  journal: Journal | null = null;
  private readonly truth: JournalTruth;
  private readonly found: string[] = [];
  private isRefused = false;

  constructor(private readonly props: RunnerDayProps) {
    this.runner = new Runner(props.world);
    this.truth = new JournalTruth(props.world, props.observer);
  }

  /** The journal's status; `refused` where a check before the game day did not pass; null where the runner died before it wrote a journal. */
  get status(): string | null {
    return this.isRefused ? 'refused' : (this.journal?.status ?? null);
  }

  /** What must never be, a sentence each. */
  get violations(): readonly string[] {
    return [...this.found, ...this.truth.violations];
  }

  /** Lets troubles come while the game day runs. */
  meet({ names, random, span }: DayTroubles): void {
    const { runner } = this;
    const { world, deployment, observer } = this.props;
    for (const name of names) {
      FAILURES[name]({ world, deployment, region: observer.region, runner, random, span });
    }
  }

  /** Runs it to its end, or to the runner's. */
  async run(): Promise<void> {
    const { runner } = this;
    const { clock } = this.props.world;
    const gameDay = this.gameDay();
    // The customers go on calling, so time would go on for ever beside a game day that waits for what never comes.
    const tooLong = clock.sleep(LONGEST_HOURS * 3_600_000).then(() => 'endless' as const);
    const ended = await Promise.race([gameDay, runner.died.then(() => null), tooLong]);
    if (ended === 'endless') this.found.push(`the game day has not ended after ${LONGEST_HOURS} h`);
    else this.journal = ended;
    if (this.journal !== null) this.found.push(...runnerViolations(this.journal, runner, clock.now()));
  }

  /** Checks its journal, if there is one, when everything else is over as well. */
  async checkJournal(): Promise<void> {
    if (this.journal !== null) await this.truth.checkWhole(this.journal);
  }

  private async gameDay(): Promise<Journal | null> {
    const { runner, props } = this;
    const { deployment, hypothesis, random, observer, looksForOthers } = props;
    const { clients, clock, signal } = runner;
    const look = (holder?: string): Promise<readonly PreflightResult[]> =>
      runPreflight({
        ...{ clients, clock, deployment, region: observer.region, names: FOR_OTHERS, force: [] },
        // None of these checks reads it.
        template: '',
        ...(holder === undefined ? {} : { holder }),
      });
    if (looksForOthers && !(await this.mayStart(look))) {
      this.isRefused = true;
      return null;
    }
    return runGameDay({
      ...{ world: 'rehearsal', deployment, hypothesis, clients, clock, signal, random },
      region: observer.region.region,
      ...(looksForOthers ? { lookAgain: look } : {}),
      save: (journal) => this.truth.written(journal),
      report: (message) => this.truth.check(message),
    });
  }

  private async mayStart(look: () => Promise<readonly PreflightResult[]>): Promise<boolean> {
    for (let left = TRIES; left > 0; left -= 1) {
      if (mayStart(await look())) return true;
      if (left > 1) await this.runner.clock.sleep(UNTIL_NEXT_TRY_MS);
    }
    return false;
  }
}
