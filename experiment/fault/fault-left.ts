import { GetFunctionConfigurationCommand, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Clients } from '../aws/clients';
import { targetsOf, type DeployedRegion, type Deployment } from '../deployment/deployment';
import { messageOf } from '../message-of';
import { servedBefore, type Served } from './served-before';
import { carriesFault, listVersions } from './snapshot';
import { variablesOf } from './variables-of';

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
  /** `$LATEST` and versions of which that is not known: they have the extension's layer, and their variables cannot be read. */
  readonly unreadable: readonly string[];
  /** When the served fault expires by itself, as it is written in the function; null where it serves none, or one that does not. */
  readonly expiresAt: string | null;
  /** What was served before the fault, as it is noted in the function; null where that serves no fault, or has no note. */
  readonly servedBefore: Served | null;
}

/** Whether it is known that nothing of the fault is left in a target. */
export function isClean({ served, latest, versions, unreadable }: TargetFault): boolean {
  return !served && !latest && versions.length === 0 && unreadable.length === 0;
}

interface FaultsProps {
  readonly clients: Clients;
  readonly deployment: Deployment;
}

/** Reads where the targets of a region carry the fault. */
export async function readFaults(props: FaultsProps, region: DeployedRegion): Promise<TargetFault[]> {
  return Promise.all(targetsOf(region).map((target) => readFault(props, region, target)));
}

/** Likewise, target by target: what cannot be read of one, because it is not there any more, hides nothing of the others. */
export async function readEachFault(
  props: FaultsProps,
  region: DeployedRegion,
): Promise<{ readonly faults: readonly TargetFault[]; readonly errors: readonly string[] }> {
  const targets = targetsOf(region);
  const read = await Promise.allSettled(targets.map((target) => readFault(props, region, target)));
  return {
    faults: read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    errors: read.flatMap((one, index) =>
      one.status === 'fulfilled' ? [] : [`${targets[index] ?? ''}: ${messageOf(one.reason)}`],
    ),
  };
}

async function readFault(
  { clients, deployment }: FaultsProps,
  region: DeployedRegion,
  FunctionName: string,
): Promise<TargetFault> {
  const lambda = clients.lambda(region.region);
  const served = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName, Qualifier: deployment.alias }),
  );
  const latest = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const published = (await listVersions(lambda, FunctionName)).filter(({ Version }) => Version !== '$LATEST');
  const carries = (configuration: FunctionConfiguration): boolean | null =>
    carriesFault(configuration, region.layerArn);
  const namesOf = (configurations: readonly FunctionConfiguration[], carried: true | null): string[] => [
    ...new Set(
      configurations.filter((each) => carries(each) === carried).map(({ Version }) => Version ?? ''),
    ),
  ];
  const isServed = carries(served) === true;
  return {
    functionName: FunctionName,
    served: isServed,
    latest: carries(latest) === true,
    versions: namesOf(published, true),
    unreadable: namesOf([latest, served, ...published], null),
    expiresAt: isServed ? (variablesOf(served)[EXPIRES_AT] ?? null) : null,
    servedBefore: isServed ? servedBefore(served) : null,
  };
}

/** Says of which versions of a function it is not known whether they carry the fault. */
export function unknownWords({ functionName, unreadable }: TargetFault): string {
  return `${functionName} may carry the fault in version ${unreadable.join(' and ')}, whose variables cannot be read`;
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
