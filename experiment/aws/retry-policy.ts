import type { Clock } from '../time/clock';
import { messageOf } from '../message-of';
import type { NewCredentials } from './new-credentials';
import { answerWithin, isTransient } from './transient-errors';
import type { Timeline } from '../journal/timeline';

/** When AWS has not answered for so long, waiting for it is given up. */
const LONGEST_SILENCE_MS = 600_000;

/** A request that has not been answered for so long is taken as lost; the slowest of those asked here takes seconds. */
const LONGEST_REQUEST_MS = 60_000;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Asks AWS again where it throttles or cannot be reached, with longer and longer pauses, for ten minutes; and where the credentials have
 * expired, once there are new ones. Each silence stands in the timeline once, with its end.
 */
export class RetryPolicy {
  /** By who is silent: since when, in milliseconds since 1970. */
  private readonly silent = new Map<string, number>();

  /**
   * @param signal ends the pauses of what is being asked when it aborts; what is asked afterwards has patience again
   * @param newCredentials waits for them; without it credentials that have expired are a refusal like any other
   */
  constructor(
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly signal?: AbortSignal,
    private readonly newCredentials?: NewCredentials,
  ) {}

  /**
   * Asks until there is an answer.
   * @param whom `Lambda in us-east-1`
   * @throws the error itself where waiting will not help; Error when there was no answer for ten minutes; CredentialsLost where nobody
   * logs in again; the signal's reason
   */
  async ask<T>(whom: string, send: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
    // What is asked once somebody has ended the game day is needed for ending it.
    const signal = this.signal?.aborted === true ? undefined : this.signal;
    let since = this.clock.now();
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        const answer = await answerWithin(this.clock, LONGEST_REQUEST_MS, send);
        this.newCredentials?.noteAnswer(whom);
        this.noteAnswer(whom);
        return answer;
      } catch (error) {
        if (this.newCredentials?.wouldCure(whom, error) === true) {
          const refusedAt = this.clock.now();
          await this.newCredentials.wait(error);
          since += this.clock.now() - refusedAt;
        } else if (isTransient(error)) {
          this.noteSilence(whom, since, messageOf(error));
        } else {
          this.noteAnswer(whom);
          throw error;
        }
        const silence = this.clock.now() - since;
        if (silence >= LONGEST_SILENCE_MS) {
          const minutes = Math.floor(silence / 60_000);
          throw new Error(`${whom} has not answered for ${minutes} minutes: ${messageOf(error)}`, {
            cause: error,
          });
        }
      }
      await this.clock.sleep(pause, signal);
    }
  }

  private noteSilence(whom: string, since: number, why: string): void {
    if (this.silent.has(whom)) return;
    this.silent.set(whom, since);
    this.timeline.add('aws.unanswered', `${whom}: ${why}; asked again for up to 10 min`);
  }

  private noteAnswer(whom: string): void {
    const since = this.silent.get(whom);
    if (since === undefined) return;
    this.silent.delete(whom);
    this.timeline.add(
      'aws.answers-again',
      `${whom}, after ${Math.round((this.clock.now() - since) / 1000)} s`,
    );
  }
}
