import { GetExperimentCommand, GetExperimentTemplateCommand } from '@aws-sdk/client-fis';
import { printable } from '../../validation/printable';
import type { Clients } from '../aws/clients';
import type { DeployedRegion, Deployment } from '../deployment/deployment';
import { experimentsUnderWay } from '../aws/find-experiment';
import { GAME_DAY_TAG } from '../aws/fis-experiment';
import type { Journal } from '../journal/journal';
import { messageOf } from '../message-of';
import { unlessMissing } from '../aws/unless-missing';
import { ForeignError, OwnerUnknownError } from './foreign-error';
import { whyForeign } from './own-actions';

/** Whose lab is asked for. */
export interface OwnershipProps {
  readonly clients: Pick<Clients, 'fis'>;
  readonly deployment: Deployment;
  readonly region: DeployedRegion;
}

/**
 * Makes sure that what could be stopped in a region is the lab's: its template, of which any other file names another; where that is gone, or may
 * not be read, whatever runs of it.
 * @throws ForeignError that names what is another's, and why; OwnerUnknownError where something runs, and AWS does not say whose it is
 */
export async function requireOwnTemplate({ clients, deployment, region }: OwnershipProps): Promise<void> {
  const fis = clients.fis(region.region);
  const { experimentTemplateId: id } = region;
  const template = await unlessUnknown(fis.send(new GetExperimentTemplateCommand({ id })));
  if (template !== null) {
    refuseForeign(
      `template ${id}`,
      region,
      whyForeign(template.experimentTemplate ?? {}, deployment, region),
    );
    return;
  }
  const underWay = (await unlessUnknown(experimentsUnderWay(fis))) ?? [];
  for (const { id: experiment, experimentTemplateId } of underWay) {
    if (experimentTemplateId !== id) continue;
    const found = await fis.send(new GetExperimentCommand({ id: experiment })).catch((error: unknown) => {
      throw new OwnerUnknownError(
        `it is not known whether ${experiment ?? ''} is this lab's: ${messageOf(error)}`,
        { cause: error },
      );
    });
    const why = whyForeign(found.experiment ?? {}, deployment, region);
    refuseForeign(`experiment ${experiment ?? ''}`, region, why);
  }
}

/**
 * Makes sure that the experiment of a journal is of the lab's template, and was started by that game day: whoever resumes it may stop it. One
 * that is gone cannot be stopped.
 * @throws ForeignError that says whose it is; Error where AWS does not tell
 */
export async function requireOwnExperiment(
  { clients, deployment, region }: OwnershipProps,
  { id: gameDay, experiment }: Journal,
): Promise<void> {
  const { id, clientToken, templateId } = experiment;
  if (id === null) return;
  const answer = await unlessMissing(
    clients.fis(region.region).send(new GetExperimentCommand({ id })),
    'ResourceNotFoundException',
  );
  if (answer === null) return;
  const { experimentTemplateId = 'unknown', tags, ...found } = answer.experiment ?? {};
  const tag = tags?.[GAME_DAY_TAG];
  const wanted = clientToken ?? gameDay;
  // Versions of the lab that gave a game day no id tagged nothing.
  const isTagged = gameDay !== undefined || tag !== undefined;
  const why =
    experimentTemplateId !== templateId
      ? `it is of template ${experimentTemplateId}, and should be of ${templateId}`
      : isTagged && tag !== wanted
        ? `its tag ${GAME_DAY_TAG} is ${tag ?? 'missing'}, and should be ${wanted ?? 'that of this game day'}`
        : whyForeign(found, deployment, region);
  refuseForeign(`experiment ${id}`, region, why);
}

/** Refuses `template EXT1` for a reason that it is not the lab's; does nothing where there is none (null). */
export function refuseForeign(what: string, { region }: DeployedRegion, why: string | null): void {
  if (why === null) return;
  throw new ForeignError(
    `${what} in ${region} is not this lab's: ${printable(why)}; nothing was changed; take the outputs, or the journal, of the lab itself`,
  );
}

/** Null where AWS does not say: whoever cannot ask FIS must be able to take the fault away all the same. */
async function unlessUnknown<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
