import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { FAULT_NOTE } from '../snapshot';
import type { AttachRequest } from './attach-request';
import { bytesWithFault, EXTENSION_WRAPPER, WRAPPER, type AliasBefore } from './environment-size';

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

/** What the layer with the extension says it supports; empty: it does not say. */
export interface Layer {
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
}

/** Why the fault cannot be attached, and what to do about it. */
export interface Refusal {
  readonly reason: string;
  readonly advice: string;
}

/**
 * Why the document would refuse to attach the fault, or fail at it: the rules of `refuse_what_cannot_work` and `refuse_other_code` in
 * documents/chaos-extension.yaml, and what they leave to Lambda. Of a function that carries the fault already it refuses nothing that
 * the fault itself brings.
 */
export function refusalsOf(target: Target): Refusal[] {
  const { latest } = target;
  const attached = FAULT_NOTE in variablesOf(latest);
  return [
    ...stateRefusals(latest),
    ...packageRefusals(latest),
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
  ].join(', ');
}

// Lambda changes a function only while it is active and no other update is under way (Lambda developer guide, "Lambda function states").
function* stateRefusals({ State: state = 'Active', ...latest }: FunctionConfiguration): Iterable<Refusal> {
  if (state !== 'Active') {
    const reason = `its state is ${state}: ${latest.StateReason ?? ''}`;
    yield { reason, advice: 'wait until it is Active; an Inactive function wakes when it is called' };
  }
  const { LastUpdateStatus: update = 'Successful' } = latest;
  if (update === 'InProgress')
    yield { reason: 'it is being updated', advice: 'wait until whoever deploys has done so' };
  else if (update !== 'Successful')
    yield {
      reason: `its last update is ${update}: ${latest.LastUpdateStatusReason ?? ''}`,
      advice: 'deploy it again',
    };
}

function* packageRefusals({ PackageType: kind = 'Zip' }: FunctionConfiguration): Iterable<Refusal> {
  if (kind === 'Zip') return;
  const reason = `it is a container image (${kind}), and layers can be added to zip packages only`;
  yield { reason, advice: 'deploy it as a zip package, or break another function' };
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

function* layerRefusals({ latest, layer: { runtimes, architectures } }: Target): Iterable<Refusal> {
  const { Runtime: runtime = 'no runtime' } = latest;
  if (runtimes.length > 0 && !runtimes.includes(runtime))
    yield {
      reason: `it runs on ${runtime}, and the layer supports ${runtimes.join(', ')}`,
      advice: 'use a layer that supports its runtime',
    };
  const architecture = architectureOf(latest);
  if (architectures.length > 0 && !architectures.includes(architecture))
    yield {
      reason: `it runs on ${architecture}, and the layer supports ${architectures.join(', ')}`,
      advice: 'use a layer that supports its architecture',
    };
}

function* aliasRefusals({ latest, aliasName, alias, served }: Target): Iterable<Refusal> {
  if (alias.version === '$LATEST')
    yield {
      reason: `the alias ${aliasName} points at $LATEST`,
      advice: 'publish a version, and point the alias at it',
    };
  if (served.CodeSha256 !== latest.CodeSha256)
    yield {
      reason: `the alias ${aliasName} serves version ${alias.version}, whose code is not that of $LATEST: attaching would put unreleased code into service`,
      advice: 'release $LATEST, or put it back to the code that is served',
    };
}

function bytesOf({ latest, alias, request }: Target): number {
  return bytesWithFault(variablesOf(latest), alias, request);
}

// Lambda leaves out Environment and Layers when there are none.
function variablesOf({ Environment }: FunctionConfiguration): Readonly<Record<string, string>> {
  return Environment?.Variables ?? {};
}

function layersOf({ Layers = [] }: FunctionConfiguration): readonly object[] {
  return Layers;
}

/** x86_64 is the default (Lambda API reference, CreateFunction). */
function architectureOf({ Architectures: [architecture = 'x86_64'] = [] }: FunctionConfiguration): string {
  return architecture;
}
