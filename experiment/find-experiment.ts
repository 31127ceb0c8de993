import { ListExperimentsCommand, type ExperimentSummary } from '@aws-sdk/client-fis';
import type { Clients } from './clients';
import type { DeployedRegion } from './deployment';
import { hasEnded } from './fis-experiment';

type Fis = ReturnType<Clients['fis']>;

/** The clocks of AWS and of this machine may differ by so much; the next game day of a template begins minutes later. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Looks for the experiment of the region's template that was asked for at a moment, and whose id is not known.
 * @param since when it was asked for, in milliseconds since 1970
 * @returns its id; null where FIS has none
 */
export async function findExperiment(
  fis: Fis,
  { experimentTemplateId }: DeployedRegion,
  since: number,
): Promise<string | null> {
  const found = (await listExperiments(fis)).filter(
    (experiment) =>
      experiment.experimentTemplateId === experimentTemplateId &&
      createdAt(experiment) >= since - CLOCK_SKEW_MS,
  );
  const [earliest] = found.sort((a, b) => createdAt(a) - createdAt(b));
  return earliest?.id ?? null;
}

/** The experiments of a region that have not ended, of whatever template. */
export async function experimentsUnderWay(fis: Fis): Promise<ExperimentSummary[]> {
  return (await listExperiments(fis)).filter(({ state }) => !hasEnded(state?.status));
}

async function listExperiments(fis: Fis): Promise<ExperimentSummary[]> {
  const found: ExperimentSummary[] = [];
  let nextToken: string | undefined;
  do {
    const page = await fis.send(new ListExperimentsCommand({ nextToken }));
    found.push(...(page.experiments ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}

function createdAt({ creationTime }: ExperimentSummary): number {
  return creationTime?.getTime() ?? -Infinity;
}
