import type { ExperimentSummary } from '@aws-sdk/client-fis';
import { automationsUnderWay } from '../../aws/automations';
import type { DeployedRegion } from '../../deployment/deployment';
import { experimentsUnderWay } from '../../aws/find-experiment';
import { fine, findInEach, together, wrong, type CheckProps, type Finding } from '../finding';

/** No experiment runs in any region of the lab, of whatever template, and no execution of the lab's documents either. */
export async function checkNoOtherExperiment({ clients, deployment }: CheckProps): Promise<Finding> {
  return findInEach(deployment.regions, async (region) => {
    const [experiments, automations] = await Promise.all([
      experimentsUnderWay(clients.fis(region.region)),
      automationsUnderWay(clients.ssm(region.region), region),
    ]);
    if (experiments.length + automations.length === 0) return fine(`${region.label}: none`);
    return together([
      ...experiments.map((experiment) => experimentFinding(experiment, region)),
      ...automations.map(
        ({
          AutomationExecutionId: id = '',
          DocumentName: name = '',
          AutomationExecutionStatus: status = '',
        }) => wrong(`${region.label}: execution ${id} of ${name} is ${status}`, `wait until ${id} has ended`),
      ),
    ]);
  });
}

function experimentFinding(
  { id = '', experimentTemplateId = '', state }: ExperimentSummary,
  region: DeployedRegion,
): Finding {
  const measured = `${region.label}: ${id} of template ${experimentTemplateId} is ${state?.status ?? 'unknown'}`;
  const isOurs = experimentTemplateId === region.experimentTemplateId;
  return wrong(
    measured,
    isOurs
      ? `wait until ${id} has ended; only where its runner has died: \`npm run start-experiment -- --resume ${id}\``
      : `wait until ${id} has ended`,
  );
}
