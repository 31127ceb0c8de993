import { printable } from '../../validation/printable';
import { targetsOf, type DeployedRegion, type Deployment } from '../deployment/deployment';
import { documentParametersOf, functionOf } from '../fault/document-parameters';
import { nameOfLayer } from '../fault/snapshot';
import { arnParts } from './arn';

/** What FIS tells of an action, of a template's as of an experiment's. */
interface Action {
  readonly actionId?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What FIS tells of what may be a lab's: an experiment template, or an experiment that was made of one. */
export interface WithActions {
  readonly arn?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly actions?: Readonly<Record<string, Action>>;
}

/** The tag of all that the stack makes; its value is the lab's name (modules/chaos-lab-stack.ts). */
const LAB_TAG = 'Lab';

const STARTS_DOCUMENT = 'aws:ssm:start-automation-execution';

/**
 * Why a template or an experiment is not that of a lab's region, by what AWS says that it does; null where it is. It is where it starts the
 * region's own document, and this with the region's functions, role and layer, and with the lab's API and lease. Functions that a lab has not
 * made itself are known to be its targets by nothing else.
 */
export function whyForeign(
  { arn, tags = {}, actions = {} }: WithActions,
  deployment: Deployment,
  region: DeployedRegion,
): string | null {
  const { partition, account } = arnParts(region.automationRoleArn);
  const prefix = `arn:${partition}:fis:${region.region}:${account}:`;
  if (arn !== undefined && !arn.startsWith(prefix))
    return `it is ${printable(arn)}, and should begin with ${prefix}`;
  const lab = tags[LAB_TAG];
  if (lab !== undefined && lab !== deployment.metricNamespace) {
    return `its tag ${LAB_TAG} is ${printable(lab)}, and should be ${deployment.metricNamespace}`;
  }
  const document = `arn:${partition}:ssm:${region.region}:${account}:document/${region.documentName}`;
  const started = Object.entries(actions).filter(([, { actionId }]) => actionId === STARTS_DOCUMENT);
  const own = started.filter(([, { parameters }]) => parameters?.documentArn === document);
  if (own.length === 0) {
    const others = [...new Set(started.map(([, { parameters }]) => parameters?.documentArn ?? ''))];
    return `it starts ${printable(others.join(' and ')) || 'no document'}, and should start ${document}`;
  }
  const reasons = own.flatMap(([name, action]) => otherParameters(name, action, deployment, region));
  return reasons[0] ?? null;
}

function otherParameters(
  name: string,
  { parameters }: Action,
  { apiUrl, leaseTableArn }: Deployment,
  region: DeployedRegion,
): string[] {
  const given = documentParametersOf(parameters);
  const wanted: readonly (readonly [string, string | null | undefined, readonly (string | undefined)[]])[] = [
    ['FunctionName', functionOf(given), targetsOf(region)],
    ['AutomationAssumeRole', given.AutomationAssumeRole, [region.automationRoleArn]],
    ['LayerArn', given.LayerArn && nameOfLayer(given.LayerArn), [nameOfLayer(region.layerArn)]],
    ['ApiUrl', given.ApiUrl, [apiUrl]],
    ['LeaseTableArn', given.LeaseTableArn, [leaseTableArn]],
  ];
  return wanted.flatMap(([parameter, found, allowed]) => {
    // What is left out has the document's own value; outputs of before there were leases name no table.
    if (found === undefined || found === null || allowed.includes(found) || allowed[0] === undefined)
      return [];
    return [
      `its action ${printable(name)} has ${parameter} ${printable(found)}, and should have ${allowed.join(' or ')}`,
    ];
  });
}
