import type { ValuePath } from '../../findings/finding';
import { asList, asText, type Parts } from '../../parts';
import { type Examples, yaml } from '../../findings/rule';
import type { AutomationContext } from '../context';
import { step, withSteps } from '../examples';

/** A parameter or a variable. */
export interface Definition {
  readonly path: ValuePath;
  readonly type: string;
  readonly value: Parts;
}

/**
 * The parameters and variables of a document.
 * @yields {Definition} each that is a map
 */
export function* definitions({ parameters, variables }: AutomationContext): Iterable<Definition> {
  for (const [section, values] of Object.entries({ parameters, variables })) {
    for (const [name, value] of values)
      yield { path: [section, name], type: asText(value.type) ?? '', value };
  }
}

/**
 * The default, or the items of a default that is a list.
 * @yields {object} those that are not empty, and not known only when the document runs
 */
export function* defaultsOf(value: Parts, path: ValuePath): Iterable<{ place: ValuePath; item: unknown }> {
  const isList = Array.isArray(value.default);
  const items = isList ? asList(value.default) : [value.default];
  for (const [index, item] of items.entries()) {
    if (item === undefined || item === '' || (typeof item === 'string' && item.includes('{{'))) continue;
    yield { place: [...path, 'default', ...(isList ? [index] : [])], item };
  }
}

/** Two documents that differ in the definition of a parameter. */
export function parameterExamples(wrong: string, right: string): Examples {
  const text = (parameter: string) =>
    withSteps(
      [
        step(
          'attach',
          'aws:executeAutomation',
          [],
          ['DocumentName: chaos', "RuntimeParameters: { Mode: '{{ Mode }}' }"],
        ),
      ],
      `parameters:\n  Mode: { ${parameter} }\n`,
    );
  return yaml(text(wrong), text(right));
}
