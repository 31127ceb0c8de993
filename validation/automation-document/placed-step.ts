import type { ValuePath } from '../findings/finding';
import { type Parts, asList, asMap, asText, isMap } from '../parts';

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

/**
 * The steps of a list, those in loops after their loop; what is no map is left out.
 * @yields {PlacedStep} each step
 */
export function* placedSteps(
  steps: unknown,
  path: ValuePath = ['mainSteps'],
  loop?: PlacedStep,
): Iterable<PlacedStep> {
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

/**
 * The other steps that a step leads to by name.
 * @yields {StepReference} each place that names one
 */
export function* referencesOf(from: PlacedStep): Iterable<StepReference> {
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
