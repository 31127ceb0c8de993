/** What a game day needs to know of a deployed lab; read from Terraform's outputs. */
export interface Deployment {
  /** `https://example.mydomain.com/api/hello`, the address that customers call. */
  readonly apiUrl: string;
  readonly dashboardName: string;
  /** The CloudWatch namespace of the customer simulator's metrics. */
  readonly metricNamespace: string;
  /** The alias through which the API calls its functions. */
  readonly alias: string;
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
  readonly layerArn: string;
  readonly helloFunction: string;
  readonly healthFunction: string;
  readonly loadFunction: string;
  /** Of the simulated customers of this region. */
  readonly requestsPerMinute: number;
}

type Outputs = Readonly<Record<string, unknown>>;

/**
 * Reads a deployment from the values of Terraform's outputs, by name.
 * @throws Error that names the output that is missing or of another type
 */
export function readDeployment(outputs: Outputs): Deployment {
  const fault = read(outputs, 'fault', isObject, 'an object');
  return {
    apiUrl: text(outputs, 'api_url'),
    dashboardName: text(outputs, 'dashboard_name'),
    metricNamespace: text(outputs, 'metric_namespace'),
    alias: text(outputs, 'alias'),
    fault: { region: text(fault, 'region'), minutes: number(fault, 'minutes') },
    regions: read(outputs, 'regions', Array.isArray, 'a list').map((item: unknown) => regionOf(item as Outputs)),
  };
}

/**
 * The region of that code or label.
 * @throws Error that lists the lab's regions
 */
export function regionNamed(deployment: Deployment, name: string): DeployedRegion {
  const found = deployment.regions.find(({ region, label }) => region === name || label === name);
  if (found === undefined) {
    const known = deployment.regions.map(({ region, label }) => `${label} (${region})`).join(', ');
    throw new Error(`the lab has no region ${name}; it has ${known}`);
  }
  return found;
}

/** The functions that the experiment changes. */
export function targetsOf(region: DeployedRegion): readonly string[] {
  return [region.helloFunction, region.healthFunction];
}

function regionOf(outputs: Outputs): DeployedRegion {
  return {
    region: text(outputs, 'region'),
    label: text(outputs, 'label'),
    host: text(outputs, 'host'),
    healthCheckId: text(outputs, 'health_check_id'),
    experimentTemplateId: text(outputs, 'experiment_template_id'),
    documentName: text(outputs, 'document_name'),
    automationRoleArn: text(outputs, 'automation_role_arn'),
    layerArn: text(outputs, 'layer_arn'),
    helloFunction: text(outputs, 'hello_function'),
    healthFunction: text(outputs, 'health_function'),
    loadFunction: text(outputs, 'load_function'),
    requestsPerMinute: number(outputs, 'requests_per_minute'),
  };
}

function text(outputs: Outputs, name: string): string {
  return read(outputs, name, (value) => typeof value === 'string', 'a string');
}

function number(outputs: Outputs, name: string): number {
  return read(outputs, name, (value) => typeof value === 'number', 'a number');
}

function read<T>(outputs: Outputs, name: string, is: (value: unknown) => value is T, wanted: string): T {
  const value = outputs[name];
  if (is(value)) return value;
  const found = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
  throw new Error(`the deployment's output ${name} ${found}, and should be ${wanted}: is it the lab that was deployed?`);
}

function isObject(value: unknown): value is Outputs {
  return typeof value === 'object' && value !== null;
}
