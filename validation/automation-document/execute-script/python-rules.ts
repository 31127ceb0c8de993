import { type Examples, yaml } from '../../findings/rule';
import type { AutomationRule } from '../context';
import { scriptDocument } from '../examples';

const scriptExamples = (wrong: readonly string[], right: readonly string[]): Examples =>
  yaml(scriptDocument(wrong), scriptDocument(right));

const calling = [
  'import boto3',
  '',
  'def handler(events, context):',
  '  return boto3.client("lambda").get_account_settings()["AccountUsage"]',
];

const role = 'assumeRole: arn:aws:iam::123456789012:role/chaos\n';

/** Modules with which a script calls AWS. */
const callsAws = new Set(['boto3', 'botocore', 'aioboto3']);

/** Rules about scripts in Python. */
export const pythonRules: readonly AutomationRule[] = [
  {
    code: 'SSM113',
    severity: 'error',
    title: 'the script is no Python',
    explanation:
      'Systems Manager does not look into a script when the document is made: the step fails when it runs. Found are strings and ' +
      'brackets that do not end, lines that are not indented as a block must be, a colon that is missing, and what the grammar of ' +
      'Python does not have. The place is that of the first thing that cannot stand where it stands.',
    examples: scriptExamples(
      ['def handler(events, context)', '  return {}'],
      ['def handler(events, context):', '  return {}'],
    ),
    source: 'python',
    *check({ scripts }) {
      for (const { path, faults } of scripts) {
        for (const { offset, message } of faults) yield { path, offset, message };
      }
    },
  },
  {
    code: 'SSM114',
    severity: 'error',
    title: 'the Handler does not take two arguments',
    explanation:
      'Systems Manager calls the function with two arguments: the payload, and a context. A function of one parameter fails with a ' +
      'TypeError.',
    examples: scriptExamples(
      ['def handler(events):', '  return {}'],
      ['def handler(events, context):', '  return {}'],
    ),
    source: 'executeScript',
    *check({ scripts }) {
      for (const { path, functions, faults, placed } of scripts) {
        // Of two functions of one name, the later one counts.
        const handler = functions.findLast(({ name }) => name === placed.inputs.Handler);
        if (faults.length > 0 || handler === undefined || (handler.fewest <= 2 && handler.most >= 2))
          continue;
        const message = `${handler.name} is called with two arguments, which it does not take; write "def ${handler.name}(events, context):"`;
        yield { path, offset: handler.offset, message };
      }
    },
  },
  {
    code: 'SSM115',
    severity: 'error',
    title: 'a script that calls AWS, in a document without assumeRole',
    explanation:
      'Other actions can do with the rights of whoever started the document. A script runs elsewhere, and without `assumeRole` it has ' +
      'no credentials at all.',
    examples: yaml(scriptDocument(calling), scriptDocument(calling, role)),
    source: 'executeScript',
    *check({ scripts, document }) {
      if (document.assumeRole !== undefined) return;
      for (const { path, lines } of scripts) {
        const imported = lines
          .filter(({ tokens: [first] }) => first?.text === 'import' || first?.text === 'from')
          .map(({ tokens }) => tokens.slice(1).find(({ text }) => callsAws.has(text)))
          .find((token) => token !== undefined);
        if (imported === undefined) continue;
        const message = `"${imported.text}" needs credentials, which a script has only where the document has an assumeRole`;
        yield { path, offset: imported.offset, message };
      }
    },
  },
];
