import { asText } from '../../parts';
import type { AutomationRule } from '../context';
import { step, stepExamples } from '../examples';
import { howWritten, isOfType } from '../parameters/parameter-types';

const setStep = (value: string) =>
  step('count', 'aws:updateVariable', [], [`{ Name: 'variable:Count', Value: ${value} }`]);

/** The name in `variable:Count`; undefined where it is none. */
export function variableNamed(name: unknown): string | undefined {
  return /^variable:\s*(?:\{\{\s*)?(\w+)/.exec(asText(name) ?? '')?.[1];
}

/** Rules about the variables of a document. */
export const variableRules: readonly AutomationRule[] = [
  {
    code: 'SSM146',
    severity: 'error',
    title: 'a new value that is not of the type of its variable',
    explanation:
      '`aws:updateVariable` converts nothing: an `Integer` gets 3 and not "3", a `StringList` a list of strings.',
    examples: stepExamples(
      [setStep("'3'")],
      [setStep('3')],
      'variables:\n  Count: { type: Integer, default: 0 }\n',
    ),
    source: 'updateVariable',
    *check({ steps, variables }) {
      for (const { path, action, inputs } of steps) {
        const name = action === 'aws:updateVariable' ? variableNamed(inputs.Name) : undefined;
        const type = asText(variables.get(name ?? '')?.type);
        if (type === undefined || inputs.Value === undefined || isOfType(inputs.Value, type)) continue;
        const message = `${JSON.stringify(inputs.Value)} is no ${type}; use ${howWritten(type, inputs.Value)}`;
        yield { path: [...path, 'inputs', 'Value'], message };
      }
    },
  },
];
