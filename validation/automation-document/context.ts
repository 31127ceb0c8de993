import type { ValuePath } from '../findings/finding';
import type { Surroundings } from '../kinds/file-kind';
import { type Parts, asList, asMap, asText, isMap } from '../parts';
import type { SourceFile, SourceFormat } from '../files/source-file';
import { type Expression, expressionsOf } from './references/expressions';
import { type Flow, flowOf } from './flow/flow';
import { type PlacedScript, pythonScriptOf } from './execute-script/python-script';

/** A step with its place in the document. */
export interface PlacedStep {
  readonly path: ValuePath;
  readonly name: string | undefined;
  readonly action: string | undefined;
  /** The action's own properties; empty where there are none. */
  readonly inputs: Parts;
  /** The whole step. */
  readonly step: Parts;
  /** The loop whose body it is in. */
  readonly loop: PlacedStep | undefined;
}

/** A place that sends the flow to another step. */
export interface StepReference {
  readonly path: ValuePath;
  /** The name that is written there; `onFailure: step:detach` names `detach`. */
  readonly name: string;
  readonly from: PlacedStep;
  readonly by: 'nextStep' | 'onFailure' | 'onCancel' | 'branch';
}

/** What the rules of an SSM Automation document look at. Parts of the wrong type are left out. */
export interface AutomationContext {
  readonly document: Parts;
  /** The length of the text as AWS counts it. */
  readonly bytes: number;
  readonly format: SourceFormat;
  /** In the order of the text; those in loops after their loop. */
  readonly steps: readonly PlacedStep[];
  /** The names of all steps that have one. */
  readonly stepNames: readonly string[];
  /** By name; of two of one name the first. */
  readonly stepsByName: ReadonlyMap<string, PlacedStep>;
  readonly references: readonly StepReference[];
  /** By name; each is a map. */
  readonly parameters: ReadonlyMap<string, Parts>;
  /** By name; each is a map. */
  readonly variables: ReadonlyMap<string, Parts>;
  /** Every `{{ … }}`. */
  readonly expressions: readonly Expression[];
  /** Undefined where it is not known: a step has no name of its own, or leads to one that is not there. */
  readonly flow: Flow | undefined;
  /** The scripts in Python that stand in the document. */
  readonly scripts: readonly PlacedScript[];
}

/** Reads the value of a document, well-formed or not. */
export function automationContext(
  value: unknown,
  _surroundings: Surroundings,
  { text, format }: SourceFile,
): AutomationContext {
  const document = asMap(value);
  const steps = [...placedSteps(document.mainSteps, ['mainSteps'], undefined)];
  const references = steps.flatMap((step) => [...referencesOf(step)]);
  return {
    document,
    bytes: Buffer.byteLength(text),
    format,
    steps,
    stepNames: steps.flatMap(({ name }) => name ?? []),
    stepsByName: byName(steps),
    references,
    parameters: mapsIn(document.parameters),
    variables: mapsIn(document.variables),
    expressions: expressionsOf(document, steps),
    flow: flowOf(steps, references),
    scripts: steps.flatMap((step) => pythonScriptOf(step) ?? []),
  };
}

function mapsIn(value: unknown): ReadonlyMap<string, Parts> {
  return new Map(Object.entries(asMap(value)).filter((entry): entry is [string, Parts] => isMap(entry[1])));
}

function byName(steps: readonly PlacedStep[]): ReadonlyMap<string, PlacedStep> {
  const found = new Map<string, PlacedStep>();
  for (const step of steps) if (step.name !== undefined && !found.has(step.name)) found.set(step.name, step);
  return found;
}

function* placedSteps(steps: unknown, path: ValuePath, loop: PlacedStep | undefined): Iterable<PlacedStep> {
  for (const [index, value] of asList(steps).entries()) {
    if (!isMap(value)) continue;
    const placed: PlacedStep = {
      path: [...path, index],
      name: asText(value.name),
      action: asText(value.action),
      inputs: asMap(value.inputs),
      step: value,
      loop,
    };
    yield placed;
    if (placed.action === 'aws:loop') {
      yield* placedSteps(placed.inputs.Steps, [...placed.path, 'inputs', 'Steps'], placed);
    }
  }
}

function* referencesOf(from: PlacedStep): Iterable<StepReference> {
  const { path, step, inputs, action } = from;
  const nextStep = asText(step.nextStep);
  if (nextStep !== undefined) yield { path: [...path, 'nextStep'], name: nextStep, from, by: 'nextStep' };
  for (const by of ['onFailure', 'onCancel'] as const) {
    const way = asText(step[by]);
    if (way?.startsWith('step:')) yield { path: [...path, by], name: way.slice('step:'.length), from, by };
  }
  if (action !== 'aws:branch') return;
  for (const [index, choice] of asList(inputs.Choices).entries()) {
    const name = asText(asMap(choice).NextStep);
    if (name === undefined) continue;
    yield { path: [...path, 'inputs', 'Choices', index, 'NextStep'], name, from, by: 'branch' };
  }
  const otherwise = asText(inputs.Default);
  if (otherwise !== undefined) {
    yield { path: [...path, 'inputs', 'Default'], name: otherwise, from, by: 'branch' };
  }
}
