import { GLOBAL_REGION, type Clients } from '../experiment/clients';
import type { Input } from './aws-api';
import type { World } from './world';

/** A command of the AWS SDK for JavaScript: its class is named after the operation. */
interface SdkCommand {
  readonly input: Input;
}

interface SdkClient {
  send(command: SdkCommand): Promise<unknown>;
}

/** Clients whose commands go to the World. */
export function worldClients(world: Pick<World, 'send'>): Clients {
  const client = (service: string, region: string): SdkClient => ({
    send: (command) =>
      world.send(service, region, command.constructor.name.replace(/Command$/, ''), command.input),
  });
  // The SDK's `send` has an overload for every command; this one takes and gives the same shapes, by the operation's name.
  const clients: Clients = {
    fis: (region: string) => client('fis', region),
    lambda: (region: string) => client('lambda', region),
    cloudwatch: (region: string) => client('cloudwatch', region),
    ssm: (region: string) => client('ssm', region),
    route53: () => client('route53', GLOBAL_REGION),
    sts: () => client('sts', GLOBAL_REGION),
  };
  return clients;
}
