import { decideFault, hasExpired, type Fault } from './fault';
import type { Log } from './log';
import { countInjected, type Invocation } from './measure';
import type { Environment } from './faults/variables';

/** What a decider works with; time and chance are handed in. */
export interface DeciderProps {
  readonly environment: Environment;
  readonly log: Log;
  readonly now: () => number;
  readonly random: () => number;
}

/**
 * Decides for one invocation after the other, and logs what it did: each injection with the request's id, in a line that
 * counts it too; the expiry once, each problem once.
 */
export function createDecider({
  environment,
  log,
  now,
  random,
}: DeciderProps): (invocation: Invocation) => Fault {
  const logged = new Set<string>();
  const once = (text: string, write: () => void): void => {
    if (logged.has(text)) return;
    logged.add(text);
    write();
  };
  return (invocation) => {
    const moment = now();
    if (hasExpired(environment, moment)) {
      once('expired', () => log('expired', { expiredAt: environment.CHAOS_EXTENSION__EXPIRES_AT }));
    }
    const fault = decideFault(environment, moment, random);
    for (const problem of fault.problems) once(problem, () => log('problem', { problem }));
    const { latencySeconds, responseBody } = fault;
    if (latencySeconds > 0 || responseBody !== null) {
      const { requestId } = invocation;
      const responseReplaced = responseBody !== null;
      log('injected', { requestId, latencySeconds, responseReplaced, ...countInjected(invocation, moment) });
    }
    return fault;
  };
}
