import type { Clients } from './clients';
import type { Patience } from './patience';

/** A client of the SDK, whatever its commands are. */
interface Client {
  send(command: object, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
}

/**
 * The same clients, each request of which is repeated until it is answered, with patience. So only what may be asked twice may be asked
 * through them: reads, what is asked with a token, and what is done already when it is asked again (stop, cancel, detach).
 */
export function patientClients(clients: Clients, patience: Patience): Clients {
  // The SDK's `send` has an overload for every command; this one hands on what it is given.
  const patient = <C extends object>(whom: string, client: C): C => {
    const asked = client as C & Client;
    const patientClient: Client = {
      send: (command) => patience.ask(whom, (abortSignal) => asked.send(command, { abortSignal })),
    };
    return patientClient as C & Client;
  };
  return {
    fis: (region) => patient(`FIS in ${region}`, clients.fis(region)),
    lambda: (region) => patient(`Lambda in ${region}`, clients.lambda(region)),
    cloudwatch: (region) => patient(`CloudWatch in ${region}`, clients.cloudwatch(region)),
    ssm: (region) => patient(`Systems Manager in ${region}`, clients.ssm(region)),
    route53: () => patient('Route 53', clients.route53()),
    sts: () => patient('STS', clients.sts()),
  };
}
