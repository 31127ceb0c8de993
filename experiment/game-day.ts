import type { Hypothesis } from '../schemas/hypothesis';
import type { Clients } from './clients';
import type { Clock } from './clock';
import { readDashboard } from './dashboard';
import { regionNamed, targetsOf, type DeployedRegion, type Deployment } from './deployment';
import { count, readCustomers, readHealth, within, type Evidence } from './evidence';
import { automationFailures, FisExperiment } from './fis-experiment';
import { followExperiment, lookAtFault, type Moments } from './follow';
import { HealthObserver } from './health-observer';
import { judgeCheck, verdictOf } from './judge';
import type { CheckResult, CustomerCount, DashboardRecord, Journal, Restoration, Status, World } from './journal';
import { startLoad } from './load';
import type { Reporter } from './messages';
import type { Window } from './metrics';
import { uuid, type Random } from './random';
import { findReroute } from './reroute';
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

/** What the restoration is judged by: the last minutes of the recovery, when health checks and DNS have come round. */
const RESTORATION_WINDOW_MS = 120_000;

/**
 * Runs a game day: checks the steady state, drives the customers, starts the experiment and follows it, makes sure that the
 * functions are as they were, and judges the hypothesis. Whatever AWS answers on the way ends up in the journal.
 */
export async function runGameDay(props: GameDayProps): Promise<Journal> {
  const gameDay = new GameDay(props);
  return gameDay.run();
}

class GameDay {
  private readonly region: DeployedRegion;
  private readonly timeline: Timeline;
  private readonly restoring: RestoreProps;
  private readonly observers = new Map<string, HealthObserver>();
  private readonly moments: Moments = { faultLiveAt: null, detectedAt: null, restoredAt: null };
  private readonly checks: CheckResult[] = [];
  private readonly begun: number;
  private snapshots: readonly Snapshot[] = [];
  private steadyState: Window | null = null;
  private experiment: FisExperiment | null = null;
  private startedAt: number | null = null;
  private endedAt: number | null = null;
  private restored: Restoration = { proven: false, differences: [] };
  private status: Status = 'completed';
  private reason: string | null = null;

  constructor(private readonly props: GameDayProps) {
    const { clients, clock, deployment } = props;
    this.region = regionNamed(deployment, props.region ?? deployment.fault.region);
    this.timeline = new Timeline(clock, props.report);
    this.restoring = { clients, clock, deployment, timeline: this.timeline };
    this.begun = clock.now();
  }

  async run(): Promise<Journal> {
    const { clients, clock, deployment } = this.props;
    const load = startLoad(clients, clock, deployment);
    try {
      await this.measureSteadyState();
      if (this.checks.every(({ held }) => held === true)) {
        await this.runExperiment();
        await this.letItRecover();
      } else {
        this.end('aborted', 'the system was not steady: nothing was started');
      }
    } catch (error) {
      await this.breakOff(error);
    }
    await load.stop().catch((error: unknown) => this.end('failed', `the load could not be driven: ${messageOf(error)}`));
    return this.judge();
  }

  private async measureSteadyState(): Promise<void> {
    const { clients, clock, deployment, hypothesis, signal } = this.props;
    const minutes = hypothesis.windows.baselineMinutes;
    this.timeline.phase('baseline', `${minutes} min of customers in ${this.regionNames()}, without a fault`);
    this.timeline.add('baseline.started', `customers call ${deployment.apiUrl}`);
    for (const { region, healthCheckId } of deployment.regions) {
      this.observers.set(region, await HealthObserver.create(clients.route53(), healthCheckId));
    }
    this.snapshots = await Promise.all(
      targetsOf(this.region).map((target) => takeSnapshot(clients.lambda(this.region.region), target, deployment.alias)),
    );
    await clock.sleep(minutes * 60_000, signal);
    this.steadyState = { from: this.begun, to: clock.now() };
    await clock.sleep(METRICS_DELAY_MS, signal);
    await this.judgeKinds(['steady-state']);
  }

