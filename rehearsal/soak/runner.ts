import { AwsClock } from '../../experiment/aws-clock';
import type { Clients } from '../../experiment/clients';
import { AwsError } from '../aws-error';
import { worldClients } from '../clients';
import type { World } from '../world';

/** A promise that is never settled: what the dead wait for. */
const never = new Promise<never>(() => undefined);

/** The process that runs a game day. It can die, and its credentials can expire. */
export class Runner {
  readonly clients: Clients;
  readonly clock: AwsClock;
  /** Milliseconds by which its machine's clock is ahead of AWS' (negative: behind). */
  aheadMs = 0;
  private dead = false;
  private expired = false;
  private declareDeath: () => void = () => undefined;
  /** Resolves when it dies. */
  readonly died = new Promise<void>((resolve) => {
    this.declareDeath = resolve;
  });

  constructor(world: World) {
    const send: World['send'] = async (service, region, operation, input) => {
      if (this.dead) return never;
      if (this.expired)
        throw new AwsError(
          'ExpiredTokenException',
          'The security token included in the request is expired',
          403,
        );
      const answer = await world.send(service, region, operation, input);
      return this.isDead() ? never : answer;
    };
    this.clock = new AwsClock({
      now: () => world.clock.now() + this.aheadMs,
      sleep: async (milliseconds, signal) => {
        if (this.dead) return never;
        await world.clock.sleep(milliseconds, signal);
        return this.isDead() ? never : undefined;
      },
    });
    this.clients = worldClients({ send }, { dates: this.clock, clock: world.clock });
  }

  /** Kills it, in the middle of whatever it does: nothing of it runs any more. */
  kill(): void {
    this.dead = true;
    this.declareDeath();
  }

  /** From now on AWS refuses whatever it asks. */
  expireCredentials(): void {
    this.expired = true;
  }

  private isDead(): boolean {
    return this.dead;
  }
}
