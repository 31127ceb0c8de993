import { type Examples, yaml } from '../findings/rule';

const python = ['Runtime: python3.11', 'Handler: handler'];

/** A document of these steps, with other keys before them. */
export function withSteps(steps: readonly string[], head = ''): string {
  return `schemaVersion: '0.3'\n${head}mainSteps:\n${steps.join('')}`;
}

/** Two documents that differ in their steps. */
export function stepExamples(wrong: readonly string[], right: readonly string[], head = ''): Examples {
  return yaml(withSteps(wrong, head), withSteps(right, head));
}

/** A step that sleeps, with other keys: `onCancel: step:detach`. */
export function sleepStep(name: string, keys: readonly string[] = [], duration = 'PT10M'): string {
  return step(name, 'aws:sleep', keys, [`Duration: ${duration}`]);
}

/** A step that puts something back in one call. */
export function callStep(name: string, keys: readonly string[] = []): string {
  const call = [
    'Service: lambda',
    'Api: UpdateAlias',
    'FunctionName: hello',
    'Name: live',
    "FunctionVersion: '1'",
  ];
  return step(name, 'aws:executeAwsApi', keys, [`{ ${call.join(', ')} }`]);
}

/** A step; its inputs are lines, or one line in braces. */
export function step(
  name: string,
  action: string,
  keys: readonly string[],
  inputs: readonly string[],
): string {
  const flow = inputs.length === 1 && inputs[0]?.startsWith('{') === true;
  const lines = flow ? [`inputs: ${inputs[0] ?? ''}`] : ['inputs:', ...inputs.map((line) => `  ${line}`)];
  return [
    `  - name: ${name}`,
    ...[`action: ${action}`, ...keys, ...lines].map((line) => `    ${line}`.trimEnd()),
    '',
  ].join('\n');
}

/** A document with a script in Python, given by its lines. */
export function scriptDocument(
  lines: readonly string[],
  head = '',
  inputs: readonly string[] = python,
): string {
  const script = lines.map((line) => (line === '' ? '' : `  ${line}`));
  return withSteps([step('look', 'aws:executeScript', [], [...inputs, 'Script: |', ...script])], head);
}
