import { type Rule, yaml } from '../findings/rule';
import { shapeOf } from '../json-schema/shape';

const right = `
schemaVersion: '0.3'
mainSteps:
  - name: hold
    action: aws:sleep
    onCancel: Abort
    inputs: { Duration: PT10M }
`;

const wrong = (from: string, to: string) => yaml(right.replace(from, to), right);

/** What the schema of an SSM Automation document stands for. */
export const automationShape = shapeOf('SSM', {
  source: 'automationDocument',
  examples: {
    unknownKey: wrong('onCancel: Abort', 'oncancel: Abort'),
    missingKey: wrong('    action: aws:sleep\n', ''),
    wrongType: wrong("'0.3'", '0.3'),
    notAChoice: wrong("'0.3'", "'0.2'"),
    wrongForm: wrong('onCancel: Abort', 'onCancel: Continue'),
    outOfBounds: wrong('{ Duration: PT10M }', '{}'),
  },
});

/** The schema's own rules, which say more than the six: it names them with "rule". */
export const automationSchemaRules: readonly Rule[] = [
  {
    code: 'SSM010',
    severity: 'error',
    title: 'an action that Automation does not have',
    explanation:
      'Systems Manager refuses a document with an unknown action. The names are case-sensitive and begin with `aws:`; those of ' +
      'Command documents, such as `aws:runShellScript`, are no actions of Automation: run such a document with `aws:runCommand`.',
    examples: wrong('aws:sleep', 'aws:wait'),
    source: 'automationActions',
  },
  {
    code: 'SSM011',
    severity: 'error',
    title: 'a runtime that aws:executeScript does not have',
    explanation:
      'A script runs in one of the runtimes of Systems Manager, which are not those of Lambda: Python as `python3.11`, PowerShell as ' +
      '`PowerShell 7.4`.',
    examples: yaml(
      `
schemaVersion: '0.3'
mainSteps:
  - name: look
    action: aws:executeScript
    inputs:
      Runtime: nodejs22.x
      Handler: handler
      Script: |
        def handler(events, context):
          return {}
`,
      `
schemaVersion: '0.3'
mainSteps:
  - name: look
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: handler
      Script: |
        def handler(events, context):
          return {}
`,
    ),
    source: 'executeScript',
  },
];
