import type { Random } from '../../../experiment/random';
import { between } from '../../chance';
import type { Connection } from '../../network';
import type { HttpAnswer } from '../../sandbox/https-module';
import type { VirtualClock } from '../../time/virtual-clock';

/** What a health check asks for, and how it judges the answer. */
export interface HealthCheckSettings {
  readonly host: string;
  readonly path: string;
  readonly intervalSeconds: number;
  readonly failureThreshold: number;
  /** What the body must hold; null: anything. */
  readonly searchString: string | null;
  /** Where its checkers stand. */
  readonly regions: readonly string[];
}

/** One result of a checker. */
export interface Report {
  readonly at: number;
  /** As GetHealthCheckStatus words it; begins with `Success` or `Failure`. */
  readonly text: string;
}

/** What a checker lives in. */
export interface CheckerContext {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly connect: (host: string, fromRegion: string) => Connection | { readonly unreachable: string };
}

/** The answer must be there so long after the connection (Route 53 developer guide, "How Route 53 determines…"). */
const RESPONSE_MS = 2_000;
/** The part of the body that is searched (same page). */
const SEARCHED_BYTES = 5_120;

/**
 * One of the independent checkers of an HTTPS health check. The 4 s within which a connection must come about are not modelled:
 * the World's connections always do.
 */
export class HealthChecker {
  /** Its opinion. A new check is taken as healthy until there are enough results (Route 53 developer guide). */
  healthy = true;
  lastReport: Report | null = null;
  private streak = 0;

  /** @param changed called whenever the opinion changes */
  constructor(
    readonly region: string,
    readonly ipAddress: string,
    private readonly settings: HealthCheckSettings,
    private readonly context: CheckerContext,
    private readonly changed: () => void,
  ) {
    // Checkers are not coordinated (Route 53 developer guide): each starts somewhere in the interval.
    const offset = between(context.random, 0, settings.intervalSeconds * 1000);
    context.clock.after(offset, () => this.check());
  }

  private check(): void {
    const { clock, connect } = this.context;
    const connection = connect(this.settings.host, this.region);
    if ('unreachable' in connection) {
      this.record(`Failure: ${connection.unreachable}.`);
      return;
    }
    let waiting = true;
    const finish = (text: string): void => {
      if (!waiting) return;
      waiting = false;
      cancelTimeout();
      this.record(text);
    };
    const cancelTimeout = clock.after(connection.roundTripMs + RESPONSE_MS, () => finish(TIMED_OUT));
    clock.watch(
      connection.get(this.settings.path).then((answer) => finish(judge(answer, this.settings.searchString))),
    );
  }

  private record(text: string): void {
    const { clock } = this.context;
    const passed = text.startsWith('Success');
    this.lastReport = { at: clock.now(), text };
    this.streak = passed === this.healthy ? 0 : this.streak + 1;
    if (this.streak >= this.settings.failureThreshold) {
      this.healthy = passed;
      this.streak = 0;
      this.changed();
    }
    // The interval runs from one answer to the next request (Route 53 API reference, HealthCheckConfig.RequestInterval).
    clock.after(this.settings.intervalSeconds * 1000, () => this.check());
  }
}

const TIMED_OUT =
  'Failure: Connection timed out. The endpoint or the internet connection is down, or requests are being blocked.';

function judge({ status, body }: HttpAnswer, searchString: string | null): string {
  if (status < 200 || status >= 400) return `Failure: HTTP Status Code ${status}.`;
  if (searchString !== null && !Buffer.from(body).subarray(0, SEARCHED_BYTES).includes(searchString)) {
    return `Failure: HTTP Status Code ${status}. The search string was not found in the answer's body.`;
  }
  return `Success: HTTP Status Code ${status}, OK`;
}
