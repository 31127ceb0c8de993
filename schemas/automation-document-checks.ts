import type { AutomationContent, AutomationStep, ExecuteScriptInputs } from './automation-document';
import { durationSeconds } from './duration';
import type { Finding, ValuePath } from './finding';
import type { SourceFile } from './source-file';
import { choiceAdvice } from './suggestion';

/** A step with its place in the document; the steps of loops among them. */
interface PlacedStep {
  readonly step: AutomationStep;
  readonly path: ValuePath;
}

/** `aws:sleep` sleeps at most so many seconds (Systems Manager user guide, aws:sleep). */
const longestSleepSeconds = 604_799;

/** What the schema of an SSM Automation document cannot say. */
export function automationDocumentFindings(content: AutomationContent, source: SourceFile): Finding[] {
  const steps = [...placedSteps(content.mainSteps, ['mainSteps'])];
  const names = steps.map(({ step }) => step.name);
  return steps.flatMap((placed, index) => [
    ...repeatedName(placed, names.slice(0, index), source),
    ...danglingReferences(placed, names, source),
    ...scriptFindings(placed, source),
    ...sleepFindings(placed, source),
  ]);
}

function* placedSteps(steps: readonly AutomationStep[], path: ValuePath): Iterable<PlacedStep> {
  for (const [index, step] of steps.entries()) {
    const here = [...path, index];
    yield { step, path: here };
    if (step.action === 'aws:loop') {
      const { Steps } = step.inputs as { readonly Steps: readonly AutomationStep[] };
      yield* placedSteps(Steps, [...here, 'inputs', 'Steps']);
    }
  }
}

function* repeatedName(
  { step, path }: PlacedStep,
  before: readonly string[],
  source: SourceFile,
): Iterable<Finding> {
  if (!before.includes(step.name)) return;
  yield source.finding([...path, 'name'], `"${step.name}" is also the name of an earlier step; use another`);
}

function* danglingReferences(
  placed: PlacedStep,
  names: readonly string[],
  source: SourceFile,
): Iterable<Finding> {
  for (const [path, name] of references(placed)) {
    // A name that is computed is known only when the document runs.
    if (names.includes(name) || name.includes('{{')) continue;
    yield source.finding(path, `there is no step "${name}"; ${choiceAdvice(name, names)}`);
  }
}

function* references({ step, path }: PlacedStep): Iterable<readonly [ValuePath, string]> {
  if (step.nextStep !== undefined) yield [[...path, 'nextStep'], step.nextStep];
  for (const property of ['onFailure', 'onCancel'] as const) {
    const way = step[property];
    if (way?.startsWith('step:')) yield [[...path, property], way.slice('step:'.length)];
  }
  if (step.action !== 'aws:branch') return;
  const { Choices, Default } = step.inputs as {
    readonly Choices: readonly { readonly NextStep: string }[];
    readonly Default?: string;
  };
  for (const [index, { NextStep }] of Choices.entries()) {
    yield [[...path, 'inputs', 'Choices', index, 'NextStep'], NextStep];
  }
  if (Default !== undefined) yield [[...path, 'inputs', 'Default'], Default];
}

function* scriptFindings({ step, path }: PlacedStep, source: SourceFile): Iterable<Finding> {
  if (step.action !== 'aws:executeScript') return;
  const inputs = step.inputs as unknown as ExecuteScriptInputs;
  if (inputs.Script === undefined && inputs.Attachment === undefined) {
    yield source.finding([...path, 'inputs'], 'has nothing to run; use Script or Attachment');
  }
  if (!inputs.Runtime.startsWith('python')) return;
  const handlerPath = [...path, 'inputs', 'Handler'];
  if (inputs.Handler === undefined) {
    yield source.finding(handlerPath, 'is missing; Python needs the name of the function that is called');
  } else if (inputs.Script !== undefined) {
    const functions = [...inputs.Script.matchAll(/^[ \t]*def[ \t]+(\w+)[ \t]*\(/gm)].map(
      ([, name = '']) => name,
    );
    if (functions.includes(inputs.Handler)) return;
    const advice =
      functions.length === 0
        ? `write "def ${inputs.Handler}(events, context):"`
        : choiceAdvice(inputs.Handler, functions);
    yield source.finding(handlerPath, `the script has no function "${inputs.Handler}"; ${advice}`);
  }
}

function* sleepFindings({ step, path }: PlacedStep, source: SourceFile): Iterable<Finding> {
  const duration = step.action === 'aws:sleep' ? step.inputs?.Duration : undefined;
  if (typeof duration !== 'string' || duration.includes('{{')) return;
  const seconds = durationSeconds(duration);
  if (seconds !== undefined && seconds <= longestSleepSeconds) return;
  const wrong = seconds === undefined ? 'is not an ISO 8601 duration' : 'is too long';
  const message = `"${duration}" ${wrong}; use one such as PT10M, of at most 604,799 seconds`;
  yield source.finding([...path, 'inputs', 'Duration'], message);
}
