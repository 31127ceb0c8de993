import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Clients } from './clients';
import type { Clock } from './clock';
import type { Deployment } from './deployment';

/** One invocation of the simulator drives the load for so long. */
const INVOCATION_SECONDS = 60;

/** The load of all regions' simulated customers. */
export interface Load {
  /** Sends no more; resolves when the loop has ended. Throws what went wrong on the way. */
  stop(): Promise<void>;
}

/**
 * Lets the customers of every region call the API, minute by minute, until it is stopped.
 * @param deployment says where the simulators are, and how much each of them sends
 */
export function startLoad(clients: Clients, clock: Clock, deployment: Deployment): Load {
  const stopping = new AbortController();
  const drive = async (): Promise<void> => {
    // Invocations begin at fixed moments: what a call to Lambda takes does not add up.
    for (let next = clock.now(); !stopping.signal.aborted;) {
      await Promise.all(
        deployment.regions.map(({ region, loadFunction, requestsPerMinute }) =>
          clients.lambda(region).send(
            new InvokeCommand({
              FunctionName: loadFunction,
              InvocationType: 'Event',
              Payload: Buffer.from(JSON.stringify({ requestsPerMinute, seconds: INVOCATION_SECONDS })),
            }),
          ),
        ),
      );
      next += INVOCATION_SECONDS * 1000;
      await clock.sleep(Math.max(0, next - clock.now()), stopping.signal).catch(() => undefined);
    }
  };
  const driven = drive().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the load could not be driven: ${why}`, { cause: error });
  });
  driven.catch(() => undefined);
  return {
    stop: async () => {
      stopping.abort(new Error('the load is stopped'));
      await driven;
    },
  };
}
