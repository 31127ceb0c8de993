import { GetExperimentTemplateCommand, type ExperimentTemplate } from '@aws-sdk/client-fis';
import type { CheckProps } from '../finding';
import { unlessMissing } from '../../aws/unless-missing';

/** The region's experiment template as it is deployed; null where there is none. */
export async function deployedTemplate({
  clients,
  region,
}: Pick<CheckProps, 'clients' | 'region'>): Promise<ExperimentTemplate | null> {
  const answer = await unlessMissing(
    clients.fis(region.region).send(new GetExperimentTemplateCommand({ id: region.experimentTemplateId })),
    'ResourceNotFoundException',
  );
  return answer?.experimentTemplate ?? null;
}

/** The ARNs of the alarms that stop an experiment of a template. */
export function stopAlarmsOf({ stopConditions = [] }: ExperimentTemplate): readonly string[] {
  return stopConditions.flatMap(({ value }) => (value === undefined ? [] : [value]));
}
