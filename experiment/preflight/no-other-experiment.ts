import { ListExperimentsCommand, type ExperimentSummary } from '@aws-sdk/client-fis';
import { DescribeAutomationExecutionsCommand, type AutomationExecutionMetadata } from '@aws-sdk/client-ssm';
import { ENDED_AUTOMATION } from '../clear-the-way';
import type { DeployedRegion } from '../deployment';
import { hasEnded } from '../fis-experiment';
import { fine, findInEach, together, wrong, type CheckProps, type Finding } from './finding';

/** No experiment runs in any region of the lab, of whatever template, and no execution of the lab's document either. */
export async function checkNoOtherExperiment(props: CheckProps): Promise<Finding> {
  return findInEach(props.deployment.regions, async (region) => {
    const [experiments, automations] = await Promise.all([
      runningExperiments(props, region),
      runningAutomations(props, region),
    ]);
    if (experiments.length + automations.length === 0) return fine(`${region.label}: none`);
    return together([
      ...experiments.map((experiment) => experimentFinding(experiment, region)),
      ...automations.map(
        ({ AutomationExecutionId: id = '', AutomationExecutionStatus: status = 'unknown' }) =>
          wrong(
            `${region.label}: execution ${id} of ${region.documentName} is ${status}`,
            `wait until ${id} has ended`,
          ),
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
    isOurs ? `take it up: \`npm run start-experiment -- --resume ${id}\`` : `wait until ${id} has ended`,
  );
}

async function runningExperiments(
  { clients }: CheckProps,
  { region }: DeployedRegion,
): Promise<ExperimentSummary[]> {
  const running: ExperimentSummary[] = [];
  let nextToken: string | undefined;
  do {
    const page = await clients.fis(region).send(new ListExperimentsCommand({ nextToken }));
    running.push(...(page.experiments ?? []).filter(({ state }) => !hasEnded(state?.status)));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return running;
}

async function runningAutomations(
  { clients }: CheckProps,
  { region, documentName }: DeployedRegion,
): Promise<AutomationExecutionMetadata[]> {
  const running: AutomationExecutionMetadata[] = [];
  const Filters = [{ Key: 'DocumentNamePrefix' as const, Values: [documentName] }];
  let NextToken: string | undefined;
  do {
    const page = await clients
      .ssm(region)
      .send(new DescribeAutomationExecutionsCommand({ Filters, NextToken }));
    running.push(
      ...(page.AutomationExecutionMetadataList ?? []).filter(
        ({ DocumentName, AutomationExecutionStatus: status }) =>
          DocumentName === documentName && !ENDED_AUTOMATION.includes(status ?? ''),
      ),
    );
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return running;
}
