import type { ValuePath } from '../../findings/finding';
import { asList, asMap, isMap, type Parts } from '../../parts';
import type { Problem } from '../../findings/rule';
import type { AutomationRule } from '../context';
import { callStep, step, stepExamples } from '../examples';

/** What compares a variable (Systems Manager user guide, aws:branch). */
const operations = [
  'BooleanEquals',
  'Contains',
  'EndsWith',
  'EqualsIgnoreCase',
  'NumericEquals',
  'NumericGreater',
  'NumericGreaterOrEquals',
  'NumericLesser',
  'NumericLesserOrEquals',
  'StartsWith',
  'StringEquals',
] as const;

const combinations = ['And', 'Or', 'Not'] as const;

const allKeys: ReadonlySet<string> = new Set(['NextStep', 'Variable', ...operations, ...combinations]);

const branchStep = (choice: string) =>
  step('choose', 'aws:branch', [], ['Choices:', `  - { NextStep: detach, ${choice} }`, 'Default: detach']);

/** Rules about the conditions of branches and loops. */
export const conditionRules: readonly AutomationRule[] = [
  {
    code: 'SSM150',
    severity: 'error',
    title: 'a condition that compares nothing, or several things at once',
    explanation:
      'A condition is one `Variable` with one operation, such as `StringEquals`; or `And` or `Or` with a list of conditions; or `Not` ' +
      'with one. Systems Manager refuses a document whose operations it does not know.',
    examples: stepExamples(
      [branchStep("Variable: '{{ global:REGION }}'"), callStep('detach')],
      [branchStep("Variable: '{{ global:REGION }}', StringEquals: us-east-1"), callStep('detach')],
    ),
    source: 'automationBranching',
    *check({ steps }) {
      for (const { path, action, inputs } of steps) {
        if (action === 'aws:branch') {
          for (const [index, choice] of asList(inputs.Choices).entries()) {
            yield* conditionProblems(choice, [...path, 'inputs', 'Choices', index]);
          }
        }
        if (action === 'aws:loop' && inputs.LoopCondition !== undefined) {
          yield* conditionProblems(inputs.LoopCondition, [...path, 'inputs', 'LoopCondition']);
        }
      }
    },
  },
];

function* conditionProblems(condition: unknown, path: ValuePath): Iterable<Problem> {
  // A key that does not exist is reported by itself, and is mostly the one that is missing.
  if (!isMap(condition) || !Object.keys(condition).every((name) => allKeys.has(name))) return;
  const message = conditionMessage(condition);
  if (message !== undefined) yield { path, message };
  for (const name of ['And', 'Or'] as const) {
    for (const [index, inner] of asList(condition[name]).entries()) {
      yield* conditionProblems(inner, [...path, name, index]);
    }
  }
  if (condition.Not !== undefined) yield* conditionProblems(asMap(condition.Not), [...path, 'Not']);
}

function conditionMessage(condition: Parts): string | undefined {
  const given = [...operations, ...combinations].filter((name) => condition[name] !== undefined);
  const [only] = given;
  const hasVariable = condition.Variable !== undefined;
  if (given.length > 1)
    return `has ${given.join(' and ')}; use one of them, and And or Or to combine several`;
  if (only === undefined) {
    return hasVariable
      ? `does not say what Variable is compared with; use one of ${operations.join(', ')}`
      : 'has no condition; use Variable with an operation, or And, Or, Not';
  }
  const isCombined = combinations.some((name) => name === only);
  if (isCombined) return hasVariable ? `has Variable beside ${only}; put it inside` : undefined;
  return hasVariable ? undefined : `has nothing to compare; use Variable: '{{ step.Output }}' beside ${only}`;
}
