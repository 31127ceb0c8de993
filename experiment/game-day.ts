import type { CheckKind, Hypothesis } from '../schemas/hypothesis';
import type { Clients } from './clients';
import type { Clock } from './clock';
import { readDashboard } from './dashboard';
import { regionNamed, targetsOf, type DeployedRegion, type Deployment } from './deployment';
import { readCustomers, readHealth, type Evidence } from './evidence';
import { automationFailures, FisExperiment } from './fis-experiment';
import { followExperiment, lookAtFault } from './follow';
import { GameDayRecord } from './game-day-record';
import { HealthObserver } from './health-observer';
import type { DashboardRecord, Journal, World } from './journal';
import { journalOf } from './journal-of';
import { judgeCheck } from './judge';
import { startLoad } from './load';
import type { Reporter } from './messages';
import { uuid, type Random } from './random';
import { restoreToSnapshots, type RestoreProps } from './restore';
import { takeSnapshot, type Snapshot } from './snapshot';
import { Timeline } from './timeline';

/** What a game day is made from. */
export interface GameDayProps {
  /** Where it takes place; only written down. */
  readonly world: World;
  readonly deployment: Deployment;
  readonly hypothesis: Hypothesis;
  /** The region to fail, by code or label; by default the deployment's. */
  readonly region?: string;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly random: Random;
  readonly report: Reporter;
  /** Ends the game day early: the experiment is stopped and the functions are put back. */
  readonly signal?: AbortSignal;
}

/** Metrics are there one to three minutes after the fact: a minute of collection, and what CloudWatch and Route 53 take. */
const METRICS_DELAY_MS = 120_000;

/** When the experiment has ended, the safety net's rule may take so long: an event, an automation, an update of each function. */
const SAFETY_NET_MS = 90_000;

/**
 * Runs a game day: checks the steady state, drives the customers, starts the experiment and follows it, makes sure that the
 * functions are as they were, and judges the hypothesis. Whatever AWS answers on the way ends up in the journal.
 * @throws Error only for a region that the lab does not have
 */
export async function runGameDay(props: GameDayProps): Promise<Journal> {
  return new GameDay(props).run();
}

class GameDay {
  private readonly region: DeployedRegion;
  private readonly timeline: Timeline;
  private readonly restoring: RestoreProps;
  private readonly record: GameDayRecord;
  private readonly observers = new Map<string, HealthObserver>();
  private snapshots: readonly Snapshot[] = [];
  private experiment: FisExperiment | null = null;

  constructor(private readonly props: GameDayProps) {
    const { clients, clock, deployment } = props;
    this.region = regionNamed(deployment, props.region ?? deployment.fault.region);
    this.timeline = new Timeline(clock, props.report);
    this.restoring = { clients, clock, deployment, timeline: this.timeline };
    this.record = new GameDayRecord(clock.now());
  }

  async run(): Promise<Journal> {
    const { clients, clock, deployment } = this.props;
    const load = startLoad(clients, clock, deployment);
    try {
      if (await this.isSteady()) {
        await this.runExperiment();
        await this.letItRecover();
      } else {
        // Customers that could not call are no unsteady system.
        await load.stop();
        this.record.end('aborted', 'the system was not steady: nothing was started');
      }
    } catch (error) {
      await this.breakOff(error);
    }
    await load.stop().catch((error: unknown) => this.record.end('failed', messageOf(error)));
    return this.conclude();
  }

  private async isSteady(): Promise<boolean> {
    const { clients, clock, deployment, hypothesis, signal } = this.props;
    const minutes = hypothesis.windows.baselineMinutes;
    this.timeline.phase('baseline', `${minutes} min of customers in ${this.regionNames()}, without a fault`);
    this.timeline.add('baseline.started', `customers call ${deployment.apiUrl}`);
    for (const { region, healthCheckId } of deployment.regions) {
      this.observers.set(region, await HealthObserver.create(clients.route53(), healthCheckId));
    }
    const lambda = clients.lambda(this.region.region);
    this.snapshots = await Promise.all(
      targetsOf(this.region).map((target) => takeSnapshot(lambda, target, deployment.alias)),
    );
    await clock.sleep(minutes * 60_000, signal);
    this.record.steadyState = { from: this.record.begunAt, to: clock.now() };
    await clock.sleep(METRICS_DELAY_MS, signal);
    this.judge(['steady-state'], await this.readEvidence());
    return this.record.checks.every(({ held }) => held === true);
  }

  private async runExperiment(): Promise<void> {
    const { clients, clock, deployment, random, signal } = this.props;
    this.timeline.phase('experiment', `FIS breaks ${this.region.region} for ${deployment.fault.minutes} min`);
    const observer = this.observers.get(this.region.region);
    if (observer === undefined) throw new Error(`the health check of ${this.region.label} is not known`);
    const fis = clients.fis(this.region.region);
    this.record.startedAt = clock.now();
    this.experiment = await FisExperiment.start(fis, this.region, uuid(random), this.timeline);
    this.record.experimentId = this.experiment.id;
    const following = {
      ...this.restoring,
      experiment: this.experiment,
      region: this.region,
      observer,
      signal,
    };
    await followExperiment(following, this.record.moments);
    const { status, reason } = this.experiment;
    if (status === 'failed') this.record.end('failed', await this.whyItFailed(reason));
    else if (status !== 'completed') this.record.end('stopped', reason);
    await this.restore(SAFETY_NET_MS);
  }

