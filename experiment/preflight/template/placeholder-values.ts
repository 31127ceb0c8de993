import type { DeployedRegion, Deployment } from '../../deployment/deployment';
import { ATTACHED } from '../../fault/kinds/kinds';
import { arnParts, type ArnParts } from '../../ownership/arn';

/** What a placeholder may have become: one value, or whatever has a shape. Shapes have no groups that capture. */
export type PlaceholderValue = string | RegExp;

/** The placeholder of the stop alarms, of which there may be several. */
export const STOP_ALARM = '${StopAlarmArn}';

/**
 * What the placeholders of an experiment template became when it was deployed, as far as the deployment tells. The shapes are those of
 * AWS' ARNs (service authorization reference).
 */
export function placeholderValues(
  { alias, apiUrl, fault, leaseTableArn, metricNamespace }: Deployment,
  region: DeployedRegion,
): Readonly<Record<string, PlaceholderValue>> {
  const { partition, account } = ownerOf(region);
  return {
    Name: metricNamespace,
    Region: region.region,
    DocumentArn: `arn:${partition}:ssm:${region.region}:${account}:document/${region.documentName}`,
    AutomationRoleArn: region.automationRoleArn,
    HelloFunction: region.helloFunction,
    HealthFunction: region.healthFunction,
    AliasName: alias,
    ApiUrl: apiUrl,
    // A lab that was deployed before there were leases has another template than this one.
    LeaseTableArn: leaseTableArn ?? '',
    LayerArn: region.layerArn,
    FaultDuration: `PT${fault.minutes}M`,
    ...Object.fromEntries(Object.entries(ATTACHED.parameters).map(([name, { shape }]) => [name, shape])),
    ExpiresAfterMinutes: /[1-9]\d*/,
    ExperimentRoleArn: new RegExp(`arn:${partition}:iam::${account}:role/\\S+`),
    LogGroupArn: new RegExp(`arn:${partition}:logs:${region.region}:${account}:log-group:\\S+`),
  };
}

/** What {@link STOP_ALARM} became. */
export function stopAlarmArns(region: DeployedRegion): readonly string[] {
  const { partition, account } = ownerOf(region);
  return region.stopAlarmNames.map(
    (name) => `arn:${partition}:cloudwatch:${region.region}:${account}:alarm:${name}`,
  );
}

/** Whose the lab is: from the ARN of one of its roles, `arn:aws:iam::123456789012:role/name`. */
export function ownerOf({ automationRoleArn }: DeployedRegion): Pick<ArnParts, 'partition' | 'account'> {
  return arnParts(automationRoleArn);
}
