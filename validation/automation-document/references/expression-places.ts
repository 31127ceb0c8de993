import { yaml } from '../../findings/rule';
import type { AutomationRule } from '../context';
import { callStep, step, stepExamples, withSteps } from '../examples';
import type { Expression } from './expressions';
import { type Meaning, meaningOf } from './meaning';

const callOf = (name: string) =>
  step('look', 'aws:executeAwsApi', [], ['Service: lambda', 'Api: GetFunction', `FunctionName: '${name}'`]);

/** Rules about where `{{ … }}` may stand, and parameters that stand nowhere. */
export const expressionPlaceRules: readonly AutomationRule[] = [
  {
    code: 'SSM133',
    severity: 'error',
    title: 'a place where this cannot be filled in',
    explanation:
      'A parameter of Parameter Store, `{{ ssm:name }}`, can be the default of a parameter and nothing else. A default names no other ' +
      'parameter. The role is needed before any step has run. One pair of braces does not stand inside another.',
    examples: yaml(
      withSteps([callOf('{{ ssm:/lab/function }}')]),
      withSteps(
        [callOf('{{ Function }}')],
        "parameters:\n  Function: { type: String, default: '{{ ssm:/lab/function }}' }\n",
      ),
    ),
    source: 'automationVariables',
    *check({ expressions }) {
      for (const expression of expressions) {
        const message = placeMessage(expression, meaningOf(expression.text));
        if (message !== undefined) yield { path: expression.path, offset: expression.offset, message };
      }
    },
  },
  {
    code: 'SSM134',
    severity: 'warning',
    title: 'a parameter that nothing uses',
    explanation:
      'Who starts the document hands the value in, and nothing comes of it: mostly a name that was changed in one place only, or an ' +
      '`assumeRole` that was forgotten, so that the steps act with the rights of whoever started them.',
    examples: stepExamples(
      [callStep('detach')],
      [callStep('detach').replace('FunctionName: hello', "FunctionName: '{{ Function }}'")],
      'parameters:\n  Function: { type: String }\n',
    ),
    source: 'automationParameters',
    *check({ parameters, expressions }) {
      const used = new Set(expressions.map(({ text }) => /^\w*/.exec(text)?.[0]));
      for (const name of parameters.keys()) {
        if (used.has(name)) continue;
        yield {
          path: ['parameters', name],
          on: 'key',
          message: `nothing uses it; write {{ ${name} }} where it belongs, or leave it out`,
        };
      }
    },
  },
];

function placeMessage(
  { path, step: placed, nested, inProgram }: Expression,
  meaning: Meaning | undefined,
): string | undefined {
  if (nested) return 'one pair of braces stands inside another; name what is meant directly';
  if (meaning?.kind === 'store') {
    if (inProgram || path[0] === 'parameters') return undefined;
    return `"ssm:${meaning.name}" can only be the default of a parameter; define one, and name that here`;
  }
  if (path[0] === 'assumeRole' && meaning?.kind === 'output') {
    return `no step has run yet when the role is needed; use a parameter`;
  }
  const isDefault = path[0] === 'parameters' && path[2] === 'default' && placed === undefined;
  if (isDefault && (meaning?.kind === 'parameter' || meaning?.kind === 'output')) {
    return 'the default of a parameter cannot name another parameter or a step; write the value';
  }
  return undefined;
}
