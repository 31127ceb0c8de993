import { asText } from '../../parts';
import { choiceAdvice } from '../../suggestion';
import { type Examples, yaml } from '../../findings/rule';
import type { AutomationContext, AutomationRule } from '../context';
import type { PlacedStep } from '../placed-step';
import { scriptDocument } from '../examples';
import { isOtherwiseDefined } from '../python/functions';

/** Rules about what a script needs to be run. */
export const scriptRules: readonly AutomationRule[] = [
  {
    code: 'SSM110',
    severity: 'error',
    title: 'aws:executeScript has nothing to run',
    explanation:
      'The code stands in `Script`, or in a file that is attached to the document and named in `Attachment`.',
    examples: script({ without: / {6}Script:[^]*/ }),
    source: 'executeScript',
    *check(context) {
      for (const { path, inputs } of scriptSteps(context)) {
        if (inputs.Script !== undefined || inputs.Attachment !== undefined) continue;
        yield { path: [...path, 'inputs'], message: 'has nothing to run; use Script or Attachment' };
      }
    },
  },
  {
    code: 'SSM111',
    severity: 'error',
    title: 'a Python script without Handler',
    explanation:
      'Systems Manager calls one function of the script, with the payload and a context: the one in `Handler`.',
    examples: script({ without: / {6}Handler: handler\n/ }),
    source: 'executeScript',
    *check(context) {
      for (const { path, inputs } of pythonSteps(context)) {
        if (inputs.Handler !== undefined) continue;
        yield {
          path: [...path, 'inputs', 'Handler'],
          message: 'is missing; Python needs the name of the function that is called',
        };
      }
    },
  },
  {
    code: 'SSM112',
    severity: 'error',
    title: 'the Handler is not in the script',
    explanation:
      'Systems Manager does not look into the script when the document is made. The step fails when it runs, and with it the fault ' +
      'or, worse, the clean-up.',
    examples: script({ handler: 'attach' }),
    source: 'executeScript',
    *check(context) {
      for (const { placed, functions, lines } of context.scripts) {
        const handler = asText(placed.inputs.Handler);
        const names = functions.map(({ name }) => name);
        if (handler === undefined || names.includes(handler) || isOtherwiseDefined(handler, lines)) continue;
        const advice =
          names.length === 0 ? `write "def ${handler}(events, context):"` : choiceAdvice(handler, names);
        const message = `the script has no function "${handler}"; ${advice}`;
        yield { path: [...placed.path, 'inputs', 'Handler'], message };
      }
    },
  },
];

/** The steps that run a script of any language. */
export function scriptSteps({ steps }: AutomationContext): PlacedStep[] {
  return steps.filter(({ action }) => action === 'aws:executeScript');
}

function pythonSteps(context: AutomationContext): PlacedStep[] {
  return scriptSteps(context).filter(({ inputs }) => asText(inputs.Runtime)?.startsWith('python'));
}

function script({ handler = 'handler', without = /^$/ }): Examples {
  const text = (name: string) =>
    scriptDocument(['def handler(events, context):', '  return {}'], '', [
      'Runtime: python3.11',
      `Handler: ${name}`,
    ]);
  return yaml(text(handler).replace(without, ''), text('handler'));
}
