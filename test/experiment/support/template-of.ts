import type { DeployedRegion } from '../../../experiment/deployment/deployment';

/** The parameters of the document that have a value of their own, as DescribeDocument tells them. */
export const DOCUMENT_PARAMETERS = [
  { Name: 'FunctionName', Type: 'String' },
  { Name: 'LatencySeconds', Type: 'String', DefaultValue: '30' },
  { Name: 'Probability', Type: 'String', DefaultValue: '1' },
  { Name: 'ExpiresAfterMinutes', Type: 'String', DefaultValue: '60' },
];

/** A template that attaches 60 s of latency to both functions of a region, waits, and detaches it, as GetExperimentTemplate tells it. */
export function templateOf(region: DeployedRegion, given: Readonly<Record<string, string>> = {}) {
  const automation = (FunctionName: string, parameters: object) => ({
    actionId: 'aws:ssm:start-automation-execution',
    parameters: {
      documentArn: `arn:aws:ssm:${region.region}:123456789012:document/${region.documentName}`,
      documentParameters: JSON.stringify({ FunctionName, ...parameters }),
    },
  });
  const attach = { LatencySeconds: '60', ExpiresAfterMinutes: '25', ...given };
  const detach = { ChaosMode: 'DISABLED' };
  return {
    id: region.experimentTemplateId,
    actions: {
      attachHello: automation(region.helloFunction, attach),
      attachHealth: automation(region.healthFunction, attach),
      wait: { actionId: 'aws:fis:wait', parameters: { duration: 'PT10M' } },
      detachHello: automation(region.helloFunction, detach),
      detachHealth: automation(region.healthFunction, detach),
    },
  };
}
