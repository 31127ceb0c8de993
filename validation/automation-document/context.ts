import type { CheckRule } from '../findings/rule';
import type { RunContext } from '../kinds/file-kind';
import { type Parts, asMap, isMap } from '../parts';
import type { SourceFile, SourceFormat } from '../files/source-file';
import { type Expression, expressionsOf } from './references/expressions';
import { type Flow, flowOf } from './flow/flow';
import { type PlacedStep, type StepReference, placedSteps, referencesOf } from './placed-step';
import { type PlacedScript, pythonScriptOf } from './execute-script/python-script';

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

/** A rule about SSM Automation documents. */
export type AutomationRule = CheckRule<AutomationContext>;

/** Reads the value of a document, well-formed or not. */
export function automationContext(
  value: unknown,
  _run: RunContext,
  { text, format }: SourceFile,
): AutomationContext {
  const document = asMap(value);
  const steps = [...placedSteps(document.mainSteps)];
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
