import type { ExperimentSummary } from '@aws-sdk/client-fis';
import { experimentsUnderWay } from '../../aws/find-experiment';
import type { FisExperiment } from '../../aws/fis-experiment';
import type { GameDayView } from '../context';

/** An experiment of one of the lab's templates, and where it runs. */
interface Other extends ExperimentSummary {
  readonly region: string;
}

/**
 * Looks for other experiments of the lab, in all of its regions, right after the start: somebody may start one by hand, with a document of
 * before there were leases. The younger of two yields, and both sides find the same one younger.
 * @throws Error where an older one runs; so this one is stopped, and the functions are restored
 */
export async function yieldToOlder(
  { clients, deployment, timeline }: Pick<GameDayView, 'clients' | 'deployment' | 'timeline'>,
  experiment: FisExperiment,
): Promise<void> {
  const templates = deployment.regions.map(({ experimentTemplateId }) => experimentTemplateId);
  const listed = await Promise.all(
    deployment.regions.map(async ({ region }) => {
      const underWay = await experimentsUnderWay(clients.fis(region));
      return underWay.map((each): Other => ({ ...each, region }));
    }),
  );
  const others = listed
    .flat()
    .filter(
      ({ id, experimentTemplateId = '' }) => id !== experiment.id && templates.includes(experimentTemplateId),
    );
  const own = experiment.latest?.creationTime?.getTime() ?? Infinity;
  const older = others.find((other) => isOlder(other, { id: experiment.id, at: own }));
  if (older !== undefined) {
    throw new Error(
      `${wordsOf(older)} was started before ${experiment.id}, which yields: two experiments must never run at once`,
    );
  }
  for (const other of others) {
    timeline.add(
      'experiment.another',
      `${wordsOf(other)} was started after ${experiment.id}, and has to yield`,
    );
  }
}

/** One whose time nobody tells counts as older; of two of the same time, the one whose id comes first. */
function isOlder(
  { creationTime, id = '' }: Other,
  own: { readonly id: string; readonly at: number },
): boolean {
  const at = creationTime?.getTime() ?? -Infinity;
  return at < own.at || (at === own.at && id < own.id);
}

function wordsOf({ id = '', experimentTemplateId = '', region }: Other): string {
  return `experiment ${id} of template ${experimentTemplateId} in ${region}`;
}
