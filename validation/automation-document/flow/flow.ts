import type { PlacedStep, StepReference } from '../placed-step';

/** One step may run right after another. */
export interface Way {
  readonly from: PlacedStep;
  readonly to: PlacedStep;
  /** `order`: the next in the list; `loop`: into the body of a loop, and back from its end. */
  readonly by: StepReference['by'] | 'order' | 'loop';
  /** The place that says so; the order of the list needs none. */
  readonly reference: StepReference | undefined;
}

/** Which step may run after which. */
export interface Flow {
  readonly first: PlacedStep | undefined;
  readonly waysFrom: (step: PlacedStep) => readonly Way[];
  /** All steps that may run at some time after a step, itself only where a way leads back. */
  readonly after: (step: PlacedStep) => ReadonlySet<PlacedStep>;
}

/** To follow all ways takes a time that grows with the square of the steps; who writes by hand writes fewer. */
const mostSteps = 500;

/** The flow of a document; undefined where a step has no name of its own, or leads to one that is not there. */
export function flowOf(steps: readonly PlacedStep[], references: readonly StepReference[]): Flow | undefined {
  const named = new Map(steps.map((step) => [step.name, step]));
  if (named.size < steps.length || named.has(undefined) || steps.length > mostSteps) return undefined;
  if (references.some(({ name }) => !named.has(name))) return undefined;
  const ways = new Map<PlacedStep, Way[]>(steps.map((step) => [step, []]));
  const add = (way: Way) => ways.get(way.from)?.push(way);
  for (const reference of references) {
    const { from, name, by } = reference;
    const to = named.get(name);
    if (to !== undefined) add({ from, to, by, reference });
  }
  for (const way of waysOfLists(steps)) add(way);
  const waysFrom = (step: PlacedStep) => ways.get(step) ?? [];
  const known = new Map<PlacedStep, ReadonlySet<PlacedStep>>();
  const after = (step: PlacedStep) => {
    const found = known.get(step) ?? stepsAfter(step, waysFrom);
    known.set(step, found);
    return found;
  };
  return { first: steps[0], waysFrom, after };
}

/** Whether a step ends the execution: `isEnd: true`, in quotes, too. */
export function isEnd({ step }: PlacedStep): boolean {
  return step.isEnd === true || step.isEnd === 'true';
}

function* waysOfLists(steps: readonly PlacedStep[]): Iterable<Way> {
  const last = new Map<PlacedStep | undefined, PlacedStep>();
  for (const to of steps) {
    const from = last.get(to.loop);
    last.set(to.loop, to);
    if (from === undefined) {
      if (to.loop !== undefined) yield { from: to.loop, to, by: 'loop', reference: undefined };
    } else if (goesOn(from)) {
      yield { from, to, by: 'order', reference: undefined };
    }
    // Whichever step of a body is its last, the loop goes on after it.
    if (to.loop !== undefined) yield { from: to, to: to.loop, by: 'loop', reference: undefined };
  }
}

/** Whether the next step of the list follows. A branch without Default goes on in the list where no choice is true. */
function goesOn(placed: PlacedStep): boolean {
  const { step, inputs, action } = placed;
  if (isEnd(placed) || step.nextStep !== undefined) return false;
  return action !== 'aws:branch' || inputs.Default === undefined;
}

function stepsAfter(start: PlacedStep, waysFrom: Flow['waysFrom']): ReadonlySet<PlacedStep> {
  const found = new Set<PlacedStep>();
  const left = [start];
  for (let step = left.pop(); step !== undefined; step = left.pop()) {
    for (const { to } of waysFrom(step)) {
      if (found.has(to)) continue;
      found.add(to);
      left.push(to);
    }
  }
  return found;
}
