import { isDeepStrictEqual } from 'node:util';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { nameOfLayer } from '../../fault/snapshot';
import { variablesOf } from '../../fault/variables-of';
import { isOfFaultVariable } from './environment-size';

/**
 * What a published version freezes, by the members of Lambda's answer: a word for each that somebody sets and that runs, the same as in
 * `SETTINGS` of documents/chaos-extension.yaml; null for what is not compared. The compiler asks about each member that Lambda's API gets.
 */
const SETTINGS: Readonly<Record<keyof FunctionConfiguration, string | null>> = {
  CodeSha256: 'code',
  Runtime: 'runtime',
  Handler: 'handler',
  Role: 'role',
  MemorySize: 'memory',
  Timeout: 'time-out',
  KMSKeyArn: 'KMS key',
  VpcConfig: 'VPC',
  Architectures: 'architecture',
  EphemeralStorage: 'ephemeral storage',
  FileSystemConfigs: 'file systems',
  TracingConfig: 'tracing',
  LoggingConfig: 'logging',
  DeadLetterConfig: 'dead-letter queue',
  DurableConfig: 'durable execution',
  CapacityProviderConfig: 'capacity provider',
  // Compared by ARN and by name.
  Layers: null,
  Environment: null,
  // Nothing that runs.
  Description: null,
  // Set when the function is made, and never changed.
  FunctionName: null,
  PackageType: null,
  TenancyConfig: null,
  MasterArn: null,
  // Of container images, which are refused; and not for Node.js, the only runtime that is not.
  ImageConfigResponse: null,
  SnapStart: null,
  // Set by AWS itself: which version it is, its state, its size, its dates, what follows from the code, the runtime's patch version.
  FunctionArn: null,
  Version: null,
  RevisionId: null,
  State: null,
  StateReason: null,
  StateReasonCode: null,
  LastUpdateStatus: null,
  LastUpdateStatusReason: null,
  LastUpdateStatusReasonCode: null,
  LastModified: null,
  CodeSize: null,
  ConfigSha256: null,
  SigningProfileVersionArn: null,
  SigningJobArn: null,
  RuntimeVersionConfig: null,
};

/**
 * In what the version that is served differs from `$LATEST`, in words; empty where publishing `$LATEST` would put nothing new into
 * service. Of variables only the names are told: a value may be a secret.
 * @throws UnreadableVariablesError where Lambda does not tell the variables of one
 */
export function differencesFromServed(
  latest: FunctionConfiguration,
  served: FunctionConfiguration,
): string[] {
  const differing = Object.entries(SETTINGS).flatMap(([member, word]) => {
    const setting = (of: FunctionConfiguration): unknown =>
      settingOf(of, member as keyof FunctionConfiguration);
    return word === null || isDeepStrictEqual(setting(latest), setting(served)) ? [] : [word];
  });
  if (!isDeepStrictEqual(arnsOf(latest), arnsOf(served))) differing.push('layers');
  const [ours, theirs] = [variablesOf(latest), variablesOf(served)];
  const names = Object.keys({ ...ours, ...theirs })
    .filter((name) => ours[name] !== theirs[name])
    .sort();
  if (names.length > 0) differing.push(`variables (${names.join(', ')})`);
  return differing;
}

/**
 * A function without the variables and the layer that the fault brings.
 * @param layerArn of the extension's layer, in whatever version
 */
export function withoutFault(configuration: FunctionConfiguration, layerArn: string): FunctionConfiguration {
  const kept = Object.entries(variablesOf(configuration)).filter(([name]) => !isOfFaultVariable(name));
  return {
    ...configuration,
    Environment: { Variables: Object.fromEntries(kept) },
    Layers: configuration.Layers?.filter(({ Arn = '' }) => nameOfLayer(Arn) !== nameOfLayer(layerArn)),
  };
}

/** The ARNs of a function's layers, in their order: a later one hides files of an earlier one. */
function arnsOf({ Layers = [] }: FunctionConfiguration): (string | undefined)[] {
  return Layers.map(({ Arn }) => Arn);
}

/** A setting; where Lambda leaves it out, what that means (Lambda API reference, CreateFunction). */
function settingOf(configuration: FunctionConfiguration, member: keyof FunctionConfiguration): unknown {
  const defaults: FunctionConfiguration = {
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    TracingConfig: { Mode: 'PassThrough' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${configuration.FunctionName ?? ''}` },
  };
  return plain(configuration[member]) ?? defaults[member];
}

/** Without what is empty or false, which Lambda may leave out, and without order; the VPC follows from its subnets. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(plain).sort(byText);
  if (typeof value !== 'object' || value === null) return value === '' || value === false ? undefined : value;
  const items = Object.entries(value)
    .map(([key, item]) => [key, plain(item)] as const)
    .filter(([key, item]) => key !== 'VpcId' && item !== undefined);
  return items.length === 0 ? undefined : Object.fromEntries(items);
}

function byText(one: unknown, other: unknown): number {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}
