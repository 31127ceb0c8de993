import type { VirtualClock } from '../../time/virtual-clock';
import { HealthChecker, type CheckerContext, type HealthCheckSettings } from './health-checker';

/** Sixteen in all eight regions (Route 53 developer guide: 16 redundant availability zones). */
const CHECKERS_A_REGION = 2;

/** A check is healthy while more than 18 % of its checkers are (Route 53 developer guide, "How Route 53 determines…"). */
const HEALTHY_SHARE = 0.18;

/** Until DNS follows the status; seconds in practice, and no source gives a number. */
const PROPAGATION_MS = 5_000;

/** An endpoint health check: its checkers, and the status that they come to together. */
export class HealthCheck {
  readonly checkers: readonly HealthChecker[];
  /** The status now. */
  healthy = true;
  /** What DNS goes by; follows the status a little later. */
  healthyForDns = true;
  private lowest = 1;

  /** @param id as Terraform knows it */
  constructor(
    readonly id: string,
    readonly settings: HealthCheckSettings,
    context: CheckerContext,
  ) {
    const { clock } = context;
    this.checkers = settings.regions.flatMap((region, index) =>
      Array.from({ length: CHECKERS_A_REGION }, (_item, place) => {
        // From the range for documentation (RFC 5737), since Route 53's own addresses stand for nothing here.
        const ipAddress = `192.0.2.${index * CHECKERS_A_REGION + place + 1}`;
        return new HealthChecker(region, ipAddress, settings, context, () => this.judge(clock));
      }),
    );
  }

  /** The share of checkers that hold the endpoint for healthy, 0 to 1. */
  healthyShare(): number {
    return this.checkers.filter(({ healthy }) => healthy).length / this.checkers.length;
  }

  /** The lowest status, 1 or 0, since this was last asked. */
  takeLowest(): number {
    const { lowest } = this;
    this.lowest = this.healthy ? 1 : 0;
    return lowest;
  }

  private judge(clock: VirtualClock): void {
    const healthy = this.healthyShare() > HEALTHY_SHARE;
    if (healthy === this.healthy) return;
    this.healthy = healthy;
    if (!healthy) this.lowest = 0;
    clock.after(PROPAGATION_MS, () => {
      this.healthyForDns = healthy;
    });
  }
}