  private async runExperiment(): Promise<void> {
    const { clients, clock, random, signal } = this.props;
    this.timeline.phase('experiment', `FIS breaks ${this.region.region} for ${this.props.deployment.fault.minutes} min`);
    const fis = clients.fis(this.region.region);
    this.startedAt = clock.now();
    this.experiment = await FisExperiment.start(fis, this.region, uuid(random), this.timeline);
    const observer = this.observers.get(this.region.region);
    if (observer === undefined) throw new Error(`the health check of ${this.region.label} is not known`);
    const following = { ...this.restoring, experiment: this.experiment, region: this.region, observer, signal };
    await followExperiment(following, this.moments);
    const { status, reason } = this.experiment;
    if (status === 'failed') this.end('failed', await this.whyItFailed(reason));
    else if (status !== 'completed') this.end('stopped', reason);
    await this.restore();
  }

  /** FIS says which action failed; Systems Manager says why. */
  private async whyItFailed(reason: string): Promise<string> {
    const { clients } = this.props;
    const why = await automationFailures(clients.ssm(this.region.region), this.region, this.startedAt ?? this.begun);
    return [reason, ...why.filter((message) => !reason.includes(message))].join('\n');
  }

  private async restore(): Promise<void> {
    this.timeline.phase('restore', `comparing the functions of ${this.region.label} with what they were before`);
    this.restored = await restoreToSnapshots(this.restoring, this.region, this.snapshots);
    await lookAtFault({ ...this.restoring, region: this.region }, this.moments);
    this.endedAt = this.props.clock.now();
    const { proven, differences } = this.restored;
    this.timeline.add(
      proven ? 'restore.proven' : 'restore.unproven',
      proven ? `${targetsOf(this.region).join(' and ')} are as they were` : differences.join('; '),
    );
  }

  private async letItRecover(): Promise<void> {
    const { clock, hypothesis, signal } = this.props;
    const minutes = hypothesis.windows.recoveryMinutes;
    this.timeline.phase('recovery', `${minutes} min of customers in ${this.regionNames()}, after the fault`);
    await clock.sleep(minutes * 60_000, signal);
    this.timeline.add('recovery.ended', 'the customers of every region have been watched long enough');
    await clock.sleep(METRICS_DELAY_MS, signal);
  }

  /** Something went wrong, or somebody ended the game day: whatever it was, the fault must not stay. */
  private async breakOff(error: unknown): Promise<void> {
    const interrupted = this.props.signal?.aborted === true;
    this.end(interrupted ? 'interrupted' : 'failed', messageOf(error));
    this.timeline.add(interrupted ? 'gameday.interrupted' : 'gameday.failed', messageOf(error));
    if (this.experiment === null || this.restored.proven) return;
    try {
      if (!(await this.experiment.look())) await this.experiment.stop();
      await this.restore();
    } catch (second) {
      this.restored = { proven: false, differences: [`could not be compared: ${messageOf(second)}`] };
      this.timeline.add('restore.failed', messageOf(second));
    }
  }

  private async judge(): Promise<Journal> {
    this.timeline.phase('judging', 'reading the metrics');
    let dashboard: DashboardRecord | null = null;
    let evidence: Evidence | null = null;
    try {
      if (this.experiment !== null) await this.judgeKinds(['sustained', 'recovery', 'restoration']);
      evidence = await this.evidence();
      dashboard = await readDashboard(this.props.clients, this.watcher(), this.props.deployment.dashboardName, {
        from: this.begun,
        to: this.props.clock.now(),
      });
    } catch (error) {
      this.end('failed', `the metrics could not be read: ${messageOf(error)}`);
    }
    return this.journal(evidence, dashboard);
  }

  private async judgeKinds(kinds: readonly CheckResult['kind'][]): Promise<void> {
    const evidence = await this.evidence();
    for (const check of this.props.hypothesis.checks.filter(({ kind }) => kinds.includes(kind))) {
      const result = judgeCheck(check, evidence);
      this.checks.push(result);
      this.props.report({ kind: 'check', check: result });
    }
  }

