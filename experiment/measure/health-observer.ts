import { GetHealthCheckCommand, GetHealthCheckStatusCommand } from '@aws-sdk/client-route-53';
import type { Clients } from '../aws/clients';

/** What a health check asks. */
export interface HealthCheckTarget {
  readonly host: string;
  readonly path: string;
}

/** How a health check asks. */
export interface HealthCheckSettings {
  /** Seconds between an answer and the next request of the same checker. */
  readonly intervalSeconds: number;
  /** Results in a row that change a checker's opinion, either way. */
  readonly failureThreshold: number;
}

/** A check is healthy while more than 18 % of its checkers are (Route 53 developer guide, "How Route 53 determines…"). */
export const HEALTHY_SHARE = 0.18;

/** How the report of a check that passed begins: `Success: HTTP Status Code 200, OK`. */
export const PASSED = 'Success';

/** One result of one checker. */
export interface CheckerReport {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly passed: boolean;
}

interface Checker {
  checkedAt: number;
  healthy: boolean;
  /** Results in a row that speak against its opinion. */
  streak: number;
}

/** A checker that has not reported is taken as healthy, as Route 53 does. */
const UNKNOWN: Checker = { checkedAt: 0, healthy: true, streak: 0 };

/**
 * Follows a health check closer than CloudWatch does, which gets one value a minute: from the reports of Route 53's checkers it
 * tells, by Route 53's documented rule, when the check is unhealthy. A checker changes its opinion, either way, after as many results
 * in a row as the check's threshold says; so each of its reports must be seen, which takes a look more often than the interval.
 */
export class HealthObserver {
  /** What the newest reports say, in the words of a checker that failed, if one did; for people. */
  lastReport = 'no report yet';
  /** All that were seen, each once. */
  readonly reports: CheckerReport[] = [];
  private readonly checkers = new Map<string, Checker>();

  private constructor(
    private readonly route53: ReturnType<Clients['route53']>,
    private readonly healthCheckId: string,
    readonly settings: HealthCheckSettings,
    readonly target: HealthCheckTarget,
  ) {}

  /** Reads what the health check asks, and begins to follow it. */
  static async create(
    route53: ReturnType<Clients['route53']>,
    healthCheckId: string,
  ): Promise<HealthObserver> {
    const { HealthCheck } = await route53.send(new GetHealthCheckCommand({ HealthCheckId: healthCheckId }));
    const config = HealthCheck?.HealthCheckConfig;
    const target = { host: config?.FullyQualifiedDomainName ?? '', path: config?.ResourcePath ?? '/' };
    // The defaults are those of Route 53 (API reference, HealthCheckConfig).
    const settings = {
      intervalSeconds: config?.RequestInterval ?? 30,
      failureThreshold: config?.FailureThreshold ?? 3,
    };
    return new HealthObserver(route53, healthCheckId, settings, target);
  }

  /**
   * Reads the checkers' newest reports. Returns whether the check is healthy by them.
   * @param route53 the client that is asked, by default the observer's own
   */
  async look(route53 = this.route53): Promise<boolean> {
    const { HealthCheckObservations: observations } = await route53.send(
      new GetHealthCheckStatusCommand({ HealthCheckId: this.healthCheckId }),
    );
    let failure: string | undefined;
    for (const { Region, IPAddress, StatusReport } of observations ?? []) {
      const { Status: status, CheckedTime: checkedTime } = StatusReport ?? {};
      if (status === undefined || checkedTime === undefined) continue;
      const passed = status.startsWith(PASSED);
      this.note(`${Region ?? ''} ${IPAddress ?? ''}`, checkedTime.getTime(), passed);
      // The few that still pass do not say what is wrong.
      if (!passed || failure === undefined) this.lastReport = status;
      if (!passed) failure = status;
    }
    return this.isHealthy();
  }

  private note(checker: string, checkedAt: number, passed: boolean): void {
    const { checkedAt: before, healthy, streak } = this.checkers.get(checker) ?? UNKNOWN;
    if (checkedAt <= before) return;
    this.reports.push({ at: checkedAt, passed });
    const against = passed === healthy ? 0 : streak + 1;
    const changes = against >= this.settings.failureThreshold;
    this.checkers.set(checker, {
      checkedAt,
      healthy: changes ? passed : healthy,
      streak: changes ? 0 : against,
    });
  }

  private isHealthy(): boolean {
    // A check without reports yet is taken as healthy, as Route 53 does.
    if (this.checkers.size === 0) return true;
    const healthy = [...this.checkers.values()].filter((checker) => checker.healthy).length;
    return healthy / this.checkers.size > HEALTHY_SHARE;
  }
}
