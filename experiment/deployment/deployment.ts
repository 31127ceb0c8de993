import { shown } from '../../validation/printable';
import { isMap, type Parts } from '../../validation/parts';

/** What a game day needs to know of a deployed lab; read from Terraform's outputs. */
export interface Deployment {
  /** `https://example.mydomain.com/api/hello`, the address that customers call. */
  readonly apiUrl: string;
  readonly dashboardName: string;
  /** The CloudWatch namespace of the customer simulator's metrics. */
  readonly metricNamespace: string;
  /** The alias through which the API calls its functions. */
  readonly alias: string;
  /** The DynamoDB table of the API's lease; absent where the lab was deployed before there were leases. Such a lab is restored, and no more. */
  readonly leaseTableArn?: string;
  readonly fault: { readonly region: string; readonly minutes: number };
  readonly regions: readonly DeployedRegion[];
}

/** One region of a deployed lab. */
export interface DeployedRegion {
  readonly region: string;
  readonly label: string;
  /** The region's own host name. */
  readonly host: string;
  readonly healthCheckId: string;
  readonly experimentTemplateId: string;
  readonly documentName: string;
  readonly automationRoleArn: string;
  /** The document that can only detach, and its role; absent where the lab was deployed before there was one. */
  readonly detachDocumentName?: string;
  readonly detachRoleArn?: string;
  readonly layerArn: string;
  readonly helloFunction: string;
  readonly healthFunction: string;
  readonly loadFunction: string;
  /** Of each of the simulator's workers in this region. */
  readonly requestsPerMinute: number;
  /** Invocations of the simulator a minute, side by side: in all, the customers send `workers` times as many requests. */
  readonly workers: number;
  /** The alarms that stop the experiment in this region. */
  readonly stopAlarmNames: readonly string[];
  /** The EventBridge rule that takes the fault away; absent where the lab was deployed before its outputs told it. */
  readonly safetyNetRule?: string;
}

/**
 * Reads a deployment from the values of Terraform's outputs, by name.
 * @throws Error that names the output that is missing or of another type
 */
export function readDeployment(outputs: Parts): Deployment {
  const fault = checked(outputs.fault, 'fault', isMap, 'an object');
  return {
    apiUrl: text(outputs, 'api_url'),
    dashboardName: text(outputs, 'dashboard_name'),
    metricNamespace: text(outputs, 'metric_namespace'),
    alias: text(outputs, 'alias'),
    ...(outputs.lease_table_arn === undefined ? {} : { leaseTableArn: text(outputs, 'lease_table_arn') }),
    fault: { region: text(fault, 'region', 'fault'), minutes: number(fault, 'minutes', 'fault') },
    // With none, everything would be proven of all of them.
    regions: checked(outputs.regions, 'regions', isFilledList, 'a list of one or more').map(regionOf),
  };
}

/**
 * The region of that code or label, of a lab that is deployed or only configured.
 * @throws Error that lists the lab's regions
 */
export function regionNamed<R extends { readonly region: string; readonly label: string }>(
  lab: { readonly regions: readonly R[] },
  name: string,
): R {
  const found = lab.regions.find(({ region, label }) => region === name || label === name);
  if (found === undefined) {
    const known = lab.regions.map(({ region, label }) => `${label} (${region})`).join(', ');
    throw new Error(`the lab has no region ${name}; it has ${known}`);
  }
  return found;
}

/** The functions that the experiment changes. */
export function targetsOf(region: DeployedRegion): readonly string[] {
  return [region.helloFunction, region.healthFunction];
}

/** The document that takes the fault away, and its role: where the lab has none that can only detach, the one that attaches it. */
export function detacherOf(region: DeployedRegion): {
  readonly documentName: string;
  readonly roleArn: string;
} {
  return {
    documentName: region.detachDocumentName ?? region.documentName,
    roleArn: region.detachRoleArn ?? region.automationRoleArn,
  };
}

function regionOf(item: unknown, index: number): DeployedRegion {
  const path = `regions[${index}]`;
  const outputs = checked(item, path, isMap, 'an object');
  return {
    region: text(outputs, 'region', path),
    label: text(outputs, 'label', path),
    host: text(outputs, 'host', path),
    healthCheckId: text(outputs, 'health_check_id', path),
    experimentTemplateId: text(outputs, 'experiment_template_id', path),
    documentName: text(outputs, 'document_name', path),
    automationRoleArn: text(outputs, 'automation_role_arn', path),
    ...(outputs.detach_document_name === undefined
      ? {}
      : {
          detachDocumentName: text(outputs, 'detach_document_name', path),
          detachRoleArn: text(outputs, 'detach_role_arn', path),
        }),
    layerArn: text(outputs, 'layer_arn', path),
    helloFunction: text(outputs, 'hello_function', path),
    healthFunction: text(outputs, 'health_function', path),
    loadFunction: text(outputs, 'load_function', path),
    requestsPerMinute: number(outputs, 'requests_per_minute', path),
    workers: outputs.workers === undefined ? 1 : number(outputs, 'workers', path),
    stopAlarmNames: texts(outputs, 'stop_alarm_names', path),
    ...(outputs.safety_net_rule === undefined
      ? {}
      : { safetyNetRule: text(outputs, 'safety_net_rule', path) }),
  };
}

function text(outputs: Parts, name: string, path?: string): string {
  return checked(outputs[name], within(path, name), (value) => typeof value === 'string', 'a string');
}

function texts(outputs: Parts, name: string, path: string): readonly string[] {
  return checked(outputs[name], within(path, name), isTexts, 'a list of strings');
}

function number(outputs: Parts, name: string, path?: string): number {
  return checked(outputs[name], within(path, name), (value) => typeof value === 'number', 'a number');
}

function within(path: string | undefined, name: string): string {
  return path === undefined ? name : `${path}.${name}`;
}

function checked<T>(value: unknown, path: string, is: (value: unknown) => value is T, wanted: string): T {
  if (is(value)) return value;
  const found = value === undefined ? 'is missing' : `is ${shown(value)}`;
  throw new Error(
    `the deployment's output ${path} ${found}, and should be ${wanted}: is it the lab that was deployed?`,
  );
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isFilledList(value: unknown): value is readonly unknown[] {
  return isList(value) && value.length > 0;
}

function isTexts(value: unknown): value is readonly string[] {
  return isList(value) && value.every((item) => typeof item === 'string');
}
