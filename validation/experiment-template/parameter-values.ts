import { asList, asText, type Parts } from '../parts';
import { choiceAdvice } from '../suggestion';
import { mayMatch } from '../automation-document/parameters/java-pattern';
import { anyPlaceholder } from '../placeholders';

/**
 * What a parameter of an Automation document has against a value that it is given; undefined where it has nothing, or where that is
 * known only when the document runs.
 */
export function objectionTo(value: unknown, parameter: Parts): string | undefined {
  const items = asList(Array.isArray(value) ? value : [value]);
  const texts = items.filter((item): item is string => typeof item === 'string');
  // What is empty or no string is reported by itself; a placeholder can become anything.
  if (
    texts.length < items.length ||
    texts.some((text) => text === '' || anyPlaceholder(text) !== undefined)
  ) {
    return undefined;
  }
  return (
    objectionToType(texts, asText(parameter.type) ?? '') ??
    objectionToCount(texts.length, parameter) ??
    texts.map((text) => objectionToText(text, parameter)).find((objection) => objection !== undefined)
  );
}

function objectionToType(texts: readonly string[], type: string): string | undefined {
  const [first = ''] = texts;
  const single = ['String', 'Boolean', 'Integer'].includes(type);
  if (single && texts.length > 1) return `is a list, and the document takes one value of type ${type}`;
  if (type === 'Boolean' && !/^(?:true|false)$/i.test(first))
    return `"${first}" is no boolean; use "true" or "false"`;
  if (type === 'Integer' && !/^[+-]?\d+$/.test(first)) return `"${first}" is no whole number`;
  return undefined;
}

function objectionToCount(count: number, { type, minItems, maxItems }: Parts): string | undefined {
  if (type !== 'StringList') return undefined;
  if (typeof minItems === 'number' && count < minItems)
    return `has ${count} entries; at least ${minItems} are needed`;
  if (typeof maxItems === 'number' && count > maxItems)
    return `has ${count} entries; at most ${maxItems} are allowed`;
  return undefined;
}

function objectionToText(text: string, parameter: Parts): string | undefined {
  const { minChars, maxChars } = parameter;
  const allowed = asList(parameter.allowedValues).map(String);
  if (allowed.length > 0 && !allowed.includes(text))
    return `"${text}" is not allowed; ${choiceAdvice(text, allowed)}`;
  if (typeof minChars === 'number' && text.length < minChars)
    return `"${text}" is shorter than ${minChars} characters`;
  if (typeof maxChars === 'number' && text.length > maxChars)
    return `has ${text.length} characters; at most ${maxChars}`;
  const [pattern, description] = [asText(parameter.allowedPattern), asText(parameter.description)];
  if (pattern === undefined || mayMatch(pattern, text) !== false) return undefined;
  // A pattern says what is right in its own way; whoever wrote it may have said it in words.
  return `"${text}" does not match ${pattern}${description === undefined ? '' : ` (${description})`}`;
}
