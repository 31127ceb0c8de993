import type { ValuePath } from '../../validation/findings/finding';
import { shown } from '../../validation/printable';
import type { Problem } from '../../validation/findings/rule';
import type { DeployedRegion, Deployment } from '../deployment/deployment';
import { arnParts, type ArnParts } from './arn';

/** Where the stack puts the table of the leases, whatever the lab's regions are (modules/services/lease-table.ts). */
const LEASE_REGION = 'us-east-1';

/** The alias of the stack's functions (modules/lab.ts). */
const ALIAS = 'live';

interface Wanted {
  readonly path: ValuePath;
  readonly found: string;
  readonly wanted: string;
  /** Whether a number may stand behind it: `:7` of a layer's version, `-2` of a second alarm. */
  readonly numbered?: ':' | '-';
}

/**
 * What in a deployment is not this lab's: two regions that are one, what stands in another account, partition or region than the rest, and what
 * has another name than the stack gives it (modules/). Forms have been checked before. The names follow from the lab's own
 * (`metricNamespace`) and from the address of its API, so that whoever writes a file can choose a lab, and no part of another one; what AWS
 * says of that lab is asked afterwards (ask-aws.ts).
 */
export function foreignNames(deployment: Deployment): Problem[] {
  const { regions, fault } = deployment;
  const [home] = regions;
  if (home === undefined) return [];
  const owner = arnParts(home.automationRoleArn);
  const codes = regions.map(({ region }) => region);
  const repeated = regions.flatMap(({ region, label }, index) => [
    ...twice(codes, region, index, 'region'),
    ...twice(
      regions.map((each) => each.label),
      label,
      index,
      'label',
    ),
  ]);
  const elsewhere = codes.includes(fault.region)
    ? []
    : [
        {
          path: ['fault', 'region'],
          message: `${shown(fault.region)} is no region of it; use ${codes.join(' or ')}`,
        },
      ];
  const names = [
    ...sharedNames(deployment, owner),
    ...regions.flatMap((region, index) => regionalNames(deployment, region, ['regions', index], owner)),
  ];
  return [...repeated, ...names.flatMap(otherThanWanted), ...elsewhere];
}

type Owner = Pick<ArnParts, 'partition' | 'account'>;

function sharedNames(
  { metricNamespace: lab, dashboardName, alias, leaseTableArn, apiUrl }: Deployment,
  owner: Owner,
): Wanted[] {
  const { host } = new URL(apiUrl);
  return [
    { path: ['dashboardName'], found: dashboardName, wanted: lab },
    { path: ['alias'], found: alias, wanted: ALIAS },
    ...(leaseTableArn === undefined
      ? []
      : [
          {
            path: ['leaseTableArn'],
            found: leaseTableArn,
            wanted: `arn:${owner.partition}:dynamodb:${LEASE_REGION}:${owner.account}:table/chaos-lease-${host}`,
          },
        ]),
  ];
}

function regionalNames(
  { metricNamespace: lab, apiUrl }: Deployment,
  each: DeployedRegion,
  path: ValuePath,
  { partition, account }: Owner,
): Wanted[] {
  const { region, label } = each;
  const [first = '', ...zone] = new URL(apiUrl).host.split('.');
  const wanted = (name: keyof DeployedRegion, value: string, numbered?: ':' | '-'): Wanted => ({
    ...{ path: [...path, name], found: String(each[name]), wanted: value },
    ...(numbered && { numbered }),
  });
  const alarms = each.stopAlarmNames.map((found, index): Wanted => ({
    path: [...path, 'stopAlarmNames', index],
    ...{ found, wanted: `${lab}-customers-outside-${label}`, numbered: '-' },
  }));
  return [
    wanted('host', [first, label, ...zone].join('.')),
    wanted('documentName', `${lab}-chaos-extension`),
    wanted('automationRoleArn', `arn:${partition}:iam::${account}:role/${lab}-${region}-automation`),
    ...(each.detachDocumentName === undefined
      ? []
      : [wanted('detachDocumentName', `${lab}-chaos-extension-detach`)]),
    ...(each.detachRoleArn === undefined
      ? []
      : [wanted('detachRoleArn', `arn:${partition}:iam::${account}:role/${lab}-${region}-detach`)]),
    wanted('layerArn', `arn:${partition}:lambda:${region}:${account}:layer:${lab}-chaos-extension`, ':'),
    wanted('helloFunction', `${lab}-hello`),
    wanted('healthFunction', `${lab}-health`),
    wanted('loadFunction', `${lab}-load-gen`),
    ...alarms,
    ...(each.safetyNetRule === undefined ? [] : [wanted('safetyNetRule', `${lab}-experiment-ended`)]),
  ];
}

function otherThanWanted({ path, found, wanted, numbered }: Wanted): Problem[] {
  const isIt =
    numbered === undefined || !found.startsWith(wanted)
      ? found === wanted
      : isNumber(found.slice(wanted.length), numbered);
  if (isIt) return [];
  const version = numbered === ':' ? ' and a version' : '';
  return [
    {
      path,
      message: `${shown(found)} is not of this lab: its stack names it ${wanted}${version}`,
    },
  ];
}

/** An alarm that is alone has no number; a layer's version always has. */
function isNumber(rest: string, before: ':' | '-'): boolean {
  return (before === '-' && rest === '') || (rest.startsWith(before) && /^\d{1,10}$/.test(rest.slice(1)));
}

function twice(values: readonly string[], value: string, index: number, name: string): Problem[] {
  const first = values.indexOf(value);
  if (first === index) return [];
  return [
    {
      path: ['regions', index, name],
      message: `${shown(value)} is that of regions[${first}] already; each region stands in it once`,
    },
  ];
}
