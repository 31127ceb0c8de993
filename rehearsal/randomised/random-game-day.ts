import {
  readDeployment,
  regionNamed,
  targetsOf,
  type DeployedRegion,
} from '../../experiment/deployment/deployment';
import type { Hypothesis } from '../../validation/hypothesis/hypothesis';
import { between } from '../chance';
import type { Python } from '../python/python';
import { STARTS_AT } from '../time/starts-at';
import type { Configuration } from '../../terraform/configuration';
import { createWorld, type World } from '../world';
import { drawColleague, type ColleagueName } from './colleagues';
import { FailingRegions } from './failing-regions';
import { startByHand, untilOver } from './fis-experiments';
import { healTimes, type HealTime } from './heal-times';
import { Observer } from './observer';
import { drawOther, type DrawnOther, type OtherName } from './others';
import { deviationsOf, restoreByHand } from './restore-by-hand';
import { RunnerDay } from './runner-day';
import { meddlingOf } from './runner-truth';
import { drawFailures, type FailureName } from './failures';

/** What a random game day is made from. */
export interface RandomGameDayProps {
  readonly configuration: Configuration;
  readonly hypothesis: Hypothesis;
  readonly python: Python;
  /** Everything that happens comes from it. */
  readonly seed: number;
  /** Called when the World is made, before anything begins in it; by default nothing is. */
  readonly prepare?: () => void;
}

/** What became of one. */
export interface RandomGameDay {
  readonly seed: number;
  readonly troubles: readonly (FailureName | ColleagueName | OtherName)[];
  /** The journal's status; `refused` where a check before it did not pass; null where the runner died before it wrote one. */
  readonly status: string | null;
  /** The same of another runner's game day; absent where there was none. */
  readonly otherStatus?: string | null;
  /** What put each target back, and how many seconds after the fault's time was up. */
  readonly heals: readonly HealTime[];
  /** What must never be, a sentence each. */
  readonly violations: readonly string[];
}

/** Troubles begin from shortly before the experiment until shortly after it; see the windows of the soak's hypothesis. */
const TROUBLE_SPAN = { from: 230_000, to: 540_000 };

/** After the game day nobody looks for so long: up to longer than the fault may live. */
const LONGEST_LEFT_ALONE_MS = 25 * 60_000;

/** What the restore has not ended would come back within this time. */
const AFTERWARDS_MS = 11 * 60_000;

/**
 * Runs a game day on which troubles come as they may, and perhaps somebody else who makes a region fail; lets what is under way come to its
 * end, restores by hand, and checks what must always hold: no invocation is delayed after the fault's expiry; after the restore every function
 * is as it was; every journal tells the truth; no runner undoes another's work; and two regions never fail at once.
 */
export async function runRandomGameDay(props: RandomGameDayProps): Promise<RandomGameDay> {
  const world = createWorld({ ...props, startsAt: STARTS_AT });
  props.prepare?.();
  const run = world.clock.run(new RandomGameDayRun(props, world).run());
  return run.finally(() => props.python.release(world.clock));
}

class RandomGameDayRun {
  private readonly random;
  private readonly deployment;
  private readonly region;
  private readonly other;
  private readonly failing;
  private readonly observers;
  /** The first is the game day's own. */
  private readonly days: RunnerDay[] = [];
  private readonly found: string[] = [];

  constructor(
    private readonly props: RandomGameDayProps,
    private readonly world: World,
  ) {
    this.random = world.chance.stream('troubles');
    this.deployment = readDeployment(world.outputs);
    const { regions, fault } = this.deployment;
    this.region = regionNamed(this.deployment, fault.region);
    this.other = drawOther(world.chance.stream('others'), regions.length);
    this.failing = new FailingRegions(world, this.deployment);
    this.observers = regions.map((region) => new Observer(world, this.deployment, region));
  }

