import type { AnswerDates } from '../experiment/aws/aws-clock';
import { GLOBAL_REGION, type Clients } from '../experiment/aws/clients';
import type { Clock } from '../experiment/time/clock';
import type { Input } from './aws/call';
import type { World } from './world';

/** A command of the AWS SDK for JavaScript: its class is named after the operation. */
interface SdkCommand {
  readonly input: Input;
}

interface SdkClient {
  send(command: SdkCommand): Promise<unknown>;
}

/** Who is told the Date of the World's answers, and by which clock. */
export interface Dating {
  readonly dates: AnswerDates;
  /** The World's own. */
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Clients whose commands go to the World.
 * @param dating by default nobody is told what time the World says it is
 */
export function worldClients(world: Pick<World, 'send'>, dating?: Dating): Clients {
  const client = (service: string, region: string): SdkClient => ({
    send: async ({ constructor: { name }, input }) => {
      const answered = dating?.dates.asked();
      try {
        return await world.send(service, region, name.replace(/Command$/, ''), input);
      } finally {
        answered?.(new Date(dating?.clock.now() ?? NaN).toUTCString());
      }
    },
  });
  // The SDK's `send` has an overload for every command; this one takes and gives the same shapes, by the operation's name.
  const clients: Clients = {
    fis: (region: string) => client('fis', region),
    lambda: (region: string) => client('lambda', region),
    cloudwatch: (region: string) => client('cloudwatch', region),
    ssm: (region: string) => client('ssm', region),
    dynamodb: (region: string) => client('dynamodb', region),
    route53: () => client('route53', GLOBAL_REGION),
    sts: () => client('sts', GLOBAL_REGION),
  };
  return clients;
}
