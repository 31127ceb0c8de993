import { mapClients, type Clients } from './clients';
import type { RetryPolicy } from './retry-policy';

/**
 * The same clients, each request of which is repeated until it is answered, with patience. So only what may be asked twice may be asked
 * through them: reads, what is asked with a token, and what is done already when it is asked again (stop, cancel, detach).
 */
export function retryingClients(clients: Clients, patience: RetryPolicy): Clients {
  return mapClients(
    clients,
    ({ words }, send) =>
      (command) =>
        patience.ask(words, (abortSignal) => send(command, { abortSignal })),
  );
}
