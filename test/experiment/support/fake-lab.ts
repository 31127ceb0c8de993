import { awsError, FakeAws } from './fake-aws';
import { answerForLease, type LeaseItem } from './fake-lease';
import { eu, us } from './lab';
import type { ManualClock } from './manual-clock';
import { DOCUMENT_PARAMETERS, templateOf } from './template-of';

/** The functions that the experiment changes. */
export const TARGETS = [us.helloFunction, us.healthFunction];

/** What goes otherwise than hoped. */
export interface Failure {
  /** How FIS ends the experiment, and what it says. */
  readonly ending?: { readonly status: string; readonly reason: string };
  /** The experiment leaves the functions as they are when it ends. */
  readonly leavesFault?: boolean;
  /** CloudWatch has no values from so many seconds on. */
  readonly silentFrom?: number;
  /** The customers of the failed region fail from the beginning. */
  readonly unsteady?: boolean;
}

const INITIATING_SECONDS = 10;
const FAULT_SECONDS = 600;
const DETECTED_AFTER_SECONDS = 40;
const REROUTED_AFTER_SECONDS = 90;

/**
 * A deployed lab as far as a game day looks at it: an experiment that attaches after ten seconds and detaches after ten minutes, a
 * health check that notices after 40 s, customers who are elsewhere after 90 s.
 */
export class FakeLab {
  readonly aws = new FakeAws();
  private readonly begun: number;
  private startedAt: number | null = null;
  private stoppedAt: number | null = null;
  private detachedAt: number | null = null;
  /** The item of the API's lease; undefined where there is none. */
  lease: LeaseItem;

  constructor(
    private readonly clock: ManualClock,
    private readonly trouble: Failure = {},
  ) {
    this.begun = clock.now();
    this.answerForLambda();
    this.answerForFis();
    this.answerForSsm();
    this.answerForHealth();
    this.answerForCloudWatch();
    answerForLease(this.aws, this);
  }

  /** Whether the functions carry the fault at a moment. */
  private isFaulty(at = this.clock.now()): boolean {
    if (this.startedAt === null) return false;
    const from = this.startedAt + INITIATING_SECONDS * 1000;
    const end =
      this.trouble.leavesFault === true || this.stoppedAt !== null ? Infinity : from + FAULT_SECONDS * 1000;
    return at >= from && at < Math.min(end, this.detachedAt ?? Infinity);
  }

  private answerForLambda(): void {
    const version = () => (this.isFaulty() ? '2' : '1');
    this.aws
      .on('Invoke', () => ({ StatusCode: 202 }))
      .on('GetFunctionConfiguration', () => ({
        Timeout: 10,
        Version: version(),
        ...(this.isFaulty() ? { Environment: { Variables: { CHAOS_EXTENSION__RESTORE: '{}' } } } : {}),
      }))
      .on('GetAlias', () => ({ FunctionVersion: version() }))
      .on('ListVersionsByFunction', () => ({ Versions: [{ Version: '$LATEST' }, { Version: version() }] }));
  }

  private answerForFis(): void {
    this.aws
      .on('StartExperiment', () => {
        this.startedAt = this.clock.now();
        return { experiment: { id: 'EXP1' } };
      })
      .on('GetExperimentTemplate', () => ({ experimentTemplate: templateOf(us) }))
      .on('GetExperiment', () => ({ experiment: { state: this.experimentState() } }))
      .on('ListExperiments', () => ({ experiments: [] }))
      .on('StopExperiment', () => {
        this.stoppedAt = this.clock.now();
        return {};
      });
  }

  private experimentState(): { readonly status: string; readonly reason: string } {
    const seconds = (this.clock.now() - (this.startedAt ?? 0)) / 1000;
    if (this.stoppedAt !== null) return { status: 'stopped', reason: 'stopped by the user' };
    if (seconds < INITIATING_SECONDS) return { status: 'initiating', reason: '' };
    if (seconds < INITIATING_SECONDS + FAULT_SECONDS) return { status: 'running', reason: '' };
    return this.trouble.ending ?? { status: 'completed', reason: 'Experiment completed.' };
  }

  private answerForSsm(): void {
    this.aws
      .on('DescribeDocument', () => ({ Document: { Parameters: DOCUMENT_PARAMETERS } }))
      .on('DescribeAutomationExecutions', () => ({ AutomationExecutionMetadataList: [] }))
      .on('StartAutomationExecution', () => ({ AutomationExecutionId: 'detach' }))
      .on('GetAutomationExecution', ({ AutomationExecutionId: id }) => {
        if (id === 'detach') this.detachedAt ??= this.clock.now();
        return { AutomationExecution: { AutomationExecutionStatus: 'Success' } };
      });
  }

