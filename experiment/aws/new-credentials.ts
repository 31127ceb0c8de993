import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Clients } from './clients';
import type { Clock } from '../time/clock';
import { LOG_IN } from './credentials';
import { needsNewCredentials, refusesIdentity } from './credentials-errors';
import { duration } from '../time/duration';
import { messageOf } from '../message-of';
import { answerWithin, isTransient } from './transient-errors';
import type { Timeline } from '../journal/timeline';

/** So often somebody is looked for who has logged in again. */
const POLL_MS = 10_000;

/** A request that has not been answered for so long is taken as lost. */
const LONGEST_REQUEST_MS = 60_000;

/** Nobody will log in any more, and what is under way on AWS goes on without the runner. */
export class CredentialsLost extends Error {
  override readonly name = 'CredentialsLost';
}

/** What new credentials are waited for with. */
export interface NewCredentialsProps {
  /** Ask without patience. */
  readonly clients: Clients;
  readonly clock: Clock;
  readonly timeline: Timeline;
  /** Whose credentials they must be: the account of the lab. */
  readonly account: string;
  /** What becomes of the fault while nobody can ask, in a sentence. */
  readonly meanwhile: () => string;
  /** Until when somebody may log in again, where AWS first refused at that moment; both in milliseconds since 1970. */
  readonly latest: (refusedAt: number) => number;
  /** Ends the waiting when it aborts; who waits after that waits to end the game day. */
  readonly signal?: AbortSignal;
}

/** Waits for new credentials where the present ones have expired: once, however many ask AWS at the time. */
export class NewCredentials {
  /** Whom AWS has answered with the present ones, or with those before them. */
  private readonly takenBy = new Set<string>();
  /** When they were first refused; null since somebody was answered. */
  private since: number | null = null;
  private waiting: Promise<void> | null = null;
  private lost: CredentialsLost | null = null;
  private isNoted = false;
  /** The last account that is not the lab's. */
  private stranger: string | null = null;

  constructor(private readonly props: NewCredentialsProps) {}

  /** AWS has answered. */
  noteAnswer(whom: string): void {
    this.takenBy.add(whom);
    this.since = null;
  }

  /** Whether new credentials would cure what somebody was answered. */
  wouldCure(whom: string, error: unknown): boolean {
    return needsNewCredentials(error, this.takenBy.has(whom));
  }

  /**
   * Resolves when AWS takes the credentials of this account again.
   * @throws CredentialsLost when nobody has logged in within the time that there is, or nobody can; the signal's reason
   */
  wait(error: unknown): Promise<void> {
    if (this.lost !== null) return Promise.reject(this.lost);
    this.waiting ??= this.untilTaken(error).finally(() => {
      this.waiting = null;
    });
    return this.waiting;
  }

  private async untilTaken(error: unknown): Promise<void> {
    const { clients, clock, timeline, account: ours, signal, latest, meanwhile } = this.props;
    const since = (this.since ??= clock.now());
    let account = await this.accountNow();
    if (account === ours) return;
    const facts = await clients.credentials?.facts().catch(() => undefined);
    if (facts?.isFromEnvironment === true) {
      throw this.lose(`nobody can renew them in the environment of this process: ${messageOf(error)}`);
    }
    if (!this.isNoted) {
      this.isNoted = true;
      timeline.add('credentials.expired', `${messageOf(error)}; ${LOG_IN}, and this goes on. ${meanwhile()}`);
    }
    const ending = signal?.aborted === true ? undefined : signal;
    for (let slept = 0; account !== ours; account = await this.accountNow()) {
      // What was slept has passed, even where the machine's clock was set back meanwhile.
      const waited = Math.max(clock.now() - since, slept);
      // Not `>=`: a latest moment that is no number must end the waiting, too.
      if (!(since + waited < latest(since))) {
        throw this.lose(`nobody has logged in for ${duration(waited / 1000)}`);
      }
      await clock.sleep(POLL_MS, ending);
      slept += POLL_MS;
    }
    timeline.add('credentials.renewed', `after ${duration((clock.now() - since) / 1000)}`);
    this.isNoted = false;
  }

  /** The account of the credentials as they are now; null where AWS does not take them, or cannot be asked. */
  private async accountNow(): Promise<string | null> {
    const { clients, clock, timeline, account: ours } = this.props;
    clients.credentials?.renew();
    try {
      const { Account: account = null } = await answerWithin(clock, LONGEST_REQUEST_MS, (abortSignal) =>
        clients.sts().send(new GetCallerIdentityCommand({}), { abortSignal }),
      );
      if (account !== ours && account !== this.stranger) {
        this.stranger = account;
        const whose = `they are of account ${account ?? 'unknown'}, and the lab is in ${ours}`;
        timeline.add('credentials.strange', `${whose}; ${LOG_IN} of that`);
      }
      return account;
    } catch (error) {
      if (refusesIdentity(error) || isTransient(error)) return null;
      throw error;
    }
  }

  private lose(why: string): CredentialsLost {
    this.lost = new CredentialsLost(`the credentials have expired, and ${why}`);
    return this.lost;
  }
}
