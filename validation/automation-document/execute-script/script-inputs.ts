import { asMap, asText } from '../../parts';
import { choiceAdvice } from '../../suggestion';
import { json, yaml } from '../../findings/rule';
import type { AutomationRule } from '../context';
import { scriptDocument, step, stepExamples, withSteps } from '../examples';
import { scriptSteps } from './execute-script';

/** Documents with them can be neither made nor run since 18 February 2025 (Systems Manager user guide, aws:executeScript). */
const retired = new Set(['python3.6', 'python3.7', 'python3.8']);

const powerShell = (inputs: readonly string[]) =>
  step('look', 'aws:executeScript', [], ['Runtime: PowerShell 7.4', ...inputs, 'Script: return @{}']);

const attached = (name: string) =>
  withSteps(
    [
      step(
        'look',
        'aws:executeScript',
        [],
        ['Runtime: python3.11', 'Handler: chaos.handler', `Attachment: ${name}`],
      ),
    ],
    `files:\n  chaos.py: { checksums: { sha256: ${'18871b13'.repeat(8)} } }\n`,
  );

const written = (runtime: string) =>
  scriptDocument(['def handler(events, context):', '  return {}'], '', [
    `Runtime: ${runtime}`,
    'Handler: handler',
  ]);

/** Rules about the other inputs of `aws:executeScript`. */
export const scriptInputRules: readonly AutomationRule[] = [
  {
    code: 'SSM116',
    severity: 'error',
    title: 'a Handler for a script in PowerShell',
    explanation:
      'A script in PowerShell is run from its first line on; only Python has a function that is called.',
    examples: stepExamples([powerShell(['Handler: handler'])], [powerShell([])]),
    source: 'executeScript',
    *check(context) {
      for (const { path, inputs } of scriptSteps(context)) {
        if (inputs.Handler === undefined || asText(inputs.Runtime)?.startsWith('PowerShell') !== true)
          continue;
        yield {
          path: [...path, 'inputs', 'Handler'],
          on: 'key',
          message: 'PowerShell does not support it; leave it out',
        };
      }
    },
  },
  {
    code: 'SSM117',
    severity: 'error',
    title: 'an attachment that the document does not have',
    explanation:
      'A file that a script comes from must be listed under `files`, with its checksum, by exactly this name.',
    examples: yaml(attached('chaos.zip'), attached('chaos.py')),
    source: 'executeScript',
    *check(context) {
      const names = Object.keys(asMap(context.document.files));
      for (const { path, inputs } of scriptSteps(context)) {
        const name = asText(inputs.Attachment);
        if (name === undefined || name.includes('{{') || names.includes(name)) continue;
        const advice =
          names.length === 0 ? 'list it under files, with its checksum' : choiceAdvice(name, names);
        yield {
          path: [...path, 'inputs', 'Attachment'],
          message: `"${name}" is not among the files; ${advice}`,
        };
      }
    },
  },
  {
    code: 'SSM118',
    severity: 'error',
    title: 'a runtime that AWS has retired',
    explanation:
      'Documents with Python 3.6, 3.7 or 3.8 can be made no more since 4 December 2024, and run no more since 18 February 2025. ' +
      'Scripts for them run on Python 3.11 nearly always as they are.',
    examples: yaml(written('python3.8'), written('python3.11')),
    source: 'executeScript',
    *check(context) {
      for (const { path, inputs } of scriptSteps(context)) {
        const runtime = asText(inputs.Runtime);
        if (runtime === undefined || !retired.has(runtime)) continue;
        yield {
          path: [...path, 'inputs', 'Runtime'],
          message: `"${runtime}" runs no more since February 2025; use python3.11`,
        };
      }
    },
  },
  {
    code: 'SSM119',
    severity: 'warning',
    title: 'a script inside of a JSON document',
    explanation:
      'AWS documented for years that a document in JSON has its scripts in attachments only. Such documents do run today, but the ' +
      'script is one long line with a back-slash before each quote, which nobody can read or compare. Write the document in YAML.',
    examples: json(
      `{
  "schemaVersion": "0.3",
  "mainSteps": [
    {
      "name": "look",
      "action": "aws:executeScript",
      "inputs": {
        "Runtime": "python3.11",
        "Handler": "handler",
        "Script": "def handler(events, context):\\n  return {}\\n"
      }
    }
  ]
}
`,
      `{
  "schemaVersion": "0.3",
  "files": { "chaos.py": { "checksums": { "sha256": "${'18871b13'.repeat(8)}" } } },
  "mainSteps": [
    {
      "name": "look",
      "action": "aws:executeScript",
      "inputs": { "Runtime": "python3.11", "Handler": "chaos.handler", "Attachment": "chaos.py" }
    }
  ]
}
`,
    ),
    source: 'executeScript',
    *check(context) {
      if (context.format !== 'JSON') return;
      for (const { path, inputs } of scriptSteps(context)) {
        if (inputs.Script === undefined) continue;
        yield {
          path: [...path, 'inputs', 'Script'],
          on: 'key',
          message: 'a script in JSON is hard to read; write the document in YAML, or use Attachment',
        };
      }
    },
  },
];
