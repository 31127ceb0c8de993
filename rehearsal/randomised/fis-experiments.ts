import type { World } from '../world';

/** What FIS says of an experiment, as far as the soak needs it. */
export interface SoakExperiment {
  readonly state: { readonly status: string };
  readonly endTime?: Date;
  readonly actions: Readonly<Record<string, { readonly endTime?: Date } | undefined>>;
}

/** An experiment in a list. */
interface Summary {
  readonly id: string;
  readonly creationTime: Date;
  readonly state: { readonly status: string };
}

/** Statuses after which nothing of an experiment runs (FIS API reference, ExperimentState). */
const OVER = ['completed', 'stopped', 'failed', 'cancelled'];

const POLL_MS = 10_000;

/** The experiments of a region, in the order in which they were started. */
export async function experimentsIn(world: World, region: string): Promise<readonly Summary[]> {
  const { experiments } = (await world.send('fis', region, 'ListExperiments', {})) as {
    readonly experiments: readonly Summary[];
  };
  return experiments.toSorted((a, b) => a.creationTime.getTime() - b.creationTime.getTime());
}

/** One of them. */
export async function experimentNamed(world: World, region: string, id: string): Promise<SoakExperiment> {
  const answer = await world.send('fis', region, 'GetExperiment', { id });
  return (answer as { readonly experiment: SoakExperiment }).experiment;
}

/** Whether nothing of an experiment runs any more. */
export function isOver({ state }: Pick<SoakExperiment, 'state'>): boolean {
  return OVER.includes(state.status);
}

/** Somebody starts the experiment of a template from the FIS console. Returns its id. */
export async function startByHand(
  world: World,
  region: { readonly region: string; readonly experimentTemplateId: string },
): Promise<string> {
  const answer = await world.send('fis', region.region, 'StartExperiment', {
    experimentTemplateId: region.experimentTemplateId,
    clientToken: `by hand at ${world.clock.now()}`,
  });
  return (answer as { readonly experiment: { readonly id: string } }).experiment.id;
}

/** Waits until an experiment is over. */
export async function untilOver(world: World, region: string, id: string): Promise<void> {
  while (!isOver(await experimentNamed(world, region, id))) await world.clock.sleep(POLL_MS);
}
