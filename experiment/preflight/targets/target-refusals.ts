import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { FAULT_NOTE } from '../../fault/snapshot';
import { isReadable, variablesOf } from '../../fault/variables-of';
import type { AttachRequest } from './attach-request';
import { bytesWithFault, EXTENSION_WRAPPER, WRAPPER, type AliasBefore } from './environment-size';
import { functionRefusals, unreadableRefusal, type Refusal } from './function-refusals';
import { differencesFromServed, withoutFault } from './unreleased';

/** Lambda quotas: five layers a function, 4 KB for all environment variables together. */
const MOST_LAYERS = 5;
const MOST_ENVIRONMENT_BYTES = 4096;

/** A function that is to carry the fault, as it is now. */
export interface Target {
  /** `$LATEST`. */
  readonly latest: FunctionConfiguration;
  readonly aliasName: string;
  readonly alias: AliasBefore;
  /** What the alias serves. */
  readonly served: FunctionConfiguration;
  readonly layer: Layer;
  readonly request: AttachRequest;
}

/** What the layer with the extension says it supports. */
export interface Layer {
  /** Empty: it does not say. */
  readonly architectures: readonly string[];
}

/**
 * Why the document would refuse to attach the fault, or fail at it: the rules of `refuse_what_cannot_work` and `refuse_unreleased` in
 * documents/chaos-extension.yaml, and what they leave to Lambda. Of a function that carries the fault already it refuses nothing that
 * the fault itself brings.
 */
export function refusalsOf(target: Target): Refusal[] {
  const { latest, served } = target;
  const unreadable = [latest, served].filter((configuration) => !isReadable(configuration));
  const evident = [...functionRefusals(latest), ...unreadable.map(unreadableRefusal)];
  if (unreadable.length > 0) return evident;
  const attached = FAULT_NOTE in variablesOf(latest);
  return [
    ...evident,
    ...(attached ? [] : [...roomRefusals(target), ...layerRefusals(target)]),
    ...aliasRefusals(target),
  ];
}

/** What is worth knowing of a function that can carry the fault. */
export function describeTarget(target: Target): string {
  const { latest, aliasName, alias } = target;
  return [
    latest.Runtime ?? 'no runtime',
    architectureOf(latest),
    `${layersOf(latest).length} of ${MOST_LAYERS} layers`,
    `${bytesOf(target)} of ${MOST_ENVIRONMENT_BYTES} bytes of variables with the fault`,
    `${aliasName} at version ${alias.version}`,
    ...(latest.KMSKeyArn === undefined
      ? []
      : [`encrypted with ${latest.KMSKeyArn}, which the document's role must be allowed to use`]),
  ].join(', ');
}

function* roomRefusals(target: Target): Iterable<Refusal> {
  const { latest } = target;
  const layers = layersOf(latest).length;
  if (layers >= MOST_LAYERS)
    yield {
      reason: `it has ${layers} layers already, and Lambda allows ${MOST_LAYERS}`,
      advice: 'take one of its layers away',
    };
  const bytes = bytesOf(target);
  if (bytes > MOST_ENVIRONMENT_BYTES)
    yield {
      reason: `its variables would take ${bytes} bytes with the fault, and Lambda allows ${MOST_ENVIRONMENT_BYTES}`,
      advice: `shorten its variables by ${bytes - MOST_ENVIRONMENT_BYTES} or more bytes`,
    };
  if (variablesOf(latest)[WRAPPER] === EXTENSION_WRAPPER)
    yield {
      reason: `it starts through ${EXTENSION_WRAPPER} of another layer, which the extension would hide`,
      advice: `put the wrapper of that layer elsewhere, and name it in ${WRAPPER}`,
    };
}

function* layerRefusals({ latest, layer: { architectures } }: Target): Iterable<Refusal> {
  const architecture = architectureOf(latest);
  if (architectures.length > 0 && !architectures.includes(architecture))
    yield {
      reason: `it runs on ${architecture}, and the layer supports ${architectures.join(', ')}`,
      advice: 'use a layer that supports its architecture',
    };
}

function* aliasRefusals({ latest, aliasName, alias, served, request }: Target): Iterable<Refusal> {
  if (alias.version === '$LATEST')
    yield {
      reason: `the alias ${aliasName} points at $LATEST`,
      advice: 'publish a version, and point the alias at it',
    };
  const attached = FAULT_NOTE in variablesOf(latest);
  const compared = (configuration: FunctionConfiguration): FunctionConfiguration =>
    attached ? withoutFault(configuration, request.layerArn) : configuration;
  const differing = differencesFromServed(compared(latest), compared(served));
  if (differing.length > 0)
    yield {
      reason: `alias ${aliasName} serves version ${alias.version}, which differs from $LATEST in ${differing.join(', ')}: attaching would put what is unreleased into service`,
      advice:
        'release $LATEST (publish it, and point the alias at that version), or make it again what is served',
    };
}

function bytesOf({ latest, alias, request }: Target): number {
  return bytesWithFault(variablesOf(latest), alias, request);
}

// Lambda leaves out Layers when there are none.
function layersOf({ Layers = [] }: FunctionConfiguration): readonly object[] {
  return Layers;
}

/** x86_64 is the default (Lambda API reference, CreateFunction). */
function architectureOf({ Architectures: [architecture = 'x86_64'] = [] }: FunctionConfiguration): string {
  return architecture;
}
