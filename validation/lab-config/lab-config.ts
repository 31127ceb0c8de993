import { type FileKind, checkWith, loadFile } from '../kinds/file-kind';
import schema from '../../schemas/lab-config.schema.json';
import { labConfigContext, labConfigRules, labConfigShape } from './rules';
import { labStateRules } from './lab-state';

/** What a user edits: domain, regions, load, health checks, fault. The shape of `lab.config.json`. */
export interface LabConfig {
  /** Prefix of every resource's name. */
  readonly name: string;
  /** The public hosted zone, which must exist: `mydomain.com`. */
  readonly zone: string;
  /** The first label of the API's names: `example` gives `example.mydomain.com` and `example.us.mydomain.com`. */
  readonly host: string;
  /** Two to eight. */
  readonly regions: readonly RegionConfig[];
  readonly healthCheck: HealthCheckConfig;
  readonly fault: FaultConfig;
  readonly functions: FunctionsConfig;
  readonly throttle: ThrottleConfig;
  /** Whether API Gateway logs every request; absent: no. */
  readonly accessLogs?: boolean;
  readonly lease?: LeaseConfig;
  /** Where Terraform keeps its state; absent: in a local file. */
  readonly state?: StateConfig;
}

/** One region of the lab. */
export interface RegionConfig {
  /** The AWS region's code: `us-east-1`. */
  readonly region: string;
  /** Its short name, part of the region's own host name: `us`. */
  readonly label: string;
  readonly customers: CustomersConfig;
  /** The host that the region's health check asks; by default the region's own. */
  readonly healthCheckHost?: string;
}

/** The simulated customers of a region; all in all they send `requestsPerMinute` x `workers` requests a minute. */
export interface CustomersConfig {
  /** Of each worker. */
  readonly requestsPerMinute: number;
  /** Invocations of the simulator side by side. */
  readonly workers: number;
}

/** How Route 53 checks each region. */
export interface HealthCheckConfig {
  readonly intervalSeconds: 10 | 30;
  /** Consecutive results that change a checker's opinion, either way. */
  readonly failureThreshold: number;
  /** Whether the answer's text must name the region too, which a check of another region's host cannot pass. */
  readonly matchBody: boolean;
}

/** What the experiment does. */
export interface FaultConfig {
  /** The region that is made to fail; one of the lab's. */
  readonly region: string;
  /** Added to every invocation. */
  readonly latencySeconds: number;
  /** How long the fault stays. */
  readonly minutes: number;
}

/** What all functions have in common. */
export interface FunctionsConfig {
  /** Of `hello` and `health`; the simulator's own is more. */
  readonly memoryMegabytes: number;
  /** Of `hello` and `health`; the simulator's own is longer. */
  readonly timeoutSeconds: number;
  readonly logRetentionDays: number;
  /** Whether X-Ray traces them. */
  readonly tracing: boolean;
}

/** What each region lets through to the service; above it a request is answered 429. */
export interface ThrottleConfig {
  readonly requestsPerSecond: number;
  /** At once, before those a second count. */
  readonly burst: number;
}

/** The table of the API's lease, without which no region of it is made to fail. */
export interface LeaseConfig {
  /** Whether another lab on the same API has made it already; by default this lab makes it. */
  readonly tableExists: boolean;
}

/** An S3 backend with S3's own lock file. */
export interface StateConfig {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

/** `lab.config.json` as a kind of file. */
export const labConfigKind: FileKind = {
  name: 'lab configuration',
  schema,
  marks: ['zone', 'host', 'regions', 'healthCheck', 'fault'],
  sureMarks: [],
  shape: labConfigShape,
  rules: [...labConfigRules, ...Object.values(labStateRules)],
  check: checkWith(labConfigContext, labConfigRules),
};

/**
 * Reads and checks `lab.config.json`, and fills in what may be left out: `healthCheck` (10 s, threshold 3, no matching of the body),
 * `functions` (256 MB, 10 s, logs kept 14 days, no tracing), `throttle` (20 requests a second, 40 at once) and the customers' `workers` (one a region).
 * @throws {InvalidFileError} with everything that is wrong with the file
 */
export function loadLabConfig(path: string): LabConfig {
  return loadFile(path, labConfigKind) as LabConfig;
}
