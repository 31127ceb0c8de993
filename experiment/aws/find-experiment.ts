import { ListExperimentsCommand, type ExperimentSummary } from '@aws-sdk/client-fis';
import type { Clients } from './clients';
import type { DeployedRegion } from '../deployment/deployment';
import { GAME_DAY_TAG, hasEnded } from './fis-experiment';

type Fis = ReturnType<Clients['fis']>;

/** What is known of an experiment that was asked for, and whose id is not known. */
export interface AskedFor {
  /** The game day's id. */
  readonly gameDay: string;
  /**
   * When it was asked for, in milliseconds since 1970, where a version of the lab did so that did not tag; null otherwise. Then it is the
   * first without a tag that was made of the region's template since that moment, give or take a minute.
   */
  readonly untaggedSince: number | null;
  /** Whether it may be of another template, which the region had before: such a one is looked at, and never stopped. By default it may not. */
  readonly ofAnyTemplate?: boolean;
}

/** The clocks of AWS and of a machine that did not compare them may differ by so much; the next game day of a template begins minutes later. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Looks for the experiment of a game day.
 * @returns its id; null where FIS has none
 */
export async function findExperiment(
  fis: Fis,
  region: DeployedRegion,
  asked: AskedFor,
): Promise<string | null> {
  const found = (await listExperiments(fis)).filter((experiment) => isIt(experiment, region, asked));
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

function isIt(
  experiment: ExperimentSummary,
  { experimentTemplateId }: DeployedRegion,
  { gameDay, untaggedSince, ofAnyTemplate = false }: AskedFor,
): boolean {
  const tag = experiment.tags?.[GAME_DAY_TAG];
  const isOfTemplate = experiment.experimentTemplateId === experimentTemplateId;
  if (tag !== undefined || untaggedSince === null) return tag === gameDay && (isOfTemplate || ofAnyTemplate);
  return isOfTemplate && createdAt(experiment) >= untaggedSince - CLOCK_SKEW_MS;
}

function createdAt({ creationTime }: ExperimentSummary): number {
  return creationTime?.getTime() ?? -Infinity;
}
