import type { ExperimentAction } from './experiment-template';
import type { Finding } from './finding';
import { fillPlaceholders } from './placeholders';
import type { SourceFile } from './source-file';

/** The longest value that a parameter of an Automation document takes (Systems Manager API reference, AutomationParameterValue). */
const longestValue = 512;

/**
 * What is wrong with the `documentParameters` of an action: JSON inside a string, so that no schema sees it. A placeholder counts
 * as one character, the shortest that it can become.
 */
export function documentParameterFindings(
  name: string,
  action: ExperimentAction,
  source: SourceFile,
): Finding[] {
  const text = action.parameters?.documentParameters;
  if (action.actionId !== 'aws:ssm:start-automation-execution' || text === undefined) return [];
  const path = ['actions', name, 'parameters', 'documentParameters'];
  return [...problemsOf(fillPlaceholders(text, () => '1'))].map((problem) => source.finding(path, problem));
}

function* problemsOf(json: string): Iterable<string> {
  let values: unknown;
  try {
    values = JSON.parse(json);
  } catch (error) {
    yield `is not JSON: ${error instanceof Error ? error.message : String(error)}`;
    return;
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    yield 'is not a JSON object; use {"Parameter":"value"}';
    return;
  }
  for (const [parameter, value] of Object.entries(values)) yield* valueProblems(parameter, value);
}

function* valueProblems(parameter: string, value: unknown): Iterable<string> {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const item of items) {
    if (typeof item !== 'string') {
      yield `"${parameter}" is ${JSON.stringify(item)}; use a string or a list of strings`;
    } else if (item === '') {
      yield `"${parameter}" is empty, which SSM refuses; leave it out, so that its default holds`;
    } else if (item.length > longestValue) {
      yield `"${parameter}" has ${item.length} characters; SSM takes at most ${longestValue}`;
    }
  }
}
