import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { AwsClock } from '../../experiment/aws/aws-clock';
import type { Clients } from '../../experiment/aws/clients';
import { AwsError } from '../aws/error';
import { worldClients } from '../clients';
import type { World } from '../world';

/** What the dead wait for: a promise that is never settled, one for each, for it holds all that waits for it. */
const never = (): Promise<never> => new Promise(() => undefined);

/** Operations by which a runner changes what is under way. */
const ORDER = /^(Start|Stop)(Experiment|AutomationExecution)$/;

interface Started {
  readonly experiment: { readonly id: string };
}

/** The process that runs a game day. It can die, lose its terminal, be on a machine with a wrong clock, and its credentials can expire. */
export class Runner {
  readonly clients: Clients;
  readonly clock: AwsClock;
  /** Milliseconds by which its machine's clock is ahead of AWS' (negative: behind). */
  aheadMs = 0;
  /** Whether its credentials are from the environment, so that nobody can log in again. */
  isFromEnvironment = false;
  /** The ids of the experiments that FIS has started for it, and of those that it has asked FIS to stop. */
  readonly started: string[] = [];
  readonly stopped: string[] = [];
  /** What it has asked AWS to start, stop or cancel, by operation, in that order. */
  readonly orders: string[] = [];
  private dead = false;
  private expired = false;
  private readonly interruption = new AbortController();
  private declareDeath: () => void = () => undefined;
  /** Resolves when it dies. */
  readonly died = new Promise<void>((resolve) => {
    this.declareDeath = resolve;
  });

  constructor(world: World) {
    const send: World['send'] = async (service, region, operation, input) => {
      if (this.dead) return never();
      if (ORDER.test(operation)) this.orders.push(operation);
      if (operation === 'StopExperiment') this.stopped.push(String(input.id));
      if (this.expired)
        throw new AwsError(
          'ExpiredTokenException',
          'The security token included in the request is expired',
          403,
        );
      const answer = await world.send(service, region, operation, input);
      if (operation === 'StartExperiment') this.started.push((answer as Started).experiment.id);
      return this.isDead() ? never() : answer;
    };
    this.clock = new AwsClock({
      now: () => world.clock.now() + this.aheadMs,
      sleep: async (milliseconds, signal) => {
        if (this.dead) return never();
        await world.clock.sleep(milliseconds, signal);
        return this.isDead() ? never() : undefined;
      },
    });
    const facts = () =>
      Promise.resolve({ isFromEnvironment: this.isFromEnvironment, isTemporary: true, expiresAt: null });
    this.clients = {
      ...worldClients({ send }, { dates: this.clock, clock: world.clock }),
      credentials: { facts, renew: () => undefined },
    };
  }

  /** Aborts when its terminal is closed. */
  get signal(): AbortSignal {
    return this.interruption.signal;
  }

  /** Compares its clock with AWS', as the checks before a game day do. */
  async readClock(): Promise<void> {
    await this.clients.sts().send(new GetCallerIdentityCommand({}));
  }

  /** Its terminal is closed. */
  hangUp(): void {
    this.interruption.abort(new Error('the terminal was closed (SIGHUP)'));
  }

  /** Kills it, in the middle of whatever it does: nothing of it runs any more. */
  kill(): void {
    this.dead = true;
    this.declareDeath();
  }

  /** From now on AWS refuses whatever it asks, until somebody logs in again. */
  expireCredentials(): void {
    this.expired = true;
  }

  /** Somebody logs in again. */
  logIn(): void {
    this.expired = false;
  }

  private isDead(): boolean {
    return this.dead;
  }
}
