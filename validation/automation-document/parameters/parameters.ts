import { asList, asText, type Parts } from '../../parts';
import { choiceAdvice } from '../../suggestion';
import type { AutomationRule } from '../context';
import { mayMatch } from './java-pattern';
import { defaultsOf, definitions, parameterExamples } from './parameter-definitions';
import { howWritten, isOfType } from './parameter-types';

/** Rules about the defaults of parameters and variables. */
export const parameterRules: readonly AutomationRule[] = [
  {
    code: 'SSM140',
    severity: 'error',
    title: 'a default that is not of the type of its parameter',
    explanation:
      'A `Boolean` is true or false and not "true", an `Integer` is 3 and not "3", and a `String` that looks like a number or a ' +
      'boolean must stand in quotes.',
    examples: parameterExamples('type: String, default: 60', "type: String, default: '60'"),
    source: 'automationParameters',
    *check(context) {
      for (const { path, type, value } of definitions(context)) {
        if (value.default === undefined || isOfType(value.default, type)) continue;
        const message = `${JSON.stringify(value.default)} is no ${type}; use ${howWritten(type, value.default)}`;
        yield { path: [...path, 'default'], message };
      }
    },
  },
  {
    code: 'SSM141',
    severity: 'error',
    title: 'a default that is none of the allowed values',
    explanation:
      'An execution that is started without the parameter gets the default, and the default is refused.',
    examples: parameterExamples(
      'type: String, default: enabled, allowedValues: [ENABLED, DISABLED]',
      'type: String, default: ENABLED, allowedValues: [ENABLED, DISABLED]',
    ),
    source: 'automationParameters',
    *check(context) {
      for (const { path, value } of definitions(context)) {
        const allowed = asList(value.allowedValues);
        for (const { place, item } of defaultsOf(value, path)) {
          if (allowed.length === 0 || allowed.includes(item)) continue;
          const advice = choiceAdvice(item, allowed.map(String));
          yield { path: place, message: `${JSON.stringify(item)} is none of the allowed values; ${advice}` };
        }
      }
    },
  },
  {
    code: 'SSM142',
    severity: 'error',
    title: 'a default beyond the limits of its parameter',
    explanation:
      'An execution that is started without the parameter gets the default, and the default is refused: it does not match ' +
      '`allowedPattern`, or is too long or too short. An empty default says that there need be none, and is not looked at.',
    examples: parameterExamples(
      "type: String, default: sixty, allowedPattern: '^[0-9]+$'",
      "type: String, default: '60', allowedPattern: '^[0-9]+$'",
    ),
    source: 'automationParameters',
    *check(context) {
      // After one pattern that takes too long the others are not tried.
      let isSlow = false;
      for (const { path, value } of definitions(context)) {
        const count = countMessage(value);
        if (count !== undefined) yield { path: [...path, 'default'], message: count };
        const pattern = asText(value.allowedPattern);
        for (const { place, item } of defaultsOf(value, path)) {
          const length = lengthMessage(item, value);
          if (length !== undefined) yield { path: place, message: length };
          if (pattern === undefined || typeof item !== 'string' || isSlow) continue;
          const matches = mayMatch(pattern, item);
          isSlow = matches === undefined;
          if (matches === false)
            yield { path: place, message: `${JSON.stringify(item)} does not match the pattern ${pattern}` };
        }
      }
    },
  },
];

function lengthMessage(item: unknown, { minChars, maxChars }: Parts): string | undefined {
  if (typeof item !== 'string') return undefined;
  if (typeof minChars === 'number' && item.length < minChars)
    return `has ${item.length} characters; use at least ${minChars}`;
  if (typeof maxChars === 'number' && item.length > maxChars)
    return `has ${item.length} characters; use at most ${maxChars}`;
  return undefined;
}

function countMessage({ default: value, minItems, maxItems }: Parts): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (typeof minItems === 'number' && value.length < minItems)
    return `has ${value.length} entries; use at least ${minItems}`;
  if (typeof maxItems === 'number' && value.length > maxItems)
    return `has ${value.length} entries; use at most ${maxItems}`;
  return undefined;
}
