import type { ValuePath } from '../../findings/finding';
import { asList, asText, type Parts } from '../../parts';
import type { Problem } from '../../findings/rule';
import type { AutomationRule } from '../context';
import { patternFault } from './java-pattern';
import { definitions, parameterExamples } from './parameter-definitions';
import { howWritten, isOfType, itemType } from './parameter-types';

/** Rules about what a document demands of the values of its parameters. */
export const parameterLimitRules: readonly AutomationRule[] = [
  {
    code: 'SSM143',
    severity: 'error',
    title: 'an allowedPattern that is no pattern',
    explanation:
      'The value must be a regular expression of Java: each bracket closed, and something before each `*`, `+` and `?`.',
    examples: parameterExamples(
      "type: String, allowedPattern: '^[0-9+$'",
      "type: String, allowedPattern: '^[0-9]+$'",
    ),
    source: 'automationParameters',
    *check(context) {
      for (const { path, value } of definitions(context)) {
        const fault = patternFault(asText(value.allowedPattern) ?? '');
        if (fault === undefined) continue;
        yield { path: [...path, 'allowedPattern'], message: `is no regular expression: ${fault}` };
      }
    },
  },
  {
    code: 'SSM144',
    severity: 'error',
    title: 'limits that no value can keep',
    explanation:
      '`minChars` is greater than `maxChars`, or `minItems` than `maxItems`; or a limit on items stands at a parameter that is no list, ' +
      'or one on characters at one that has none.',
    examples: parameterExamples(
      'type: String, minChars: 8, maxChars: 4',
      'type: String, minChars: 4, maxChars: 8',
    ),
    source: 'automationParameters',
    *check(context) {
      for (const { path, type, value } of definitions(context)) yield* limitProblems(value, type, path);
    },
  },
  {
    code: 'SSM145',
    severity: 'error',
    title: 'an allowed value that is not of the type of its parameter',
    explanation:
      'What is allowed must be of the type of the parameter, or it can never be given. In YAML, true and 60 are no strings until they ' +
      'stand in quotes.',
    examples: parameterExamples(
      'type: String, allowedValues: [true, false]',
      "type: String, allowedValues: ['true', 'false']",
    ),
    source: 'automationParameters',
    *check(context) {
      for (const { path, type, value } of definitions(context)) {
        for (const [index, item] of asList(value.allowedValues).entries()) {
          if (isOfType(item, itemType(type))) continue;
          const message = `${JSON.stringify(item)} is no ${itemType(type)}; use ${howWritten(itemType(type), item)}`;
          yield { path: [...path, 'allowedValues', index], message };
        }
      }
    },
  },
];

function* limitProblems(value: Parts, type: string, path: ValuePath): Iterable<Problem> {
  for (const [least, most] of [
    ['minChars', 'maxChars'],
    ['minItems', 'maxItems'],
  ] as const) {
    const [low, high] = [value[least], value[most]];
    if (typeof low === 'number' && typeof high === 'number' && low > high) {
      yield { path: [...path, least], message: `${low} is more than ${most}, which is ${high}` };
    }
  }
  for (const name of senselessLimits(type)) {
    if (value[name] === undefined) continue;
    yield { path: [...path, name], on: 'key', message: `has no meaning for the type ${type}; leave it out` };
  }
}

/** Limits that mean nothing for a type. */
function senselessLimits(type: string): readonly string[] {
  if (type === 'Integer' || type === 'Boolean') return ['minChars', 'maxChars', 'minItems', 'maxItems'];
  return type === 'String' ? ['minItems', 'maxItems'] : [];
}