  private async evidence(): Promise<Evidence> {
    const { clients, deployment, clock } = this.props;
    const span = { from: this.begun, to: clock.now() };
    for (const observer of this.observers.values()) await observer.look();
    return {
      deployment,
      failed: this.region,
      windows: this.windows(),
      health: await readHealth(clients, deployment, span),
      customers: await readCustomers(clients, deployment, this.watcher(), span),
      healthChecks: this.observers,
      detectedAt: this.moments.detectedAt,
      differences: this.endedAt === null ? null : this.restored.differences,
    };
  }

  private windows(): Evidence['windows'] {
    const { faultLiveAt, restoredAt } = this.moments;
    const fault = faultLiveAt === null || restoredAt === null ? null : { from: faultLiveAt, to: restoredAt };
    const recovered = this.timeline.entries.find(({ event }) => event === 'recovery.ended');
    const end = recovered === undefined ? null : Date.parse(recovered.at);
    return {
      'steady-state': this.steadyState,
      sustained: fault,
      recovery: fault,
      restoration: end === null ? null : { from: end - RESTORATION_WINDOW_MS, to: end },
    };
  }

  /** A region that is not made to fail: it watches the one that is. */
  private watcher(): string {
    const other = this.props.deployment.regions.find(({ region }) => region !== this.region.region);
    return (other ?? this.region).region;
  }

  private regionNames(): string {
    return this.props.deployment.regions.map(({ region }) => region).join(' and ');
  }

  /** The first thing that goes wrong is why the game day ended as it did. */
  private end(status: Status, reason: string): void {
    if (this.reason !== null) return;
    this.status = status;
    this.reason = reason;
  }

  private journal(evidence: Evidence | null, dashboard: DashboardRecord | null): Journal {
    const { world, deployment, hypothesis } = this.props;
    const { faultLiveAt, detectedAt, restoredAt } = this.moments;
    const rerouted = this.reroutedAt(evidence);
    return {
      schemaVersion: 1,
      world,
      status: this.status,
      ...(this.reason === null ? {} : { reason: this.reason }),
      verdict: verdictOf(this.status, this.checks),
      hypothesis: { title: hypothesis.title, given: hypothesis.given },
      experiment: {
        id: this.experiment?.id ?? null,
        templateId: this.region.experimentTemplateId,
        region: this.region.region,
        faultMinutes: deployment.fault.minutes,
      },
      checks: this.checks,
      times: {
        startedAt: isoOf(this.startedAt),
        faultLiveAt: isoOf(faultLiveAt),
        detectedAt: isoOf(detectedAt),
        reroutedAt: isoOf(rerouted),
        restoredAt: isoOf(restoredAt),
        endedAt: isoOf(this.endedAt),
        secondsToDetect: secondsFrom(faultLiveAt, detectedAt),
        secondsToReroute: secondsFrom(faultLiveAt, rerouted),
      },
      customers: this.customerCounts(evidence),
      restored: this.restored,
      timeline: this.withReroute(rerouted),
      dashboard,
    };
  }

  private reroutedAt(evidence: Evidence | null): number | null {
    const fault = evidence?.windows.recovery;
    if (evidence == null || fault == null) return null;
    const reroute = findReroute(evidence.customers.get(this.region.region) ?? [], fault);
    return reroute.kind === 'rerouted' ? reroute.at : null;
  }

  private customerCounts(evidence: Evidence | null): Record<string, CustomerCount> {
    const window = { from: this.startedAt ?? this.begun, to: this.endedAt ?? this.props.clock.now() };
    return Object.fromEntries(
      this.props.deployment.regions.map(({ region }) => [
        region,
        count(within(evidence?.customers.get(region) ?? [], window)),
      ]),
    );
  }

  /** The customers' rerouting is found in the metrics afterwards; it takes its place in the order of time. */
  private withReroute(rerouted: number | null): Journal['timeline'] {
    if (rerouted === null) return this.timeline.entries;
    const entry = {
      at: new Date(rerouted).toISOString(),
      event: 'customers.rerouted',
      detail: `customers of ${this.region.label} are served again`,
    };
    return [...this.timeline.entries, entry].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }
}

function isoOf(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}

function secondsFrom(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.round((to - from) / 1000);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