  /** FIS says which action failed; Systems Manager says why. */
  private async whyItFailed(reason: string): Promise<string> {
    const ssm = this.props.clients.ssm(this.region.region);
    const since = this.record.startedAt ?? this.record.begunAt;
    const why = await automationFailures(ssm, this.region, since).catch((error: unknown) => [
      `Systems Manager does not say why: ${messageOf(error)}`,
    ]);
    return [reason, ...why.filter((message) => !reason.includes(message))].join('\n');
  }

  private async restore(patienceMs = 0): Promise<void> {
    const targets = targetsOf(this.region).join(' and ');
    this.timeline.phase(
      'restore',
      `comparing ${targets} in ${this.region.region} with what they were before`,
    );
    this.record.restored = await restoreToSnapshots(this.restoring, this.region, this.snapshots, patienceMs);
    await lookAtFault({ ...this.restoring, region: this.region }, this.record.moments);
    this.record.endedAt = this.props.clock.now();
    const { proven, differences } = this.record.restored;
    if (proven) this.timeline.add('restore.proven', `${targets} are as they were`);
    else this.timeline.add('restore.unproven', differences.join('; '));
  }

  private async letItRecover(): Promise<void> {
    const { clock, hypothesis, signal } = this.props;
    const minutes = hypothesis.windows.recoveryMinutes;
    this.timeline.phase('recovery', `${minutes} min of customers in ${this.regionNames()}, after the fault`);
    await clock.sleep(minutes * 60_000, signal);
    this.record.recoveredAt = this.timeline.add(
      'recovery.ended',
      'the customers have been watched long enough',
    );
    await clock.sleep(METRICS_DELAY_MS, signal);
  }

  /** Something went wrong, or somebody ended the game day: whatever it was, the fault must not stay. */
  private async breakOff(error: unknown): Promise<void> {
    const status = this.props.signal?.aborted === true ? 'interrupted' : 'failed';
    this.record.end(status, messageOf(error));
    this.timeline.add(`gameday.${status}`, messageOf(error));
    if (this.experiment === null || this.record.restored.proven) return;
    await this.endExperiment(this.experiment);
    try {
      await this.restore();
    } catch (second) {
      this.record.restored = { proven: false, differences: [`could not be compared: ${messageOf(second)}`] };
      this.timeline.add('restore.failed', messageOf(second));
    }
  }

  /** Whatever FIS answers, the functions can be put back all the same. */
  private async endExperiment(experiment: FisExperiment): Promise<void> {
    try {
      const ended = await experiment.look().catch(() => false);
      if (!ended) await experiment.stop(this.props.clock);
    } catch (error) {
      this.timeline.add('experiment.unstopped', messageOf(error));
    }
  }

  private async conclude(): Promise<Journal> {
    this.timeline.phase('judging', 'reading the metrics');
    let evidence: Evidence | null = null;
    let dashboard: DashboardRecord | null = null;
    try {
      evidence = await this.readEvidence();
      dashboard = await this.readDashboard();
      if (this.experiment !== null) this.judge(['sustained', 'recovery', 'restoration'], evidence);
    } catch (error) {
      this.record.end('failed', `the metrics could not be read: ${messageOf(error)}`);
    }
    const { world, deployment, hypothesis } = this.props;
    const { region: failed, record } = this;
    const { entries: timeline } = this.timeline;
    return journalOf({ world, deployment, hypothesis, failed, record, timeline, evidence, dashboard });
  }

  private judge(kinds: readonly CheckKind[], evidence: Evidence): void {
    for (const check of this.props.hypothesis.checks.filter(({ kind }) => kinds.includes(kind))) {
      const result = judgeCheck(check, evidence);
      this.record.checks.push(result);
      this.props.report({ kind: 'check', check: result });
    }
  }

  private async readEvidence(): Promise<Evidence> {
    const { clients, deployment, clock } = this.props;
    const span = { from: this.record.begunAt, to: clock.now() };
    for (const observer of this.observers.values()) await observer.look();
    return {
      deployment,
      failed: this.region,
      windows: this.record.windows(),
      health: await readHealth(clients, deployment, span),
      customers: await readCustomers(clients, deployment, this.watcher(), span),
      healthChecks: this.observers,
      detectedAt: this.record.moments.detectedAt,
      differences: this.record.endedAt === null ? null : this.record.restored.differences,
    };
  }

  private readDashboard(): Promise<DashboardRecord> {
    const { clients, clock, deployment } = this.props;
    const to = this.record.recoveredAt ?? clock.now();
    // A minute that has not passed would look like a collapse.
    const span = { from: this.record.begunAt, to: Math.floor(to / 60_000) * 60_000 };
    return readDashboard(clients, this.watcher(), deployment.dashboardName, span);
  }

  /** A region that is not made to fail: it watches the one that is. */
  private watcher(): string {
    const other = this.props.deployment.regions.find(({ region }) => region !== this.region.region);
    return (other ?? this.region).region;
  }

  private regionNames(): string {
    return this.props.deployment.regions.map(({ region }) => region).join(' and ');
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