  private answerForHealth(): void {
    this.aws
      .on('GetHealthCheck', ({ HealthCheckId }) => ({
        HealthCheck: {
          HealthCheckConfig: {
            FullyQualifiedDomainName: HealthCheckId === us.healthCheckId ? us.host : eu.host,
            ResourcePath: '/api/health',
            FailureThreshold: 1,
          },
        },
      }))
      .on('GetHealthCheckStatus', ({ HealthCheckId }) => ({
        HealthCheckObservations: [
          {
            Region: 'us-east-1',
            IPAddress: '192.0.2.1',
            StatusReport: {
              Status:
                HealthCheckId === us.healthCheckId && this.isDetected()
                  ? 'Failure: timed out'
                  : 'Success: 200',
              CheckedTime: new Date(this.clock.now()),
            },
          },
        ],
      }));
  }

  private isDetected(at = this.clock.now()): boolean {
    return this.isFaulty(at) && this.isFaulty(at - DETECTED_AFTER_SECONDS * 1000);
  }

  private answerForCloudWatch(): void {
    this.aws
      .on('GetDashboard', () => ({ DashboardBody: '{"widgets":[]}' }))
      .on('DescribeAlarms', ({ AlarmNames }) => ({
        MetricAlarms: (AlarmNames as string[]).map((AlarmName) => ({ AlarmName, StateValue: 'OK' })),
      }))
      .on('GetMetricData', ({ MetricDataQueries }) => ({
        MetricDataResults: (MetricDataQueries as Query[]).map((query) => this.valuesOf(query)),
      }));
  }

  private valuesOf({ Id, MetricStat: { Metric: metric, Period } }: Query) {
    const of = Object.fromEntries(metric.Dimensions.map(({ Name, Value }) => [Name, Value]));
    const Timestamps: Date[] = [];
    const Values: number[] = [];
    const to = Math.min(this.clock.now(), this.begun + (this.trouble.silentFrom ?? Infinity) * 1000);
    // A request every ten seconds is enough.
    for (let at = this.begun; at < to; at += Math.max(Period, 10) * 1000) {
      const value =
        metric.MetricName === 'HealthCheckStatus'
          ? Number(!(of.HealthCheckId === us.healthCheckId && this.isDetected(at)))
          : Number(this.outcomesAt(at, of.client_region ?? '').includes(metric.MetricName));
      Timestamps.push(new Date(at));
      Values.push(value);
    }
    return { Id, Timestamps, Values };
  }

  /** What a customer's request at a moment counts as. */
  private outcomesAt(at: number, region: string): string[] {
    if (region !== us.region) return ['status_2xx', `region_${region}`];
    if (this.trouble.unsteady === true) return ['status_5xx'];
    if (!this.isFaulty(at)) return ['status_2xx', `region_${us.region}`];
    const rerouted = this.isFaulty(at - REROUTED_AFTER_SECONDS * 1000);
    return rerouted ? ['status_2xx', `region_${eu.region}`] : ['status_5xx'];
  }

  /** An automation whose Python raised. */
  failsWith(traceback: string): void {
    this.aws
      .on('DescribeAutomationExecutions', () => ({
        AutomationExecutionMetadataList: [{ AutomationExecutionId: 'attach' }],
      }))
      .on('GetAutomationExecution', ({ AutomationExecutionId: id }) => {
        if (id === 'detach') this.detachedAt ??= this.clock.now();
        const status = id === 'attach' ? 'Failed' : 'Success';
        return {
          AutomationExecution: {
            AutomationExecutionStatus: status,
            ...(id === 'attach' ? { FailureMessage: traceback } : {}),
          },
        };
      });
  }

  /** Somebody else, such as the safety net, takes the fault away so many seconds from now. */
  isRestoredAfter(seconds: number): void {
    this.clock.after(seconds, () => (this.detachedAt ??= this.clock.now()));
  }

  /** Somebody attaches the fault by hand so many seconds from now. */
  isAttachedAfter(seconds: number): void {
    this.clock.after(seconds, () => (this.detachedAt = null));
  }

  /** From so many seconds on an operation is refused. */
  refusesFrom(seconds: number, operation: string): void {
    const refuse = (): void => {
      this.aws.on(operation, () => {
        throw awsError('AccessDeniedException', `not authorized: ${operation}`);
      });
    };
    if (seconds === 0) refuse();
    else this.clock.after(seconds, refuse);
  }

  /** Between two moments, in seconds from now, AWS has too many requests for an operation. */
  throttles(operation: string, from: number, to: number): void {
    const now = this.clock.now();
    this.aws.before(operation, () => {
      const seconds = (this.clock.now() - now) / 1000;
      if (seconds >= from && seconds < to) throw awsError('ThrottlingException', 'Rate exceeded');
    });
  }

  /** The functions that a detaching document was started for. */
  get detached(): string[] {
    const started = this.aws
      .sent('StartAutomationExecution')
      .map(({ Parameters }) => Parameters as Parameters);
    return started
      .filter(({ ChaosMode }) => ChaosMode[0] === 'DISABLED')
      .map(({ FunctionName }) => FunctionName[0]!);
  }
}

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Period: number;
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}

type Parameters = Readonly<Record<'ChaosMode' | 'FunctionName', readonly string[]>>;
