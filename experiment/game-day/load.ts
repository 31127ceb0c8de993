import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Clients } from '../aws/clients';
import type { Clock } from '../time/clock';
import type { DeployedRegion, Deployment } from '../deployment/deployment';
import { messageOf } from '../message-of';
import { answerWithin, isThrottled } from '../aws/transient-errors';
import type { Timeline } from '../journal/timeline';

/** One invocation of the simulator drives the load for so long. */
const INVOCATION_SECONDS = 60;
const INVOCATION_MS = INVOCATION_SECONDS * 1000;

/** What Lambda refuses because it has too many requests is asked again after so long each time: one such answer must not cost a minute. */
const THROTTLED_PAUSES_MS = [1_000, 2_000, 4_000, 8_000];

/** What the load is driven with. */
export interface LoadProps {
  readonly clients: Clients;
  readonly clock: Clock;
  /** Says where the simulators are, how many of them work side by side, and how much each of them sends. */
  readonly deployment: Deployment;
  readonly timeline: Timeline;
}

/** The load of all regions' simulated customers. */
export interface Load {
  /** Sends no more; resolves when the loops have ended. Throws where not one invocation ever got through. */
  stop(): Promise<void>;
}

/**
 * Lets the customers of every region call the API, minute by minute, until it is stopped. An invocation that Lambda does not take is
 * missed, and the next minute has its own: the timeline tells of each streak of them when it ends.
 */
export function startLoad(props: LoadProps): Load {
  const stopping = new AbortController();
  const drivers = props.deployment.regions.map((region) => new RegionDriver(props, region));
  const driven = Promise.all(drivers.map((driver) => driver.drive(stopping.signal)));
  return {
    stop: async () => {
      stopping.abort(new Error('the load is stopped'));
      await driven;
      const refusals = drivers.map(({ refusal }) => refusal).filter((refusal) => refusal !== null);
      if (drivers.some(({ taken }) => taken > 0) || refusals[0] === undefined) return;
      throw new Error(`the load could not be driven: ${refusals[0]}`);
    },
  };
}

/** Drives the load of one region, whatever becomes of the others'. */
class RegionDriver {
  /** Invocations that Lambda took. */
  taken = 0;
  /** Why it did not take the last one that it did not. */
  refusal: string | null = null;
  private missed = 0;

  constructor(
    private readonly props: LoadProps,
    private readonly region: DeployedRegion,
  ) {}

  async drive(stopping: AbortSignal): Promise<void> {
    const { clock } = this.props;
    // Invocations begin at fixed moments: what a call to Lambda takes does not add up.
    for (let next = clock.now(); !stopping.aborted;) {
      const missedBefore = this.missed;
      await Promise.all(Array.from({ length: this.region.workers }, () => this.invoke(stopping)));
      if (this.missed === missedBefore) this.tellMissed();
      next += INVOCATION_MS;
      // Minutes that went by while Lambda let us wait are not made up for: two at once would be another load.
      for (; next + INVOCATION_MS <= clock.now(); next += INVOCATION_MS) this.missed += this.region.workers;
      await clock.sleep(Math.max(0, next - clock.now()), stopping).catch((error: unknown) => {
        if (!stopping.aborted) throw error;
      });
    }
    this.tellMissed();
  }

  private async invoke(stopping: AbortSignal): Promise<void> {
    const { region, loadFunction, requestsPerMinute } = this.region;
    const event = { requestsPerMinute, seconds: INVOCATION_SECONDS };
    const invocation = new InvokeCommand({
      FunctionName: loadFunction,
      InvocationType: 'Event',
      Payload: Buffer.from(JSON.stringify(event)),
    });
    const { clock, clients } = this.props;
    for (const pause of [...THROTTLED_PAUSES_MS, null]) {
      try {
        await answerWithin(clock, INVOCATION_MS, (abortSignal) =>
          clients.lambda(region).send(invocation, { abortSignal }),
        );
        this.taken += 1;
        return;
      } catch (error) {
        this.refusal = messageOf(error);
        if (pause === null || !isThrottled(error) || !(await this.pauses(pause, stopping))) break;
      }
    }
    this.missed += 1;
  }

  /** Returns whether the load still goes on. */
  private async pauses(milliseconds: number, stopping: AbortSignal): Promise<boolean> {
    await this.props.clock.sleep(milliseconds, stopping).catch((error: unknown) => {
      if (!stopping.aborted) throw error;
    });
    return !stopping.aborted;
  }

  private tellMissed(): void {
    if (this.missed === 0) return;
    const invocations = `${this.missed} ${this.missed === 1 ? 'invocation' : 'invocations'} of its customers`;
    this.props.timeline.add(
      'load.missed',
      `${this.region.region}: ${invocations}, a minute each, did not get through: ${this.refusal ?? 'Lambda took too long to answer'}`,
    );
    this.missed = 0;
  }
}
