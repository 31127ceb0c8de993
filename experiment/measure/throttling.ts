import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import type { Clients } from '../aws/clients';
import type { DeployedRegion } from '../deployment/deployment';
import { metricQuery, readMetrics, type Series, type Window } from './metrics';

/** What Lambda refused in a region because too much ran there at once. */
export interface Throttling {
  /** By function of the lab, of those that were refused: how often each minute. */
  readonly refused: ReadonlyMap<string, Series>;
  /** Invocations that may run at once, less those that are reserved for single functions; null where it could not be read. */
  readonly limit: number | null;
}

/** Lambda counts what it refuses once a minute (Lambda developer guide, "Types of metrics", `Throttles`). */
export const THROTTLES_PERIOD_MS = 60_000;

/** Reads what Lambda refused in a region, in the minutes of a window; null where it refused nothing. */
export async function readThrottling(
  clients: Clients,
  { region, helloFunction, healthFunction, loadFunction }: DeployedRegion,
  window: Window,
): Promise<Throttling | null> {
  const names = [helloFunction, healthFunction, loadFunction];
  const queries = names.map((FunctionName, index) =>
    metricQuery(
      `m${index}`,
      { namespace: 'AWS/Lambda', name: 'Throttles', dimensions: { FunctionName } },
      THROTTLES_PERIOD_MS / 1000,
      'Sum',
    ),
  );
  // A minute has its value at its start, and the first one began before the window.
  const from = Math.floor(window.from / THROTTLES_PERIOD_MS) * THROTTLES_PERIOD_MS;
  const found = await readMetrics(clients.cloudwatch(region), queries, { from, to: window.to });
  const refused = names.flatMap((name, index) => {
    const minutes = (found.get(`m${index}`) ?? []).filter(([, times]) => times > 0);
    return minutes.length === 0 ? [] : [[name, minutes] as const];
  });
  if (refused.length === 0) return null;
  return { refused: new Map(refused), limit: await limitIn(clients.lambda(region)) };
}

/** An older role of a pipeline may not read it; what was refused is known all the same. */
async function limitIn(lambda: ReturnType<Clients['lambda']>): Promise<number | null> {
  try {
    const { AccountLimit: limit } = await lambda.send(new GetAccountSettingsCommand({}));
    return limit?.UnreservedConcurrentExecutions ?? limit?.ConcurrentExecutions ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === 'AccessDeniedException') return null;
    throw error;
  }
}
