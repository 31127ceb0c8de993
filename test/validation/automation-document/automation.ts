import { automationDocumentKind } from '../../../validation/automation-document/automation-document';
import { findingsIn } from '../../../validation/kinds/file-kind';
import type { Finding } from '../../../validation/findings/finding';
import { SourceFile, type SourceFormat } from '../../../validation/files/source-file';

/** What is found in the text of a document, warnings too. */
export function findingsInDocument(text: string, format: SourceFormat = 'YAML'): readonly Finding[] {
  return findingsIn(new SourceFile('document', text, format), automationDocumentKind);
}

/** `line: CODE message`, one for each finding. */
export function foundIn(text: string, format?: SourceFormat): string[] {
  return findingsInDocument(text, format).map(({ line, code, message }) => `${line}: ${code} ${message}`);
}

/** A document of these steps; each is a line, so that the first stands in line 3. */
export function documentOf(steps: readonly string[], head = ''): string {
  return `schemaVersion: '0.3'\nmainSteps:\n${steps.map((step) => `  - { ${step} }\n`).join('')}${head}`;
}

/** A step that calls AWS, with other keys. */
export function call(name: string, keys = ''): string {
  return `name: ${name}, action: 'aws:executeAwsApi', inputs: { Service: lambda, Api: Invoke }${keys === '' ? '' : `, ${keys}`}`;
}

/** A step that sleeps, with other keys. */
export function sleep(name: string, keys = ''): string {
  return `name: ${name}, action: 'aws:sleep', inputs: { Duration: PT1M }${keys === '' ? '' : `, ${keys}`}`;
}

/** A branch that goes on with one of these steps. */
export function branch(name: string, to: readonly string[], inputs = ''): string {
  const choices = to.map(
    (next) => `{ NextStep: ${next}, Variable: '{{ global:REGION }}', StringEquals: us-east-1 }`,
  );
  return `name: ${name}, action: 'aws:branch', inputs: { Choices: [${choices.join(', ')}]${inputs} }`;
}