  async run(): Promise<RandomGameDay> {
    const { world, random, other, region } = this;
    const troubles = drawFailures(random);
    const day = this.dayIn(region, 'game day');
    const theirs = other === null ? null : this.somebodyElse(other);
    if (theirs !== null) world.clock.watch(theirs);
    if (other !== null && other.offset < 0) await world.clock.sleep(-other.offset);
    const noneBeginsAfter = world.clock.now() + TROUBLE_SPAN.to;
    day.meet({ names: troubles, random, span: TROUBLE_SPAN });
    await day.runner.readClock();
    const deployed = this.deploy();
    world.clock.watch(deployed);
    await day.run();
    // A trouble that begins after the restore would not be the restore's to end.
    const untilNoneBegins = noneBeginsAfter - world.clock.now();
    await world.clock.sleep(Math.max(untilNoneBegins, between(random, 0, LONGEST_LEFT_ALONE_MS)) + 1_000);
    const colleague = await deployed;
    const otherRegion = other === null ? region : this.regionOf(other);
    const isSame = otherRegion.region === region.region;
    // To restore ends whatever runs in that region, so somebody who restores has made sure that nobody's does.
    if (isSame) await theirs;
    await this.restore(region);
    await theirs;
    if (!isSame) await this.restore(otherRegion);
    await world.clock.sleep(AFTERWARDS_MS);
    for (const observer of this.observers) {
      this.found.push(...deviationsOf(observer, 'some time after the restore'));
    }
    for (const each of this.days) await each.checkJournal();
    return {
      seed: this.props.seed,
      troubles: [
        ...new Set([...troubles, ...(other?.troubles ?? [])]),
        ...[colleague, other?.name].flatMap((name) => name ?? []),
      ],
      status: day.status,
      ...(this.days.length === 1 ? {} : { otherStatus: this.days[1]?.status ?? null }),
      heals: (await Promise.all(this.observers.map((observer) => healTimes(world, observer)))).flat(),
      violations: this.violations(),
    };
  }

  /** Somebody else makes a region fail. Returns when they are done, and no trouble of theirs can begin any more. */
  private async somebodyElse(other: DrawnOther): Promise<void> {
    const { world } = this;
    const region = this.regionOf(other);
    const day = other.name === 'another runner' ? this.dayIn(region, 'game day of another runner') : null;
    await world.clock.sleep(Math.max(0, other.offset));
    if (day === null) {
      await untilOver(world, region.region, await startByHand(world, region));
      return;
    }
    const noneBegins = world.clock.sleep(TROUBLE_SPAN.to);
    const random = world.chance.stream('troubles of another runner');
    day.meet({ names: other.troubles, random, span: TROUBLE_SPAN });
    await day.runner.readClock();
    await day.run();
    await noneBegins;
  }

  /** A runner that makes that region fail, and draws from that stream. */
  private dayIn(region: DeployedRegion, stream: string): RunnerDay {
    const { world, deployment, other } = this;
    const day = new RunnerDay({
      ...{ world, deployment, hypothesis: this.props.hypothesis, observer: this.observerOf(region) },
      random: world.chance.stream(stream),
      looksForOthers: other !== null,
    });
    this.days.push(day);
    return day;
  }

  private async restore(region: DeployedRegion): Promise<void> {
    const observer = this.observerOf(region);
    this.found.push(...(await restoreByHand(this.world, this.deployment, observer)));
  }

  /** Somebody deploys one of the targets, on some game days. Returns once they have done all that they do. */
  private async deploy(): Promise<ColleagueName | null> {
    const random = this.world.chance.stream('colleagues');
    const drawn = drawColleague(random);
    if (drawn === null) return null;
    const target = targetsOf(this.region)[drawn.target] ?? '';
    const colleague = this.observerOf(this.region).colleagueOf(target, () => this.failing.look());
    await colleague.work(drawn.steps, random, drawn.span);
    return drawn.name;
  }

  private violations(): string[] {
    const late = this.observers.reduce((sum, { lateDelays }) => sum + lateDelays, 0);
    return [
      ...this.days.flatMap((day, index) => {
        const others = this.days.filter((each) => each !== day).map(({ runner }) => runner);
        const own = [...day.violations, ...meddlingOf(day.runner, others)];
        return own.map((violation) => `${index === 0 ? '' : 'another runner: '}${violation}`);
      }),
      ...this.found,
      ...(late > 0 ? [`${late} invocations were delayed after the fault's expiry`] : []),
      ...this.failing.violations(),
    ];
  }

  private observerOf({ region }: DeployedRegion): Observer {
    const found = this.observers.find((observer) => observer.region.region === region);
    if (found === undefined) throw new Error(`nobody watches ${region}`);
    return found;
  }

  private regionOf({ region }: DrawnOther): DeployedRegion {
    return this.deployment.regions[region] ?? this.region;
  }
}
