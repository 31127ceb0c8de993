import { EmbeddedJson } from '../files/embedded-json';
import { isMap } from '../parts';
import { fillPlaceholders } from '../placeholders';
import type { ExperimentRule } from './context';
import { startDocument, templates } from './examples';
import { documentValues } from './started-documents';

/** The longest value that a parameter of an Automation document takes (Systems Manager API reference, AutomationParameterValue). */
const longestValue = 512;

/** Rules about `documentParameters` that hold whatever the document is. */
export const documentParameterRules: readonly ExperimentRule[] = [
  {
    code: 'FIS120',
    severity: 'error',
    title: 'documentParameters is not a JSON object',
    explanation:
      'The parameters of the document are one JSON object inside a string, so that each of its quotes has a backslash before it. FIS ' +
      'does not look into it when the template is made: the action fails when it starts.',
    examples: templates(
      { actions: startDocument('FunctionName=hello') },
      { actions: startDocument('{"FunctionName":"hello"}') },
    ),
    source: 'experimentActions',
    *check({ started }) {
      for (const { path, parsed } of started) {
        if (parsed === undefined) continue;
        if (!(parsed instanceof EmbeddedJson)) {
          yield { path, offset: parsed.offset, message: `is not JSON: ${parsed.message}` };
        } else if (!isMap(parsed.value)) {
          yield { path, message: 'is not a JSON object; use {"Parameter":"value"}' };
        }
      }
    },
  },
  {
    code: 'FIS121',
    severity: 'error',
    title: 'a parameter of the document is no string',
    explanation:
      'Systems Manager takes strings and lists of strings only, for parameters of the types Integer and Boolean too: they stand in ' +
      'quotes.',
    examples: templates(
      { actions: startDocument('{"LatencySeconds":60}') },
      { actions: startDocument('{"LatencySeconds":"60"}') },
    ),
    source: 'startAutomation',
    *check(context) {
      for (const { parameter, item, written, at } of documentValues(context)) {
        if (typeof item === 'string') continue;
        yield at(`"${parameter}" is ${written}; use a string or a list of strings`);
      }
    },
  },
  {
    code: 'FIS122',
    severity: 'error',
    title: 'a parameter of the document is empty',
    explanation:
      'Systems Manager refuses empty values when the execution starts, also where the default of the document is empty. To have the ' +
      'default, leave the parameter out.',
    examples: templates(
      { actions: startDocument('{"FunctionName":"hello","AliasName":""}') },
      { actions: startDocument('{"FunctionName":"hello"}') },
    ),
    source: 'startAutomation',
    *check(context) {
      for (const { parameter, item, at } of documentValues(context, 'automation')) {
        if (item !== '') continue;
        yield at(`"${parameter}" is empty, which SSM refuses; leave it out, so that its default holds`);
      }
    },
  },
  {
    code: 'FIS123',
    severity: 'error',
    title: 'a parameter of the document has over 512 characters',
    explanation: 'Systems Manager takes at most 512 characters for each value of a parameter.',
    examples: templates(
      { actions: startDocument(`{"Note":"${'never '.repeat(86)}"}`) },
      { actions: startDocument('{"Note":"never"}') },
    ),
    source: 'startAutomation',
    *check(context) {
      for (const { parameter, item, at } of documentValues(context, 'automation')) {
        if (typeof item !== 'string') continue;
        // A placeholder counts as one character, the shortest that it can become.
        const { length } = fillPlaceholders(item, () => '1');
        if (length <= longestValue) continue;
        yield at(`"${parameter}" has ${length} characters; SSM takes at most ${longestValue}`);
      }
    },
  },
];
