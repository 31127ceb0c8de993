import { choiceAdvice } from '../../suggestion';
import { type Examples, yaml } from '../../findings/rule';
import type { AutomationRule } from '../context';

/** Rules about the names of steps and the ways from one to another. */
export const stepRules: readonly AutomationRule[] = [
  {
    code: 'SSM101',
    severity: 'error',
    title: 'the name of a step is used twice',
    explanation:
      'Steps are told apart by their names, those in loops too: `nextStep`, `onFailure` and `{{ step.Output }}` would not know which ' +
      'is meant. Systems Manager refuses the document.',
    examples: twoSteps({ secondName: 'hold' }),
    source: 'automationActions',
    *check({ steps }) {
      const seen = new Set<string>();
      for (const { name, path } of steps) {
        if (name === undefined) continue;
        if (seen.has(name)) {
          yield {
            path: [...path, 'name'],
            message: `"${name}" is also the name of an earlier step; use another`,
          };
        }
        seen.add(name);
      }
    },
  },
  {
    code: 'SSM102',
    severity: 'error',
    title: 'the way leads to a step that does not exist',
    explanation:
      'A branch, `nextStep`, `onFailure: step:…` or `onCancel: step:…` names a step that the document does not have. For `onFailure` ' +
      'and `onCancel` it is mostly the clean-up that would not run, on the very day on which it is needed.',
    examples: twoSteps({ onCancel: 'step:detatch' }),
    source: 'automationActions',
    *check({ steps, stepNames, stepsByName, references }) {
      // Where a step has no name, it may be the one that is meant.
      if (stepNames.length < steps.length) return;
      for (const { path, name } of references) {
        // A name that is computed is known only when the document runs.
        if (stepsByName.has(name) || name.includes('{{')) continue;
        yield { path, message: `there is no step "${name}"; ${choiceAdvice(name, stepNames)}` };
      }
    },
  },
];

function twoSteps({ secondName = 'detach', onCancel = 'step:detach' }): Examples {
  const text = (name: string, way: string) => `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:approve
    timeoutSeconds: 3600
    onCancel: ${way}
    inputs: { Approvers: ['arn:aws:iam::123456789012:role/game-day'] }
  - name: ${name}
    action: aws:executeAwsApi
    inputs: { Service: lambda, Api: UpdateAlias, FunctionName: hello, Name: live, FunctionVersion: '1' }
    isEnd: true
`;
  const wrong = text(secondName, secondName === 'detach' ? onCancel : 'Abort');
  return yaml(wrong, text('detach', 'step:detach'));
}
