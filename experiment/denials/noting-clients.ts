import { mapClients, type Clients } from '../aws/clients';
import { isDenied } from '../aws/unanswered';
import type { Denials } from './denials';

/** Whose calls these are. */
export const RUNNER = 'runner';

/** The same clients, which note what AWS denies them; whoever called is told as before. */
export function notingClients(clients: Clients, denials: Denials): Clients {
  return mapClients(clients, ({ service, region }, send) => async (command, options) => {
    try {
      return await send(command, options);
    } catch (error) {
      if (isDenied(error)) {
        const call = `${service}:${command.constructor.name.replace(/Command$/, '')}`;
        denials.note({ who: RUNNER, call, region, reason: error.message });
      }
      throw error;
    }
  });
}
