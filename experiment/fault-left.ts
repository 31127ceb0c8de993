import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Clients } from './clients';
import { targetsOf, type DeployedRegion, type Deployment } from './deployment';
import { FAULT_NOTE, listVersions } from './snapshot';

/** The variable that holds the moment after which the extension injects nothing. */
const EXPIRES_AT = 'CHAOS_EXTENSION__EXPIRES_AT';

/** Where a target carries the fault. */
export interface TargetFault {
  readonly functionName: string;
  /** The version that the alias serves. */
  readonly served: boolean;
  /** `$LATEST`, which the next publication would serve. */
  readonly latest: boolean;
  /** Published versions that carry it. */
  readonly versions: readonly string[];
  /** When the served fault expires by itself, as it is written in the function; null where it serves none, or one that does not. */
  readonly expiresAt: string | null;
}

/** Whether nothing of the fault is left in a target. */
export function isClean({ served, latest, versions }: TargetFault): boolean {
  return !served && !latest && versions.length === 0;
}

/** Reads where the targets of a region carry the fault. */
export async function readFaults(
  { clients, deployment }: { readonly clients: Clients; readonly deployment: Deployment },
  region: DeployedRegion,
): Promise<TargetFault[]> {
  const lambda = clients.lambda(region.region);
  const variablesOf = async (FunctionName: string, Qualifier?: string): Promise<Record<string, string>> => {
    const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }));
    return found.Environment?.Variables ?? {};
  };
  return Promise.all(
    targetsOf(region).map(async (functionName) => {
      const served = await variablesOf(functionName, deployment.alias);
      const latest = await variablesOf(functionName);
      const isServed = FAULT_NOTE in served;
      return {
        functionName,
        served: isServed,
        latest: FAULT_NOTE in latest,
        versions: (await listVersions(lambda, functionName))
          .filter(
            ({ Version, Environment }) =>
              Version !== '$LATEST' && FAULT_NOTE in (Environment?.Variables ?? {}),
          )
          .map(({ Version }) => Version ?? ''),
        expiresAt: isServed ? (served[EXPIRES_AT] ?? null) : null,
      };
    }),
  );
}

/**
 * Says which functions keep the fault, until when, and what would end it; null where none serves it.
 * @param restoreCommand what a person can do about it
 */
export function faultLeftWords(faults: readonly TargetFault[], restoreCommand: string): string | null {
  const served = faults.filter((fault) => fault.served);
  if (served.length === 0) return null;
  const moments = [...new Set(served.map(({ expiresAt }) => expiresAt))];
  const kept = moments.map((moment) => {
    const names = served
      .filter(({ expiresAt }) => expiresAt === moment)
      .map(({ functionName }) => functionName);
    const until =
      moment === null ? 'for ever, for theirs does not expire' : `until ${moment}, when it expires by itself`;
    return `${names.join(' and ')} would keep it ${until}`;
  });
  return `nothing has taken the fault away: ${kept.join('; ')}; ${restoreCommand} ends it`;
}
