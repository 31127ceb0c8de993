import type { ValuePath } from '../../findings/finding';
import { asList, asText } from '../../parts';
import { choiceAdvice } from '../../suggestion';
import type { Problem } from '../../findings/rule';
import { hasOutput, outputsOf } from './action-outputs';
import type { AutomationContext, AutomationRule } from '../context';
import type { PlacedStep } from '../placed-step';
import { step, stepExamples } from '../examples';
import { type Meaning, meaningOf } from './meaning';
import { undefinedMessage } from './undefined-names';
import { variableNamed } from './variables';

/** Something that is named somewhere, with the step that names it. */
interface Named {
  readonly meaning: Meaning;
  readonly path: ValuePath;
  readonly offset?: number;
  readonly inProgram: boolean;
  readonly from: PlacedStep | undefined;
}

const lookStep = (output = 'Version') =>
  step(
    'look',
    'aws:executeAwsApi',
    [`outputs: [{ Name: ${output}, Selector: $.FunctionVersion, Type: String }]`],
    ['{ Service: lambda, Api: GetAlias, FunctionName: hello, Name: live }'],
  );

const restoreFunctions = (version: string) =>
  step(
    'detach',
    'aws:executeAwsApi',
    [],
    [
      'Service: lambda',
      'Api: UpdateAlias',
      'FunctionName: hello',
      'Name: live',
      `FunctionVersion: ${version}`,
    ],
  );

/** Rules about what `{{ … }}` and `outputs` name. */
export const referenceRules: readonly AutomationRule[] = [
  {
    code: 'SSM130',
    severity: 'error',
    title: 'something is named that is nowhere defined',
    explanation:
      '`{{ Name }}` is a parameter of the document, `{{ step.Output }}` an output of a step, `{{ variable:Name }}` a variable; beyond ' +
      'these there are `global:` and `automation:EXECUTION_ID`. Upper and lower case count. Systems Manager refuses some such ' +
      'documents when they are made, and others in the midst of their run.',
    examples: stepExamples(
      [lookStep(), restoreFunctions("'{{ lok.Version }}'")],
      [lookStep(), restoreFunctions("'{{ look.Version }}'")],
    ),
    source: 'automationVariables',
    *check(context) {
      for (const { meaning, inProgram, ...named } of everythingNamed(context)) {
        const message = undefinedMessage(meaning, inProgram, context);
        if (message !== undefined) yield problem(named, message);
      }
    },
  },
  {
    code: 'SSM131',
    severity: 'error',
    title: 'an output that the step does not have',
    explanation:
      'A step has the outputs that it declares, and those that its action has by itself: `Payload` of a script, `InstanceIds` of ' +
      'launched instances. What else is in the answer of a call must be declared, with a Selector.',
    examples: stepExamples(
      [lookStep('Versoin'), restoreFunctions("'{{ look.Version }}'")],
      [lookStep(), restoreFunctions("'{{ look.Version }}'")],
    ),
    source: 'automationOutputs',
    *check(context) {
      for (const { meaning, ...named } of everythingNamed(context)) {
        if (meaning.kind !== 'output') continue;
        const placed = context.stepsByName.get(meaning.step);
        if (placed === undefined || hasOutput(placed, meaning.output) !== false) continue;
        const outputs = outputsOf(placed) ?? [];
        const advice =
          outputs.length === 0 ? "declare it in the step's outputs" : choiceAdvice(meaning.output, outputs);
        yield problem(named, `"${meaning.step}" has no output "${meaning.output}"; ${advice}`);
      }
    },
  },
  {
    code: 'SSM132',
    severity: 'error',
    title: 'the output of a step that has not run yet',
    explanation:
      'No way through the document runs the step before the one that uses its output. There is nothing to put in, and the execution ' +
      'fails at this step.',
    examples: stepExamples(
      [restoreFunctions("'{{ look.Version }}'"), lookStep()],
      [lookStep(), restoreFunctions("'{{ look.Version }}'")],
    ),
    source: 'automationOutputs',
    *check(context) {
      const { flow, stepsByName } = context;
      if (flow === undefined) return;
      for (const { meaning, from, ...named } of everythingNamed(context)) {
        const source = meaning.kind === 'output' ? stepsByName.get(meaning.step) : undefined;
        if (from === undefined || source === undefined || flow.after(source).has(from)) continue;
        const name = source.name ?? '';
        const message =
          source === from ? 'a step cannot use its own output' : `"${name}" cannot have run before this step`;
        yield problem(named, `${message}; use what an earlier step gives`);
      }
    },
  },
];

function problem({ path, offset }: Pick<Named, 'path' | 'offset'>, message: string): Problem {
  return offset === undefined ? { path, message } : { path, offset, message };
}

function* everythingNamed({ document, expressions, steps }: AutomationContext): Iterable<Named> {
  for (const { text, path, offset, inProgram, step: from } of expressions) {
    const meaning = meaningOf(text);
    if (meaning !== undefined) yield { meaning, path, offset, inProgram, from };
  }
  for (const [index, output] of asList(document.outputs).entries()) {
    const meaning = meaningOf(asText(output) ?? '');
    if (meaning?.kind === 'output')
      yield { meaning, path: ['outputs', index], inProgram: false, from: undefined };
  }
  for (const { action, inputs, path } of steps) {
    const name = variableNamed(inputs.Name);
    if (action !== 'aws:updateVariable' || name === undefined) continue;
    yield {
      meaning: { kind: 'variable', name },
      path: [...path, 'inputs', 'Name'],
      inProgram: false,
      from: undefined,
    };
  }
}
